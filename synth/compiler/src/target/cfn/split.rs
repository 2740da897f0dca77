//! Which template a resource stands in. Everything of one placement stands in one, until that would be too large for
//! CloudFormation; then routes and rules move to templates beside it, which take the endpoint's id as a parameter and are
//! deployed after it.
//!
//! Sibling stacks instead of nested ones, because a nested stack needs the address of its template in S3, which nobody
//! knows here.

use crate::artifact::digest;
use crate::stack::Plan;

/// The template of a resource. The order is that of deployment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// What lives with Identity Center, where that is elsewhere.
    Identity,
    /// The endpoint and all that fits beside it.
    Vpn,
    /// What does not fit: its word and its number.
    Overflow(&'static str, usize),
}

impl Part {
    pub fn file(&self) -> String {
        match self {
            Part::Identity => "identity.template.json".to_owned(),
            Part::Vpn => "vpn.template.json".to_owned(),
            Part::Overflow(word, number) => format!("vpn-{word}-{}.template.json", number + 1),
        }
    }

    pub fn describe(&self) -> String {
        match self {
            Part::Identity => "groups of IAM Identity Center and their access to the VPN's application".to_owned(),
            Part::Vpn => "AWS Client VPN with single sign-on".to_owned(),
            Part::Overflow(word, number) => format!("{word} of the AWS Client VPN, part {}", number + 1),
        }
    }

    /// The part that a description tells.
    fn described(description: &str) -> Option<Part> {
        let numbered = |word| {
            let number: usize =
                description.strip_prefix(word)?.strip_prefix(" of the AWS Client VPN, part ")?.parse().ok()?;
            Some(Part::Overflow(word, number.checked_sub(1)?))
        };
        let parts = [Some(Part::Identity), Some(Part::Vpn)].into_iter().chain(OVERFLOWS.map(numbered)).flatten();
        parts.into_iter().find(|part| part.describe() == description)
    }
}

/// The words of overflow.
const OVERFLOWS: [&str; 2] = ["routes", "rules"];

/// The file of a template that was written before, by its description.
pub fn file_of(description: &str) -> Option<String> {
    let (_, description) = description.split_once(": ")?;
    Part::described(description).map(|part| part.file())
}

/// Into how many templates each kind of overflow goes; none while all stays together.
#[derive(Clone, Debug, Default)]
pub(super) struct Split {
    parts: Vec<(&'static str, usize)>,
}

impl Split {
    /// A split in which a template that is too large has less in it; `None` if nothing can be moved out of it.
    pub fn further(&self, plan: &Plan, parts: &[Part], part: &Part) -> Option<Split> {
        let mut next = self.clone();
        match part {
            Part::Overflow(word, _) => {
                let (_, count) = next.parts.iter_mut().find(|(of, _)| of == word)?;
                let total = parts.iter().filter(|part| matches!(part, Part::Overflow(of, _) if of == word)).count();
                *count += 1;
                (*count <= total).then_some(next)
            }
            Part::Vpn => {
                let words = plan.resources.iter().zip(parts).filter(|(_, part)| **part == Part::Vpn);
                let word = words.filter_map(|(placed, _)| placed.resource.overflow()).next()?;
                next.parts.push((word, 1));
                Some(next)
            }
            Part::Identity => None,
        }
    }
}

/// The template of each resource. Which one it is follows from the resource's name and the number of templates alone.
pub(super) fn split(plan: &Plan, split: &Split) -> Vec<Part> {
    let part = |placed: &crate::stack::Placed| {
        if plan.apart() && placed.identity {
            return Part::Identity;
        }
        let overflow = placed.resource.overflow().and_then(|word| split.parts.iter().find(|(of, _)| *of == word));
        match overflow {
            Some((word, count)) => {
                let number = usize::from_str_radix(&digest(placed.id.cfn())[..6], 16).unwrap_or(0);
                Part::Overflow(word, number % count)
            }
            None => Part::Vpn,
        }
    };
    plan.resources.iter().map(part).collect()
}
