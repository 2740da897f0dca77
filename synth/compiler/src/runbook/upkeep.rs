//! What comes again: certificates and lists that end.

use super::shell::Command;
use super::step::{
    CERTIFICATE_ARN, ENDPOINT_ID, SignsIn, applications, existing_providers, import_certificate, metadata, mutual,
};
use cvpn_blueprint::model::{Blueprint, Federated, IdentityCenter, ServerCertificate};
use serde::Serialize;

/// Something that ends and must be made anew.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Upkeep<'a> {
    /// The certificate with which Identity Center signs for an application.
    SigningCertificate {
        account: &'a str,
        /// The applications.
        names: Vec<&'a str>,
        /// Their metadata files.
        metadata: Vec<&'a str>,
        /// Gives the metadata to the SAML providers that exist, which no deployment touches.
        update: Option<String>,
        /// The number of the step that deploys.
        deploy: usize,
    },
    /// The server certificate.
    RenewServerCertificate {
        /// Whether ACM may have issued it.
        issued_by_acm: bool,
        /// Imports another one in its place.
        import: String,
    },
    /// The list of revoked client certificates.
    RevocationList {
        /// Imports it.
        import: String,
        /// The number of the step that deploys.
        deploy: usize,
    },
}

pub(super) fn upkeep(blueprint: &Blueprint, deploy: usize) -> Vec<Upkeep<'_>> {
    let mut upkeep = Vec::new();
    if let SignsIn::IdentityCenter(center) = SignsIn::of(blueprint) {
        upkeep.push(Upkeep::SigningCertificate {
            account: blueprint.account.as_str(),
            names: applications(center).map(|(application, _)| application.name.as_str()).collect(),
            metadata: applications(center).map(|(application, portal)| metadata(application, portal)).collect(),
            update: existing_providers(blueprint).map(|providers| update_providers(center, providers)),
            deploy,
        });
    }
    let anew = import_certificate(blueprint);
    match &blueprint.endpoint.server_certificate {
        ServerCertificate::Arn(arn) => upkeep.push(Upkeep::RenewServerCertificate {
            issued_by_acm: true,
            import: anew.option("--certificate-arn", arn.as_str()).print(),
        }),
        ServerCertificate::Issued(_) => upkeep.push(Upkeep::RenewServerCertificate {
            issued_by_acm: false,
            import: anew.variable("--certificate-arn", CERTIFICATE_ARN).print(),
        }),
        // Renewed by ACM.
        ServerCertificate::DnsValidated(_) => {}
    }
    if mutual(blueprint) {
        let import = Command::new("aws ec2 import-client-vpn-client-certificate-revocation-list")
            .option("--region", blueprint.region.as_str())
            .variable("--client-vpn-endpoint-id", ENDPOINT_ID)
            .option("--certificate-revocation-list", "file://crl.pem");
        upkeep.push(Upkeep::RevocationList { import: import.print(), deploy });
    }
    upkeep
}

/// The commands that put the metadata of each application into its SAML provider.
fn update_providers(center: &IdentityCenter, providers: &Federated) -> String {
    let update = applications(center).filter_map(|(application, portal)| {
        let arn = if portal { providers.portal_saml_provider_arn.as_ref()? } else { &providers.saml_provider_arn };
        let command = Command::new("aws iam update-saml-provider")
            .option("--saml-metadata-document", format!("file://{}", metadata(application, portal)))
            .option("--saml-provider-arn", arn.as_str());
        Some(command.print())
    });
    update.collect::<Vec<_>>().join("\n")
}
