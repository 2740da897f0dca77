//! `same-application`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// The VPN and the portal name the same SAML application.
    ///
    /// Each needs an application of its own, because an application of Identity Center has one ACS URL. With the wrong
    /// one, the sign-in ends in an error after the password.
    ///
    /// Fill in the ARN and the metadata file of the second application, each from its own page in the console.
    ///
    /// Source: Client VPN administrator guide, "Single sign-on (SAML 2.0)".
    SAME_APPLICATION = "same-application", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    let Some(portal) = &center.portal_application else { return };
    let mut same = |key: &str, what: &str| {
        let place = path!["identity_center", "portal_application", key];
        faults.push(
            Fault::new(&SAME_APPLICATION, place, format!("the portal's application has the same {what} as the VPN's"))
                .related(Place::from(path!["identity_center", "application", key]), "the VPN's")
                .help("fill in what the page of the second application shows in the console"),
        );
    };
    if portal.arn.is_some() && portal.arn == center.application.arn {
        same("arn", "ARN");
    }
    if portal.metadata.is_some() && portal.metadata == center.application.metadata {
        same("metadata", "metadata file");
    }
}
