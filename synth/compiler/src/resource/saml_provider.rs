//! A SAML provider of IAM: how the endpoint knows Identity Center.
//!
//! CloudFormation `AWS::IAM::SAMLProvider`, Terraform `aws_iam_saml_provider`.
//!
//! The dialects agree. IAM is global, so the name must be free in all Regions of the account. The metadata is part of the
//! document, because a parameter of CloudFormation holds at most 4,096 bytes.

use super::{Output, Resource, cfn_tags, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Attribute, CfnAttribute, Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::SamlProviderArn;
use serde_json::json;
use std::collections::BTreeMap;

/// A SAML provider of IAM.
#[derive(Debug)]
pub struct SamlProvider {
    /// Whether it is the self-service portal's.
    pub portal: bool,
    /// Its name, 1 to 128 letters, digits and `._-`.
    pub name: String,
    /// The metadata of the application, as downloaded.
    pub metadata: String,
    /// Its tags. Terraform takes them from the provider's default tags.
    pub tags: BTreeMap<String, String>,
}

const ARN: Attribute = Attribute {
    cfn: CfnAttribute::Ref,
    hcl: "arn",
    suffix: "Arn",
    pattern: "^arn:aws(-[a-z]+)*:iam::[0-9]{12}:saml-provider/[A-Za-z0-9_.-]{1,128}$",
};

impl Handle<SamlProvider> {
    /// The provider's ARN.
    pub fn arn(self) -> Value<SamlProviderArn> {
        self.attribute(ARN)
    }
}

impl Resource for SamlProvider {
    fn id(&self) -> LogicalId {
        if self.portal { LogicalId::new("PortalSamlProvider", "portal") } else { LogicalId::new("SamlProvider", "vpn") }
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::IAM::SAMLProvider"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_iam_saml_provider"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Identity
    }

    fn outputs(&self) -> Vec<Output> {
        let (hcl, of) = if self.portal {
            ("portal_saml_provider_arn", "the self-service portal")
        } else {
            ("saml_provider_arn", "the VPN")
        };
        vec![Output { hcl, key: None, description: format!("SAML provider of {of} in IAM."), attribute: ARN }]
    }

    fn cfn(&self, _: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { portal: _, name, metadata, tags } = self;
        properties(json!({
            "Name": name,
            "SamlMetadataDocument": metadata,
            "Tags": cfn_tags(tags),
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        let actions = [
            "iam:CreateSAMLProvider",
            "iam:DeleteSAMLProvider",
            "iam:GetSAMLProvider",
            "iam:ListSAMLProviderTags",
            "iam:TagSAMLProvider",
            "iam:UntagSAMLProvider",
            "iam:UpdateSAMLProvider",
        ];
        to.allow(Purpose::Deploy, &actions, [scope.global("iam", &format!("saml-provider/{}", self.name))]);
    }

    fn hcl(&self, _: &hcl::Scope) -> hcl::Body {
        let Self { portal: _, name, metadata, tags: _ } = self;
        hcl::Body::default().set("name", name.as_str()).set("saml_metadata_document", metadata.as_str())
    }
}
