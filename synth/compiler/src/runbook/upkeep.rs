//! What comes again: certificates and lists that end.

use super::shell::Command;
use super::step::{CERTIFICATE_ARN, ENDPOINT_ID, SignsIn, applications, import_certificate, metadata, mutual};
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use serde::Serialize;

/// Something that ends and must be made anew.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Upkeep<'a> {
    /// The certificate with which Identity Center signs for an application.
    SigningCertificate {
        /// The applications.
        names: Vec<&'a str>,
        /// Their metadata files.
        metadata: Vec<&'a str>,
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
            names: applications(center).map(|(application, _)| application.name.as_str()).collect(),
            metadata: applications(center).map(|(application, portal)| metadata(application, portal)).collect(),
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
