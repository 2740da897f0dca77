//! `portal-authentication`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::{Portal, SignIn};
use crate::path;

rule! {
    /// The self-service portal is enabled, but people have nothing to sign in to it with.
    ///
    /// The portal asks for a user's name and password or for the sign-in at the identity provider. It does not serve
    /// people who show only a certificate.
    ///
    /// Disable the portal and hand out profiles yourself, or add a user-based way to sign in.
    ///
    /// Source: Client VPN administrator guide, "Self-service portal" and "Best practices".
    PORTAL_AUTHENTICATION = "portal-authentication", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    if blueprint.endpoint.portal == Portal::Enabled && matches!(blueprint.sign_in(), Some(SignIn::Certificate(_))) {
        let message = "the portal is enabled, but people who show only a certificate cannot sign in to it";
        faults.push(
            Fault::new(&PORTAL_AUTHENTICATION, path!["endpoint", "portal"], message)
                .related(Place::key(path!["endpoint", "authentication", "mutual"]), "the only way to sign in")
                .allowed("`disabled`, or a user-based way to sign in beside the certificate")
                .help("write `portal: disabled` and hand out profiles yourself"),
        );
    }
}
