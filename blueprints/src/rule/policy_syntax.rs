//! `policy-syntax`

use super::{Context, Rule, policy_size};
use crate::cedar::{self, Policy, Problem};
use crate::fault::{Fault, Path, Place, Span};
use crate::types::FileName;
use std::ops::Range;

rule! {
    /// The authorization policy is not valid Cedar.
    ///
    /// An authentication type with a hyphen in its name is read as `context["active-directory"]` or
    /// `context["mutual-authentication"]`; with a dot, Cedar sees a minus sign. Statements have no `?principal` and no
    /// `?resource`.
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

    /// A fault at bytes of the policy; of several lines, the first shows where.
    pub(super) fn fault(&self, rule: &Rule, at: &Range<usize>, message: &str) -> Fault {
        let end = at.end.min(self.line_end(at.start)).max(at.start);
        let span = Span { start: self.characters(at.start), end: self.characters(end) };
        Fault::new(rule, Place::beside(self.place.clone(), self.file.clone(), span), message)
            .related(self.place.clone(), "the policy is named here")
    }

    fn characters(&self, bytes: usize) -> usize {
        self.text.char_indices().take_while(|(byte, _)| *byte < bytes).count()
    }

    fn line_end(&self, byte: usize) -> usize {
        let line = self.text.get(byte..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        byte + line.len()
    }

    fn line(&self, byte: usize) -> &str {
        let start = self.text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        &self.text[start..self.line_end(start)]
    }
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(source) = Source::of(context) else { return };
    let Some(Err(problems)) = cedar::read(source.text) else { return };
    for Problem { message, help, at } in problems {
        let fault = source.fault(&POLICY_SYNTAX, &at, &message);
        let line = source.line(at.start);
        let hyphen = ["active-directory", "mutual-authentication"].into_iter().find(|name| line.contains(&format!(".{name}")));
        faults.push(match (hyphen, help) {
            (Some(name), _) => fault.help(format!("write `context[\"{name}\"]`; after a dot, Cedar sees a minus sign")),
            (None, Some(help)) => fault.help(help),
            (None, None) => fault,
        });
    }
}
