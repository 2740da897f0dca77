//! A user's membership in a group.
//!
//! CloudFormation `AWS::IdentityStore::GroupMembership`, Terraform `aws_identitystore_group_membership`.
//!
//! CloudFormation wraps the member's id in an object, Terraform takes it bare.

use super::{Resource, UserId, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{GroupId, GroupName, IdentityStoreId, UserName};
use serde_json::json;

/// A user's membership in a group.
#[derive(Debug)]
pub struct GroupMembership {
    /// The identity store of both.
    pub store: Value<IdentityStoreId>,
    /// The group's name, for the name of this resource.
    pub group_name: GroupName,
    /// The group.
    pub group: Value<GroupId>,
    /// The user's name, for the name of this resource.
    pub user_name: UserName,
    /// The user.
    pub user: Value<UserId>,
}

impl Resource for GroupMembership {
    fn id(&self) -> LogicalId {
        LogicalId::new("Membership", "").pair(self.user_name.as_str(), "in", self.group_name.as_str())
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::IdentityStore::GroupMembership"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_identitystore_group_membership"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Identity
    }

    fn with_identity(&self) -> bool {
        true
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { store, group_name: _, group, user_name: _, user } = self;
        properties(json!({
            "IdentityStoreId": scope.value(store),
            "GroupId": scope.value(group),
            "MemberId": { "UserId": scope.value(user) },
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        let (group, user) = ("group", "user");
        to.allow(Purpose::Deploy, &["identitystore:CreateGroupMembership"], scope.store(&self.store, &[group, user]));
        let actions = ["identitystore:DeleteGroupMembership", "identitystore:DescribeGroupMembership"];
        to.allow(Purpose::Deploy, &actions, scope.store(&self.store, &[group, "membership", user]));
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self { store, group_name: _, group, user_name: _, user } = self;
        hcl::Body::default()
            .set("identity_store_id", scope.value(store))
            .set("group_id", scope.value(group))
            .set("member_id", scope.value(user))
    }
}
