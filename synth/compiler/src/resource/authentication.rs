//! How clients show who they are: a part of the endpoint, and no resource of its own.
//!
//! CloudFormation has an object for each method, Terraform one block with an argument for each.

use super::properties;
use crate::stack::Value;
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{CertificateArn, DirectoryId, SamlProviderArn};
use serde_json::{Value as Json, json};

/// How clients show who they are.
#[derive(Debug)]
pub enum Authentication {
    /// By a certificate on the device, signed by the CA of this one.
    Mutual(CertificateArn),
    /// Against an Active Directory.
    Directory(DirectoryId),
    /// Through SAML, and through SAML for the portal.
    Federated(Value<SamlProviderArn>, Option<Value<SamlProviderArn>>),
}

impl Authentication {
    pub(super) fn cfn(&self, scope: &cfn::Scope) -> Json {
        match self {
            Authentication::Mutual(arn) => json!({
                "Type": "certificate-authentication",
                "MutualAuthentication": { "ClientRootCertificateChainArn": arn.as_str() },
            }),
            Authentication::Directory(id) => json!({
                "Type": "directory-service-authentication",
                "ActiveDirectory": { "DirectoryId": id.as_str() },
            }),
            Authentication::Federated(vpn, portal) => json!({
                "Type": "federated-authentication",
                "FederatedAuthentication": properties(json!({
                    "SAMLProviderArn": scope.value(vpn),
                    "SelfServiceSAMLProviderArn": portal.as_ref().map(|portal| scope.value(portal)),
                })),
            }),
        }
    }

    pub(super) fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        match self {
            Authentication::Mutual(arn) => hcl::Body::default()
                .set("type", "certificate-authentication")
                .set("root_certificate_chain_arn", arn.as_str()),
            Authentication::Directory(id) => hcl::Body::default()
                .set("type", "directory-service-authentication")
                .set("active_directory_id", id.as_str()),
            Authentication::Federated(vpn, portal) => hcl::Body::default()
                .set("type", "federated-authentication")
                .set("saml_provider_arn", scope.value(vpn))
                .maybe("self_service_saml_provider_arn", portal.as_ref().map(|portal| scope.value(portal))),
        }
    }
}
