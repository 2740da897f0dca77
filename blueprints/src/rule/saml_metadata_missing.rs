//! `saml-metadata-missing`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::SignIn;
use crate::path;

rule! {
    /// An application's ARN or SAML metadata is missing.
    ///
    /// AWS has no API that makes a SAML application, so somebody makes it in the console and fills both in here. Until
    /// then there is nothing to deploy: the metadata goes into the SAML provider, and the groups are assigned to the
    /// application by its ARN.
    ///
    /// `cvpn runbook FILE` works on a blueprint without them, and gives each step with the values to enter. Save the
    /// metadata file beside the blueprint. With `authentication.federated` the SAML provider exists already, so only the
    /// ARN is needed.
    ///
    /// Source: IAM Identity Center API, CreateApplication (OAuth 2.0 only).
    SAML_METADATA_MISSING = "saml-metadata-missing", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    let provided = matches!(context.blueprint.sign_in(), Some(SignIn::Provider(_)));
    for (key, application) in center.applications() {
        let missing = match (&application.arn, &application.metadata) {
            (None, None) if !provided => "`arn` and `metadata`",
            (None, _) => "`arn`",
            (_, None) if !provided => "`metadata`",
            _ => "",
        };
        if !missing.is_empty() {
            let place = Place::key(path!["identity_center", key]);
            faults.push(
                Fault::new(&SAML_METADATA_MISSING, place, format!("the application `{}` lacks {missing}", application.name))
                    .label("only the console can make it")
                    .help(format!(
                        "`cvpn runbook FILE` says how to make the application in the console; then fill in {missing}"
                    )),
            );
        }
        let Some(file) = application.metadata.as_ref().filter(|_| !provided) else { continue };
        let why = match context.circumstances.files.get(file) {
            Some(Ok(_)) => continue,
            Some(Err(why)) => why,
            None => "it was not given",
        };
        let place = path!["identity_center", key, "metadata"];
        faults.push(
            Fault::new(&SAML_METADATA_MISSING, place, format!("cannot read `{file}`: {why}"))
                .allowed("a path relative to the blueprint")
                .help("download the metadata file from the application's page in the console, and save it there"),
        );
    }
}
