//! A server certificate that ACM issues and renews by itself, proven by a record in Route 53.
//!
//! CloudFormation `AWS::CertificateManager::Certificate`, Terraform `aws_acm_certificate`.
//!
//! CloudFormation writes the record and waits until the certificate is issued. Terraform tells the record in an output;
//! the endpoint has a precondition that holds once the certificate is issued. The key algorithm is written out because an
//! endpoint takes RSA 2048 only.

use super::{Output, Resource, cfn_tags, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Attribute, CfnAttribute, Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{CertificateArn, DomainName, HostedZoneId};
use serde_json::json;
use std::collections::BTreeMap;

/// A server certificate that ACM issues.
#[derive(Debug)]
pub struct Certificate {
    /// The domain in it.
    pub domain: DomainName,
    /// The hosted zone of that domain.
    pub zone: HostedZoneId,
    /// Its tags. Terraform takes them from the provider's default tags.
    pub tags: BTreeMap<String, String>,
}

const ARN: Attribute = Attribute {
    cfn: CfnAttribute::Ref,
    hcl: "arn",
    suffix: "Arn",
    pattern: "^arn:aws(-[a-z]+)*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}$",
};

const RECORD: Attribute =
    Attribute { cfn: CfnAttribute::Ref, hcl: "domain_validation_options", suffix: "Record", pattern: "" };

impl Handle<Certificate> {
    /// The certificate's ARN.
    pub fn arn(self) -> Value<CertificateArn> {
        self.attribute(ARN)
    }
}

impl Resource for Certificate {
    fn id(&self) -> LogicalId {
        LogicalId::new("ServerCertificate", "server")
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::CertificateManager::Certificate"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_acm_certificate"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Endpoint
    }

    fn comment(&self) -> Option<&'static str> {
        Some(
            "ACM issues it once the record in the output server_certificate_validation stands in the hosted zone. Keep the\nrecord: renewal rests on it.",
        )
    }

    fn hcl_outputs(&self) -> Vec<Output> {
        let description = format!(
            "Record for the hosted zone {}, with which ACM issues and renews the server certificate.",
            self.zone
        );
        vec![Output { hcl: "server_certificate_validation", key: None, description, attribute: RECORD }]
    }

    fn cfn(&self, _: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { domain, zone, tags } = self;
        properties(json!({
            "DomainName": domain.as_str(),
            "ValidationMethod": "DNS",
            "DomainValidationOptions": [{ "DomainName": domain.as_str(), "HostedZoneId": zone.as_str() }],
            "KeyAlgorithm": "RSA_2048",
            "Tags": cfn_tags(tags),
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        to.anywhere(Purpose::Deploy, &["acm:RequestCertificate"], scope);
        let actions = [
            "acm:AddTagsToCertificate",
            "acm:DeleteCertificate",
            "acm:DescribeCertificate",
            "acm:ListTagsForCertificate",
            "acm:RemoveTagsFromCertificate",
        ];
        // ACM gives it its ARN.
        to.allow(Purpose::Deploy, &actions, [scope.here("acm", "certificate/*")]);
        let zone = scope.nowhere("route53", &format!("hostedzone/{}", self.zone));
        to.allow(Purpose::Deploy, &["route53:ChangeResourceRecordSets"], [zone]);
    }

    fn hcl(&self, _: &hcl::Scope) -> hcl::Body {
        let Self { domain, zone: _, tags: _ } = self;
        hcl::Body::default()
            .set("domain_name", domain.as_str())
            .set("validation_method", "DNS")
            .set("key_algorithm", "RSA_2048")
            .block("lifecycle", &[], hcl::Body::default().set("create_before_destroy", true))
    }
}
