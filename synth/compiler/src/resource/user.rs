//! A user made in Identity Center's own directory.
//!
//! CloudFormation `AWS::IdentityStore::User`, Terraform `aws_identitystore_user`.
//!
//! CloudFormation has the type in few Regions, so the plan holds users only for Terraform elsewhere. Both take a list of
//! emails and refuse a second one. The email must be there: it is what Identity Center sends as the SAML subject.

use super::{Key, Resource, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Attribute, CfnAttribute, Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::model::User;
use cvpn_blueprint::types::{IdentityStoreId, UserName};
use serde_json::json;

/// A user made in Identity Center's own directory.
#[derive(Debug)]
pub struct ManagedUser {
    /// The identity store the user lives in.
    pub store: Value<IdentityStoreId>,
    /// The name with which the user signs in.
    pub name: UserName,
    /// Names and email.
    pub user: User,
}

/// The id of a user.
#[derive(Debug)]
pub struct UserId;

impl std::fmt::Display for UserId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("user id")
    }
}

const ID: Attribute = Attribute {
    cfn: CfnAttribute::GetAtt("UserId"),
    hcl: "user_id",
    suffix: "Id",
    pattern: "^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$",
};

impl Handle<ManagedUser> {
    /// The user's id.
    pub fn id(self) -> Value<UserId> {
        self.attribute(ID)
    }
}

/// Letters of a display name at most.
const DISPLAY_NAME: usize = 1024;

/// Given and family name, each of which may be as long as both together may be.
fn display_name(User { given_name, family_name, email: _ }: &User) -> String {
    format!("{given_name} {family_name}").chars().take(DISPLAY_NAME).collect()
}

impl Resource for ManagedUser {
    fn id(&self) -> LogicalId {
        LogicalId::new("User", "").name(self.name.as_str())
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::IdentityStore::User"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_identitystore_user"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Identity
    }

    fn with_identity(&self) -> bool {
        true
    }

    fn keyed_by(&self) -> Option<Key<'_>> {
        Some(Key::User(&self.name))
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { store, name, user } = self;
        let User { given_name, family_name, email } = user;
        properties(json!({
            "IdentityStoreId": scope.value(store),
            "UserName": name.as_str(),
            "DisplayName": display_name(user),
            "Name": { "GivenName": given_name.as_str(), "FamilyName": family_name.as_str() },
            "Emails": [{ "Value": email.as_str(), "Type": "work", "Primary": true }],
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        to.allow(Purpose::Deploy, &["identitystore:CreateUser"], scope.store(&self.store, &[]));
        let actions = ["identitystore:DeleteUser", "identitystore:DescribeUser", "identitystore:UpdateUser"];
        to.allow(Purpose::Deploy, &actions, scope.store(&self.store, &["user"]));
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self { store, name, user } = self;
        let User { given_name, family_name, email } = user;
        hcl::Body::default()
            .set("identity_store_id", scope.value(store))
            .set("user_name", name.as_str())
            .set("display_name", display_name(user))
            .block(
                "name",
                &[],
                hcl::Body::default().set("given_name", given_name.as_str()).set("family_name", family_name.as_str()),
            )
            .block(
                "emails",
                &[],
                hcl::Body::default().set("value", email.as_str()).set("type", "work").set("primary", true),
            )
    }
}
