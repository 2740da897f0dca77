//! Rules about `accept`: what may be accepted, and whether it still applies.

use super::{Context, Rule};
use crate::fault::{Fault, Severity};
use crate::path;
use crate::source::suggest;

rule! {
    /// An acceptance of a code that no rule has.
    ///
    /// `cvpn explain` without a code lists them all.
    UNKNOWN_CODE = "unknown-code", Error
}

rule! {
    /// An acceptance of an error.
    ///
    /// An error is something that AWS refuses or that cannot work; accepting it would not change that. Only warnings can
    /// be accepted.
    ERROR_ACCEPTED = "error-accepted", Error
}

rule! {
    /// An acceptance that no longer applies: the blueprint has no such warning.
    ///
    /// Remove it, so that the next such warning is seen.
    UNUSED_ACCEPTANCE = "unused-acceptance", Warning
}

/// The rules of this file.
pub(super) static ALL: &[&Rule] = &[&UNKNOWN_CODE, &ERROR_ACCEPTED, &UNUSED_ACCEPTANCE];

/// Drops the warnings that the blueprint accepts, and reports acceptances that are wrong or no longer apply.
pub(crate) fn apply(context: &Context, faults: &mut Vec<Fault>) {
    let mut found = Vec::new();
    for (index, acceptance) in context.blueprint.accept.iter().enumerate() {
        let code = acceptance.fault.as_str();
        let place = path!["accept", index, "fault"];
        let Some(rule) = super::by_code(code) else {
            let fault = Fault::new(&UNKNOWN_CODE, place, format!("`{code}` is not the code of a rule"));
            found.push(suggest(fault, code, super::all().map(|rule| rule.code)));
            continue;
        };
        if rule.severity == Severity::Error {
            let fault = Fault::new(&ERROR_ACCEPTED, place, format!("`{code}` is an error and cannot be accepted"));
            found.push(fault.allowed("codes of warnings").help("mend what it reports"));
            continue;
        }
        let before = faults.len();
        faults.retain(|fault| fault.code != code || fault.severity == Severity::Error);
        // The compiler finds the plan's faults later, so here nobody knows whether they apply.
        if faults.len() == before && !super::plan::ALL.iter().any(|plan| plan.code == code) {
            let fault = Fault::new(
                &UNUSED_ACCEPTANCE,
                place,
                format!("`{code}` is accepted, but the blueprint has no such warning"),
            );
            found.push(fault.searched(path![]).help("remove the acceptance, so that the next such warning is seen"));
        }
    }
    faults.append(&mut found);
}
