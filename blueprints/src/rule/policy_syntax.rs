//! `policy-syntax`

use super::{Context, Rule, policy_size};
use crate::cedar::{self, Policy, Problem, Spot};
use crate::fault::{Fault, Path};
use crate::types::FileName;

rule! {
    /// The authorization policy is not valid Cedar.
    ///
    /// The message gives line and column in the policy's own file. An authentication type with a hyphen in its name is
    /// read as `context["active-directory"]` or `context["mutual-authentication"]`; with a dot, Cedar sees a minus sign.
    /// Statements have no `?principal` and no `?resource`.
    ///
    /// Only a build with the feature `cedar` finds this.
    ///
    /// Source: Client VPN administrator guide, "Cedar policies"; Cedar, grammar specification.
    POLICY_SYNTAX = "policy-syntax", Error, check
}

/// The text of an authorization policy, and its place in the blueprint.
pub(super) struct Source<'a> {
    file: &'a FileName,
    text: &'a str,
    place: Path,
}

impl<'a> Source<'a> {
    /// That of a blueprint, if it is one that AWS takes by its size.
    pub(super) fn of(context: &Context<'a>) -> Option<Self> {
        let (policy, text, place) = policy_size::text(context)?;
        Some(Source { file: &policy.file, text, place })
    }

    /// The policy, if this build reads Cedar and the policy is without an error.
    pub(super) fn policy(&self) -> Option<Policy> {
        cedar::read(self.text)?.ok()
    }

    /// A fault at a byte of the policy. The message names the place in the policy's file, the label shows its line.
    pub(super) fn fault(&self, rule: &Rule, at: usize, message: &str) -> Fault {
        let spot = Spot::new(self.text, at);
        Fault::new(rule, self.place.clone(), format!("{message} ({}:{spot})", self.file))
            .label(format!("line {}: {}", spot.line, spot.text))
    }
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(source) = Source::of(context) else { return };
    let Some(Err(problems)) = cedar::read(source.text) else { return };
    for Problem { message, help, at } in problems {
        let fault = source.fault(&POLICY_SYNTAX, at, &message);
        let line = Spot::new(source.text, at).text;
        let hyphen = ["active-directory", "mutual-authentication"].into_iter().find(|name| line.contains(&format!(".{name}")));
        faults.push(match (hyphen, help) {
            (Some(name), _) => fault.help(format!("write `context[\"{name}\"]`; after a dot, Cedar sees a minus sign")),
            (None, Some(help)) => fault.help(help),
            (None, None) => fault,
        });
    }
}
