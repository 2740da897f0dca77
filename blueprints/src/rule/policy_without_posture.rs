//! `policy-without-posture`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// An authorization policy without a product that vouches for devices.
    ///
    /// AWS describes policies together with device posture only. Whether one that looks at the person and the connection
    /// alone is taken is not said anywhere, so try it in shadow mode before you rely on it.
    ///
    /// Source: Client VPN administrator guide, "Device posture".
    POLICY_WITHOUT_POSTURE = "policy-without-posture", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let endpoint = &context.blueprint.endpoint;
    if endpoint.authorization_policy.is_some() && endpoint.device_posture.is_empty() {
        let message = "AWS describes no authorization policy without `device_posture`";
        faults.push(
            Fault::new(&POLICY_WITHOUT_POSTURE, Place::key(path!["endpoint", "authorization_policy"]), message)
                .help("add a product to `device_posture`; or try the policy in shadow mode, and accept this warning"),
        );
    }
}
