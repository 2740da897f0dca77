//! Rules about `accept`: what may be accepted, and whether it still applies.

use super::twice::twice;
use super::{Context, Rule};
use crate::cedar;
use crate::circumstances::Circumstances;
use crate::fault::{Fault, Severity, Target};
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
    /// An acceptance that no longer applies: the blueprint has no such warning, or an entry above accepts it already.
    ///
    /// Remove it, so that the next such warning is seen, and one reason counts.
    UNUSED_ACCEPTANCE = "unused-acceptance", Warning
}

/// The rules of this file.
pub(super) static ALL: &[&Rule] = &[&UNKNOWN_CODE, &ERROR_ACCEPTED, &UNUSED_ACCEPTANCE];

/// Drops the warnings that the blueprint accepts, and reports acceptances that are wrong or no longer apply.
pub(crate) fn apply(context: &Context, faults: &mut Vec<Fault>) {
    let mut found = Vec::new();
    let accept = &context.blueprint.accept;
    let again = twice(accept.iter().map(|acceptance| &acceptance.fault));
    for (index, acceptance) in accept.iter().enumerate() {
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
        if let Some((first, _)) = again.iter().find(|(_, again)| *again == index) {
            let fault = Fault::new(&UNUSED_ACCEPTANCE, place, format!("`{code}` is accepted twice"));
            let fault = fault.related(path!["accept", *first, "fault"], "first here");
            found.push(fault.help("put both reasons into one entry"));
            continue;
        }
        let before = faults.len();
        faults.retain(|fault| fault.code != code || fault.severity == Severity::Error);
        if faults.len() == before && !may_apply(rule, context) {
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

/// Whether a warning that is not there now may be there in another run over the same blueprint.
fn may_apply(rule: &Rule, context: &Context) -> bool {
    use super::{policy_attribute, policy_guard, policy_permits_nothing, policy_unchecked, saml_certificate};
    let other_build: &[&Rule] = if cedar::READS {
        &[&policy_unchecked::POLICY_UNCHECKED]
    } else {
        &[
            &policy_permits_nothing::POLICY_PERMITS_NOTHING,
            &policy_attribute::POLICY_ATTRIBUTE,
            &policy_guard::POLICY_GUARD,
        ]
    };
    let undated: &[&Rule] = match context.circumstances.today {
        Some(_) => &[],
        None => &[&saml_certificate::SAML_CERTIFICATE_EXPIRING],
    };
    // The compiler finds the plan's faults later, a deployment those of what is live, and other blueprints of a fleet come
    // later too.
    let later: &[&[&Rule]] = &[super::plan::ALL, crate::fleet::ALL, super::live::ALL, other_build, undated];
    if later.concat().iter().any(|other| other.code == rule.code) {
        return true;
    }
    let all = Circumstances { targets: Target::ALL.to_vec(), ..context.circumstances.clone() };
    let mut faults = Vec::new();
    super::run(&Context { circumstances: &all, ..*context }, &mut faults);
    faults.iter().any(|fault| fault.code == rule.code)
}
