//! `portal-application`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::{Portal, SignIn};
use crate::path;

rule! {
    /// The portal without its own SAML application, or the application without the portal.
    ///
    /// An application of Identity Center has one ACS URL: the VPN client's or the portal's. So the portal needs a second
    /// application, `identity_center.portal_application`; or, with `authentication.federated`, a second SAML provider,
    /// `portal_saml_provider_arn`.
    ///
    /// Decide before the first deployment. The portal itself can be switched on and off at any time, but a SAML provider
    /// for it that is added later replaces the endpoint, and every profile handed out is useless.
    ///
    /// Source: Client VPN administrator guide, "Single sign-on (SAML 2.0) — self-service portal"; EC2 API,
    /// FederatedAuthenticationRequest, SelfServiceSAMLProviderArn.
    PORTAL_APPLICATION = "portal-application", Error, check
}

const LATER: &str = "adding it later replaces the endpoint";

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let portal = path!["endpoint", "portal"];
    let enabled = blueprint.endpoint.portal == Portal::Enabled;
    match blueprint.sign_in() {
        Some(SignIn::IdentityCenter(center)) if enabled && center.portal_application.is_none() => {
            let message = "the portal is enabled, but `identity_center` has no `portal_application`";
            let application = Place::key(path!["identity_center", "application"]);
            faults.push(
                Fault::new(&PORTAL_APPLICATION, portal.clone(), message)
                    .related(application, "an application has one ACS URL, and this one's is the VPN client's")
                    .help(format!("add `portal_application` now, because {LATER}; or write `portal: disabled`")),
            );
        }
        Some(SignIn::Provider(provider)) if enabled != provider.portal_saml_provider_arn.is_some() => {
            let federated = path!["endpoint", "authentication", "federated"];
            faults.push(if enabled {
                let message = "the portal is enabled, but `federated` has no `portal_saml_provider_arn`";
                Fault::new(&PORTAL_APPLICATION, portal.clone(), message)
                    .related(Place::key(federated), "names no SAML provider for the portal")
                    .help(format!("add `portal_saml_provider_arn` now, because {LATER}; or write `portal: disabled`"))
            } else {
                unused(Place::key(federated.with("portal_saml_provider_arn")), "portal_saml_provider_arn")
            });
        }
        _ => {}
    }
    if let Some(center) = blueprint.center_of_groups().filter(|_| !enabled)
        && center.portal_application.is_some()
    {
        faults.push(unused(Place::key(path!["identity_center", "portal_application"]), "portal_application"));
    }
}

fn unused(place: Place, key: &str) -> Fault {
    Fault::new(&PORTAL_APPLICATION, place, format!("`{key}` is for the portal, which is disabled"))
        .related(Place::key(path!["endpoint", "portal"]), "without `portal: enabled`")
        .help(format!("write `portal: enabled` under `endpoint`, or remove `{key}`; {LATER}"))
}
