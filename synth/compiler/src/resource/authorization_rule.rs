//! An authorization rule: who may reach a network. Nobody may without one.
//!
//! CloudFormation `AWS::EC2::ClientVpnAuthorizationRule`, Terraform `aws_ec2_client_vpn_authorization_rule`.
//!
//! The dialects agree. Every property is create-only in both, the description too.

use super::{EndpointId, Key, Resource, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{Cidr, Description, GroupId, GroupName};
use serde_json::json;
use std::collections::BTreeMap;

/// An authorization rule.
#[derive(Debug)]
pub struct AuthorizationRule {
    /// The endpoint.
    pub endpoint: Value<EndpointId>,
    /// The network.
    pub to: Cidr,
    /// Who may reach it.
    pub subject: Subject,
    /// What it is for; AWS has none by default.
    pub description: Option<Description>,
}

/// Who may reach a network.
#[derive(Debug)]
pub enum Subject {
    /// Everyone who can connect.
    Everyone,
    /// A group of Identity Center.
    Group(GroupName, Value<GroupId>),
    /// A group as the identity provider or Active Directory names it.
    Foreign(GroupName),
}

impl Resource for AuthorizationRule {
    fn id(&self) -> LogicalId {
        let id = LogicalId::new("Access", "to").net(self.to);
        match &self.subject {
            Subject::Everyone => id.word("everyone"),
            Subject::Group(name, _) | Subject::Foreign(name) => id.word("group").name(name.as_str()),
        }
    }

    fn alike(&self, _: &BTreeMap<String, String>) -> LogicalId {
        // A description stays the same where the network differs.
        let Some(description) = &self.description else { return self.id() };
        let id = LogicalId::new("Access", "to");
        match &self.subject {
            Subject::Everyone => id.name(description.as_str()).word("everyone"),
            Subject::Group(name, _) | Subject::Foreign(name) => id.pair(description.as_str(), "group", name.as_str()),
        }
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::EC2::ClientVpnAuthorizationRule"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_ec2_client_vpn_authorization_rule"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Access
    }

    fn keyed_by(&self) -> Option<Key<'_>> {
        let group = match &self.subject {
            Subject::Everyone => None,
            Subject::Group(name, _) | Subject::Foreign(name) => Some(name),
        };
        Some(Key::Rule(self.to, group))
    }

    fn overflow(&self) -> Option<&'static str> {
        Some("rules")
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { endpoint, to, subject, description } = self;
        let (group, everyone) = match subject {
            Subject::Everyone => (None, Some(true)),
            Subject::Group(_, id) => (Some(scope.value(id)), None),
            Subject::Foreign(name) => (Some(name.as_str().into()), None),
        };
        properties(json!({
            "ClientVpnEndpointId": scope.value(endpoint),
            "TargetNetworkCidr": to.to_string(),
            "AccessGroupId": group,
            "AuthorizeAllGroups": everyone,
            "Description": description.as_ref().map(Description::as_str),
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        let actions =
            ["ec2:AuthorizeClientVpnIngress", "ec2:DescribeClientVpnAuthorizationRules", "ec2:RevokeClientVpnIngress"];
        to.allow(Purpose::Deploy, &actions, [scope.endpoint()]);
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self { endpoint, to, subject, description } = self;
        let (group, everyone) = match subject {
            Subject::Everyone => (None, Some(true)),
            Subject::Group(_, id) => (Some(scope.value(id)), None),
            Subject::Foreign(name) => (Some(name.as_str().into()), None),
        };
        hcl::Body::default()
            .set("client_vpn_endpoint_id", scope.value(endpoint))
            .set("target_network_cidr", to.to_string())
            .maybe("access_group_id", group)
            .maybe("authorize_all_groups", everyone)
            .maybe("description", description.as_ref().map(Description::as_str))
            .block("timeouts", &[], hcl::Body::default().set("create", "30m").set("delete", "30m"))
    }
}
