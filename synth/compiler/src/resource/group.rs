//! A group made in Identity Center.
//!
//! CloudFormation `AWS::IdentityStore::Group`, Terraform `aws_identitystore_group`.
//!
//! The dialects agree. A display name is unique in an identity store.

use super::{Output, Resource, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Attribute, CfnAttribute, Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{GroupDescription, GroupId, GroupName, IdentityStoreId};
use serde_json::json;

/// A group made in Identity Center.
#[derive(Debug)]
pub struct ManagedGroup {
    /// The identity store it lives in.
    pub store: Value<IdentityStoreId>,
    /// Its display name.
    pub name: GroupName,
    /// What it is for; AWS has none by default.
    pub description: Option<GroupDescription>,
}

const ID: Attribute = Attribute {
    cfn: CfnAttribute::GetAtt("GroupId"),
    hcl: "group_id",
    suffix: "Id",
    pattern: "^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$",
};

impl Handle<ManagedGroup> {
    /// The group's id: what Identity Center sends in `memberOf`.
    pub fn id(self) -> Value<GroupId> {
        self.attribute(ID)
    }
}

impl Resource for ManagedGroup {
    fn id(&self) -> LogicalId {
        LogicalId::new("Group", "").name(self.name.as_str())
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::IdentityStore::Group"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_identitystore_group"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Identity
    }

    fn with_identity(&self) -> bool {
        true
    }

    fn outputs(&self) -> Vec<Output> {
        vec![Output {
            hcl: "group_ids",
            key: Some(("Ids of the groups made here, which Identity Center sends in memberOf.", self.name.to_string())),
            description: format!("Id of the group {}, which Identity Center sends in memberOf.", self.name),
            attribute: ID,
        }]
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { store, name, description } = self;
        properties(json!({
            "IdentityStoreId": scope.value(store),
            "DisplayName": name.as_str(),
            "Description": description.as_ref().map(GroupDescription::as_str),
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        to.allow(Purpose::Deploy, &["identitystore:CreateGroup"], scope.store(&self.store, &[]));
        let actions = ["identitystore:DeleteGroup", "identitystore:DescribeGroup", "identitystore:UpdateGroup"];
        to.allow(Purpose::Deploy, &actions, scope.store(&self.store, &["group"]));
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self { store, name, description } = self;
        hcl::Body::default()
            .set("identity_store_id", scope.value(store))
            .set("display_name", name.as_str())
            .maybe("description", description.as_ref().map(GroupDescription::as_str))
    }
}
