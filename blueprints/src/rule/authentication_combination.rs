//! `authentication-combination`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// Ways of signing in that cannot stand together.
    ///
    /// An endpoint has one user-based way: through a SAML provider or against an Active Directory. `mutual` may stand
    /// beside it, and then both must succeed, or alone. `directory` takes the place of the sign-in through Identity
    /// Center, so an `identity_center` beside it would make an application and groups that nobody can use.
    ///
    /// Keep one of the two. The methods can never be changed later without a new endpoint, and with it a new profile
    /// for everyone.
    ///
    /// Source: Client VPN administrator guide, "Client authentication".
    AUTHENTICATION_COMBINATION = "authentication-combination", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(methods) = &context.blueprint.endpoint.authentication else { return };
    if methods.directory.is_none() {
        return;
    }
    let place = Place::key(path!["endpoint", "authentication", "directory"]);
    let (message, other, label, help) = if methods.federated.is_some() {
        (
            "`directory` and `federated` cannot stand together",
            path!["endpoint", "authentication", "federated"],
            "an endpoint has one user-based way to sign in",
            "remove one of the two",
        )
    } else if context.blueprint.identity_center.is_some() {
        (
            "`directory` takes the place of the sign-in through Identity Center, so `identity_center` would be unused",
            path!["identity_center"],
            "nobody signs in through this application",
            "remove `directory` to sign in through Identity Center; or remove `identity_center`, and let `access` name \
             the groups of the Active Directory by SID",
        )
    } else {
        return;
    };
    faults.push(
        Fault::new(&AUTHENTICATION_COMBINATION, place, message)
            .related(Place::key(other), label)
            .allowed("one user-based way, with or without `mutual` beside it; or `mutual` alone")
            .help(help),
    );
}
