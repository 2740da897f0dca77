//! `policy-enforced`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// The authorization policy is enforced, not only evaluated and logged.
    ///
    /// Every open session drops when it is switched on, and again at each change of the policy. From then on a result
    /// of `error` denies as well, for example because a device did not send a value that the policy reads.
    ///
    /// Run it in shadow mode first (`shadow: true`, the default), read the log for some weeks, then enforce it outside
    /// working hours, and accept this warning with that reason.
    ///
    /// Source: Client VPN administrator guide, "Device posture", "Connection logging".
    POLICY_ENFORCED = "policy-enforced", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(policy) = &context.blueprint.endpoint.authorization_policy else { return };
    if !policy.shadow {
        let message = "the policy is enforced: every session drops at the switch, and an `error` result denies";
        faults.push(
            Fault::new(&POLICY_ENFORCED, path!["endpoint", "authorization_policy", "shadow"], message).help(
                "run it with `shadow: true` first and read the log; then accept this warning with a reason under \
                 `accept`",
            ),
        );
    }
}
