//! `policy-permits-nothing`

use super::{Context, policy_syntax::Source};
use crate::fault::Fault;

rule! {
    /// The authorization policy has no `permit`.
    ///
    /// A connection needs at least one `permit` that matches and no `forbid` that does. Without any, nobody connects
    /// once the policy is enforced. A policy that only keeps some devices out needs `permit (principal, action,
    /// resource);` beside its `forbid`.
    ///
    /// Only a build with the feature `cedar` finds this.
    ///
    /// Source: Client VPN administrator guide, "Cedar policies".
    POLICY_PERMITS_NOTHING = "policy-permits-nothing", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(source) = Source::of(context) else { return };
    if source.policy().is_some_and(|policy| !policy.permits) {
        faults.push(
            source
                .fault(&POLICY_PERMITS_NOTHING, &(0..0), "the policy has no `permit`, so it lets nobody in")
                .help("add `permit (principal, action, resource);`, with conditions in `when { … }` where you have some"),
        );
    }
}
