//! `mfa-off`

use super::Context;
use crate::fault::Fault;
use crate::model::{IdentitySource, MfaPrompt, UnregisteredDevice};
use crate::path;

rule! {
    /// People can connect without a second factor.
    ///
    /// Either nobody is ever asked for one (`prompt: never`), or whoever has not registered a device is let in without
    /// one (`unregistered_device: allow`). A stolen password then opens the network.
    ///
    /// The defaults ask at every sign-in, and make people register a device at the first one.
    ///
    /// Source: IAM Identity Center user guide, "Configure MFA device enforcement".
    MFA_OFF = "mfa-off", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    let Some(mfa) = center.mfa.filter(|_| center.source != IdentitySource::External) else { return };
    let mut push = |key: &str, message: &str, help: &str| {
        faults.push(Fault::new(&MFA_OFF, path!["identity_center", "mfa", key], message).help(help));
    };
    if mfa.prompt == MfaPrompt::Never {
        push(
            "prompt",
            "people are never asked for a second factor",
            "remove `prompt`; the default asks every time they sign in",
        );
    } else if mfa.unregistered_device == UnregisteredDevice::Allow {
        push(
            "unregistered_device",
            "whoever has no registered device is let in without a second factor",
            "remove `unregistered_device`; the default makes them register one when they sign in",
        );
    }
}
