//! The log group of the connection log. It outlives the VPN, because an investigation may come later.
//!
//! CloudFormation `AWS::Logs::LogGroup`, Terraform `aws_cloudwatch_log_group`.
//!
//! CloudFormation keeps it with the policy Retain, Terraform with `skip_destroy`.

use super::{Output, Resource, cfn_tags, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Attribute, CfnAttribute, Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{KmsKeyArn, RetentionDays};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt;

/// The log group of the connection log.
#[derive(Debug)]
pub struct LogGroup {
    /// Its name.
    pub name: LogGroupName,
    /// Days for which entries are kept.
    pub retention: RetentionDays,
    /// The key that encrypts it; a key of AWS by default.
    pub key: Option<KmsKeyArn>,
    /// Its tags. Terraform takes them from the provider's default tags.
    pub tags: BTreeMap<String, String>,
}

/// The name of a log group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogGroupName(pub String);

impl fmt::Display for LogGroupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const NAME: Attribute =
    Attribute { cfn: CfnAttribute::Ref, hcl: "name", suffix: "Name", pattern: "^[.\\-_/#A-Za-z0-9]{1,512}$" };

impl Handle<LogGroup> {
    /// The log group's name.
    pub fn name(self) -> Value<LogGroupName> {
        self.attribute(NAME)
    }
}

impl Resource for LogGroup {
    fn id(&self) -> LogicalId {
        LogicalId::new("ConnectionLog", "connections")
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::Logs::LogGroup"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_cloudwatch_log_group"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Endpoint
    }

    fn retain(&self) -> bool {
        true
    }

    fn outputs(&self) -> Vec<Output> {
        let description = "Log group of the connection log.".to_owned();
        vec![Output { hcl: "log_group_name", key: None, description, attribute: NAME }]
    }

    fn cfn(&self, _: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { name, retention, key, tags } = self;
        properties(json!({
            "LogGroupName": name.0,
            "RetentionInDays": retention.get(),
            "KmsKeyId": key.as_ref().map(KmsKeyArn::as_str),
            "Tags": cfn_tags(tags),
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        let actions = [
            "logs:CreateLogGroup",
            "logs:DeleteLogGroup",
            "logs:DeleteRetentionPolicy",
            "logs:GetDataProtectionPolicy",
            "logs:ListTagsForResource",
            "logs:PutRetentionPolicy",
            "logs:TagResource",
            "logs:UntagResource",
        ];
        let group = scope.here("logs", &format!("log-group:{}", self.name));
        let groups = [group.clone(), format!("{group}:*")];
        to.allow(Purpose::Deploy, &actions, groups.clone());
        if self.key.is_some() {
            to.allow(Purpose::Deploy, &["logs:AssociateKmsKey", "logs:DisassociateKmsKey"], groups);
        }
        let reads = ["logs:DescribeIndexPolicies", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies"];
        to.anywhere(Purpose::Deploy, &reads, scope);
    }

    fn hcl(&self, _: &hcl::Scope) -> hcl::Body {
        let Self { name, retention, key, tags: _ } = self;
        hcl::Body::default()
            .set("name", name.0.as_str())
            .set("retention_in_days", i64::from(retention.get()))
            .maybe("kms_key_id", key.as_ref().map(KmsKeyArn::as_str))
            .set("skip_destroy", true)
    }
}
