//! `policy-namespace`

use super::{Context, policy_syntax::Source};
use crate::cedar::{self, Mention};
use crate::fault::{Fault, Place};
use crate::model::SignIn;
use crate::path;
use std::collections::BTreeSet;

rule! {
    /// The authorization policy looks at something that this endpoint does not have.
    ///
    /// `context.crowdstrike`, `context.jamf` and `context.jumpcloud` exist only if `device_posture` lists the product;
    /// `context.saml`, `context["active-directory"]` and `context["mutual-authentication"]` only with that way of
    /// signing in. Reading one that does not exist is an error, which denies; asking for it with `has` is always false,
    /// so a `forbid` that depends on it keeps nobody out.
    ///
    /// List the product, or take it out of the policy. Only a build with the feature `cedar` finds this.
    ///
    /// Source: Client VPN administrator guide, "Device posture", considerations for policies.
    POLICY_NAMESPACE = "policy-namespace", Error, check
}

/// Where the blueprint would have to say more for a namespace to exist, and what; `None` if it exists or is unknown.
pub(super) fn missing(context: &Context, namespace: &str) -> Option<(Place, String)> {
    let endpoint = &context.blueprint.endpoint;
    let authentication = || Place::key(path!["endpoint", "authentication"]);
    let sign_in = context.blueprint.sign_in();
    let (exists, place, needed) = match namespace {
        "saml" => (
            matches!(sign_in, Some(SignIn::IdentityCenter(_) | SignIn::Provider(_))),
            authentication(),
            "a sign-in through a SAML provider".to_owned(),
        ),
        "active-directory" => (
            matches!(sign_in, Some(SignIn::Directory(_))),
            authentication(),
            "`directory` in `endpoint.authentication`".to_owned(),
        ),
        "mutual-authentication" => (
            endpoint.authentication.as_ref().is_some_and(|methods| methods.mutual.is_some()),
            authentication(),
            "`mutual` in `endpoint.authentication`".to_owned(),
        ),
        product if cedar::described(product).is_some() => (
            endpoint.device_posture.iter().any(|entry| entry.provider.as_str() == product),
            Place::key(path!["endpoint", "device_posture"]),
            format!("`{product}` in `device_posture`"),
        ),
        _ => return None,
    };
    (!exists).then_some((place, needed))
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(source) = Source::of(context) else { return };
    let mut seen = BTreeSet::new();
    for Mention { path, at, .. } in source.policy().unwrap_or_default().mentions {
        let Some((place, needed)) = missing(context, &path[0]) else { continue };
        if seen.insert(path[0].clone()) {
            let name = cedar::written(&path[..1]);
            faults.push(
                source
                    .fault(&POLICY_NAMESPACE, &at, &format!("`{name}` does not exist at this endpoint"))
                    .related(place, "it is not here")
                    .help(format!("it needs {needed}; or take it out of the policy")),
            );
        }
    }
}
