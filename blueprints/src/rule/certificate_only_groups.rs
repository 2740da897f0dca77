//! `certificate-only-groups`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::SignIn;
use crate::path;

rule! {
    /// An access rule names groups, but people show only a certificate.
    ///
    /// Groups come with a user-based sign-in. Whoever connects by certificate alone is in none, so only rules for
    /// everyone help.
    ///
    /// Write `everyone: true`, or add a user-based way to sign in beside the certificate.
    ///
    /// Source: Client VPN administrator guide, "Client authorization".
    CERTIFICATE_ONLY_GROUPS = "certificate-only-groups", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    if !matches!(context.blueprint.sign_in(), Some(SignIn::Certificate(_))) {
        return;
    }
    for (index, rule) in context.blueprint.access.iter().enumerate() {
        if !rule.groups.is_empty() {
            let message = "the rule names groups, but people who show only a certificate are in none";
            faults.push(
                Fault::new(&CERTIFICATE_ONLY_GROUPS, Place::key(path!["access", index, "groups"]), message)
                    .related(Place::key(path!["endpoint", "authentication", "mutual"]), "the only way to sign in")
                    .allowed("`everyone: true`")
                    .help("write `everyone: true` for `groups`, or add `identity_center` to let people sign in as well"),
            );
        }
    }
}
