//! `portal-metadata-same`

use super::{Context, saml_metadata};
use crate::fault::Fault;
use crate::saml::Metadata;

rule! {
    /// The portal's metadata is that of the VPN's application.
    ///
    /// Each application of Identity Center has metadata of its own, with an entity id of its own. Two files of the same
    /// application look like two, but the sign-in to the portal then fails.
    ///
    /// Download the metadata from the page of the second application.
    ///
    /// Source: Client VPN administrator guide, "Single sign-on (SAML 2.0)".
    PORTAL_METADATA_SAME = "portal-metadata-same", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let files: Vec<_> = saml_metadata::files(context).collect();
    let [(first, vpn, vpn_text), (place, portal, portal_text)] = files.as_slice() else { return };
    if vpn == portal {
        return; // `same-application` has spoken.
    }
    if same(vpn_text, portal_text) {
        let message = format!("`{portal}` is the metadata of the VPN's application, not of the portal's");
        faults.push(
            Fault::new(&PORTAL_METADATA_SAME, place.clone(), message)
                .related(first.clone(), "the same application as here")
                .help("download the metadata from the page of the second application in the console"),
        );
    }
}

/// Whether two metadata files are of one application.
pub fn same(one: &str, other: &str) -> bool {
    let entity = |text: &str| Metadata::read(text).0.entity_id;
    let id = entity(one);
    one == other || !id.is_empty() && id == entity(other)
}
