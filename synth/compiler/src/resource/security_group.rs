//! The security group of the endpoint's network interfaces: everything out, nothing in. What may be reached is said by
//! the authorization rules; other security groups name this one as a source.
//!
//! CloudFormation `AWS::EC2::SecurityGroup`, Terraform `aws_security_group`.
//!
//! Egress must be written out: without it CloudFormation keeps AWS's open egress and Terraform removes it.

use super::{Output, Resource, cfn_tags, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Attribute, CfnAttribute, Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{SecurityGroupId, VpcId};
use serde_json::json;
use std::collections::BTreeMap;

/// The security group of the endpoint's network interfaces.
#[derive(Debug)]
pub struct SecurityGroup {
    /// Its name.
    pub name: String,
    /// Its VPC.
    pub vpc: VpcId,
    /// Whether IPv6 goes out too.
    pub ipv6: bool,
    /// Its tags. Terraform takes them from the provider's default tags.
    pub tags: BTreeMap<String, String>,
}

const ID: Attribute = Attribute {
    cfn: CfnAttribute::GetAtt("GroupId"),
    hcl: "id",
    suffix: "Id",
    pattern: "^sg-([0-9a-f]{8}|[0-9a-f]{17})$",
};

const DESCRIPTION: &str = "Network interfaces of the Client VPN endpoint";
const EGRESS: &str = "Clients may go where the authorization rules let them";

impl Handle<SecurityGroup> {
    /// The security group's id.
    pub fn id(self) -> Value<SecurityGroupId> {
        self.attribute(ID)
    }
}

impl Resource for SecurityGroup {
    fn id(&self) -> LogicalId {
        LogicalId::new("SecurityGroup", "vpn")
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::EC2::SecurityGroup"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_security_group"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Endpoint
    }

    fn comment(&self) -> Option<&'static str> {
        Some(
            "Name it as a source in the security groups of what clients reach. Egress is written out because Terraform\nremoves AWS's open egress from a group without rules.",
        )
    }

    fn outputs(&self) -> Vec<Output> {
        let description =
            "Security group of the endpoint; a source for the security groups of what clients reach.".to_owned();
        vec![Output { hcl: "security_group_id", key: None, description, attribute: ID }]
    }

    fn cfn(&self, _: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { name, vpc, ipv6, tags } = self;
        let mut egress = vec![json!({ "IpProtocol": "-1", "CidrIp": "0.0.0.0/0", "Description": EGRESS })];
        if *ipv6 {
            egress.push(json!({ "IpProtocol": "-1", "CidrIpv6": "::/0", "Description": EGRESS }));
        }
        properties(json!({
            "GroupName": name,
            "GroupDescription": DESCRIPTION,
            "VpcId": vpc.as_str(),
            "SecurityGroupEgress": egress,
            "Tags": cfn_tags(tags),
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        let any = scope.here("ec2", "security-group/*");
        let vpc = scope.here("ec2", &format!("vpc/{}", self.vpc));
        to.allow(Purpose::Deploy, &["ec2:CreateSecurityGroup"], [any.clone(), vpc.clone()]);
        let created = json!({ "StringEquals": { "ec2:CreateAction": "CreateSecurityGroup" } });
        to.only(&["ec2:CreateTags"], [any.clone()], &created);
        // IAM cannot hold the taking away of tags to a VPC.
        to.allow(Purpose::Deploy, &["ec2:DeleteTags"], [any.clone()]);
        let rules = ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress"];
        to.allow(Purpose::Deploy, &rules, [scope.here("ec2", "security-group-rule/*")]);
        let own = [
            "ec2:CreateTags",
            "ec2:DeleteSecurityGroup",
            "ec2:RevokeSecurityGroupEgress",
            "ec2:RevokeSecurityGroupIngress",
            "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
            "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
        ];
        to.only(own.iter().chain(&rules), [any], &json!({ "ArnEquals": { "ec2:Vpc": vpc } }));
        to.anywhere(Purpose::Deploy, &["ec2:DescribeInstances", "ec2:DescribeSecurityGroups"], scope);
    }

    fn hcl(&self, _: &hcl::Scope) -> hcl::Body {
        let Self { name, vpc, ipv6, tags: _ } = self;
        let egress = |family: &str, all: &str| {
            hcl::Body::default()
                .set("protocol", "-1")
                .set("from_port", 0)
                .set("to_port", 0)
                .set(family, hcl::Expression::from_iter([all]))
                .set("description", EGRESS)
        };
        let body = hcl::Body::default()
            .set("name", name.as_str())
            .set("description", DESCRIPTION)
            .set("vpc_id", vpc.as_str())
            .block("egress", &[], egress("cidr_blocks", "0.0.0.0/0"));
        let body = if *ipv6 { body.block("egress", &[], egress("ipv6_cidr_blocks", "::/0")) } else { body };
        // The endpoint's network interfaces hold it for some minutes after the endpoint is gone.
        body.block("timeouts", &[], hcl::Body::default().set("create", "10m").set("delete", "30m"))
    }
}
