//! `identity-center-missing`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// Nothing says how people sign in.
    ///
    /// People sign in through an application of Identity Center unless `endpoint.authentication` says otherwise, so
    /// there must be one. An `authentication` without an entry says nothing, as if it were left out.
    ///
    /// Add `identity_center`. Without Identity Center, name in `endpoint.authentication` the SAML provider of another
    /// identity provider (`federated`), an Active Directory (`directory`), or the CA of certificates on the devices
    /// (`mutual`).
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint, AuthenticationOptions.
    IDENTITY_CENTER_MISSING = "identity-center-missing", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    if blueprint.sign_in().is_some() {
        return;
    }
    let place = match blueprint.endpoint.authentication {
        Some(_) => Place::key(path!["endpoint", "authentication"]),
        None => Place::key(path!["identity_center"]),
    };
    faults.push(
        Fault::new(&IDENTITY_CENTER_MISSING, place, "nothing says how people sign in: there is no `identity_center`")
            .allowed("`identity_center`, or one of `federated`, `directory` and `mutual` in `endpoint.authentication`")
            .help("add `identity_center` with the application that people sign in through, and their groups"),
    );
}
