//! `policy-type`

use super::{Context, policy_syntax::Source};
use crate::cedar::Problem;
use crate::fault::Fault;

rule! {
    /// The authorization policy uses a value as something that it is not, such as a text as a number.
    ///
    /// An expression that Cedar cannot evaluate makes the result of the whole policy an `error`, and that denies once the
    /// policy is enforced; texts and numbers that are compared with `==` are never equal.
    ///
    /// AWS describes what the attributes of `context.crowdstrike`, `context.jamf` and `context.jumpcloud` hold, and that
    /// `context.saml.memberOf` is a set. Statements that read other attributes are not looked at. Only a build with the
    /// feature `cedar` finds this.
    ///
    /// Source: Client VPN administrator guide, "Device posture", the tables of trust data; Cedar, validation.
    POLICY_TYPE = "policy-type", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(source) = Source::of(context) else { return };
    for Problem { message, at, .. } in source.policy().unwrap_or_default().types {
        let help = "compare with a value of the same kind; what cannot be evaluated denies once the policy is enforced";
        faults.push(source.fault(&POLICY_TYPE, &at, &message).help(help));
    }
}
