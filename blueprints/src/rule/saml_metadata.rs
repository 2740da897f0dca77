//! `saml-metadata`

use super::{Context, saml_certificate};
use crate::fault::{Fault, Path};
use crate::model::SignIn;
use crate::path;
use crate::saml::{self, Metadata, Problem};
use crate::types::FileName;

rule! {
    /// A metadata file is not the metadata of an identity provider, or AWS would not take it.
    ///
    /// It is the XML file that the application's page in Identity Center offers for download. It names the identity
    /// provider, has an address for requests by HTTP-Redirect, which is how Client VPN sends them, and at least one
    /// signing certificate. IAM takes 1,000 to 10,000,000 characters.
    ///
    /// The usual mistakes: a sign-in page that was saved in place of the file, and the metadata of the other side, the
    /// service provider. Download the file again; do not mend it by hand.
    ///
    /// Source: IAM API, CreateSAMLProvider, SAMLMetadataDocument; Client VPN administrator guide, "Single sign-on
    /// (SAML 2.0)".
    SAML_METADATA = "saml-metadata", Error, check
}

/// The metadata files that the output takes in, each with its place.
pub(super) fn files<'a>(context: &Context<'a>) -> impl Iterator<Item = (Path, &'a FileName, &'a str)> {
    let center = match context.blueprint.sign_in() {
        Some(SignIn::IdentityCenter(center)) => Some(center),
        _ => None,
    };
    let circumstances = context.circumstances;
    center.into_iter().flat_map(|center| center.applications()).filter_map(move |(key, application)| {
        let file = application.metadata.as_ref()?;
        Some((path!["identity_center", key, "metadata"], file, circumstances.text(file)?))
    })
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    for (place, file, text) in files(context) {
        let (metadata, found) = Metadata::read(text);
        faults.extend(problems(&place, file.as_str(), found));
        // Here, so that the file is read once.
        if let Some(today) = context.circumstances.today {
            faults.extend(saml_certificate::expiry(&place, file.as_str(), &metadata, today));
        }
    }
}

/// The faults of a metadata file that has problems.
pub fn problems(place: &Path, file: &str, found: Vec<Problem>) -> Vec<Fault> {
    let fault = |problem| {
        let fault = Fault::new(&SAML_METADATA, place.clone(), format!("`{file}` {problem}"));
        match problem {
            Problem::Size(_) => fault.allowed("1,000 to 10,000,000 characters").help(AGAIN),
            Problem::Root(..) => fault.allowed(format!("`EntityDescriptor` of `{}`", saml::METADATA)).help(AGAIN),
            Problem::NoRedirect => fault.help("Client VPN sends people to the identity provider by redirect alone"),
            Problem::ServiceProvider => fault.help(
                "take the file that the application's page offers as `IAM Identity Center SAML metadata file`, not the \
                 one of the VPN or the portal",
            ),
            Problem::WebPage => fault.help(
                "a sign-in page or an error page was saved in its place; sign in, and download the metadata file from \
                 the application's page in the console again",
            ),
            _ => fault.help(AGAIN),
        }
    };
    found.into_iter().map(fault).collect()
}

const AGAIN: &str = "download the metadata file from the application's page in the console again";
