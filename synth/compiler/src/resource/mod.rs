//! Resources: one file a type, both lowerings in it.
//!
//! To add one: its file, its `mod` line, its test. Nothing else lists the types.

mod alarm;
mod application_assignment;
mod association;
mod authentication;
mod authorization_rule;
mod certificate;
mod endpoint;
mod group;
mod group_membership;
mod log_group;
mod route;
mod saml_provider;
mod security_group;
mod user;

pub use alarm::{Alarm, Metric, Subject as AlarmSubject, Watched};
pub use application_assignment::ApplicationAssignment;
pub use association::Association;
pub use authentication::Authentication;
pub use authorization_rule::{AuthorizationRule, Subject};
pub use certificate::Certificate;
pub use endpoint::{Endpoint, EndpointId, Network, Policy};
pub use group::ManagedGroup;
pub use group_membership::GroupMembership;
pub use log_group::{LogGroup, LogGroupName};
pub use route::{Route, Via};
pub use saml_provider::SamlProvider;
pub use security_group::SecurityGroup;
pub use user::{ManagedUser, UserId};

use crate::permission::{Scope, Statements};
use crate::stack::{Attribute, LogicalId};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{Cidr, GroupName, UserName};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// A resource of AWS and its two lowerings.
pub trait Resource: Debug {
    /// Its name, from its content.
    fn id(&self) -> LogicalId;

    /// Its name in a stack set, where VPNs that differ only in values have the same names. `zones` has the zone of each
    /// subnet, without its Region.
    fn alike(&self, zones: &BTreeMap<String, String>) -> LogicalId {
        let _ = zones;
        self.id()
    }

    /// Its type in CloudFormation.
    fn cfn_type(&self) -> &'static str;

    /// Its type in Terraform.
    fn hcl_type(&self) -> &'static str;

    /// The Terraform file it stands in.
    fn file(&self) -> hcl::File;

    /// Its properties in CloudFormation.
    fn cfn(&self, scope: &cfn::Scope) -> Map<String, Value>;

    /// What CloudFormation needs of whoever deploys it: the permissions of the type's handlers that create, read, update and
    /// delete it, as far as the properties that are written need them.
    fn permissions(&self, scope: &Scope, to: &mut Statements);

    /// Its arguments in Terraform.
    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body;

    /// Whether it lives with Identity Center instead of the endpoint.
    fn with_identity(&self) -> bool {
        false
    }

    /// Its properties in CloudFormation whose change replaces it and harms people, each with its place in a blueprint.
    fn replaced_by(&self) -> &'static [(&'static str, &'static [&'static str])] {
        &[]
    }

    /// What AWS knows it by, if it refuses a second one beside it when CloudFormation replaces it.
    fn keyed_by(&self) -> Option<Key<'_>> {
        None
    }

    /// The stack beside the endpoint's that takes it when a template would grow too large for CloudFormation.
    fn overflow(&self) -> Option<&'static str> {
        None
    }

    /// Whether it outlives its stack.
    fn retain(&self) -> bool {
        false
    }

    /// The AWS provider that Terraform needs for it, where the oldest of version 6 does not do.
    fn provider(&self) -> Option<&'static str> {
        None
    }

    /// A comment above it in Terraform, where a reader would ask why.
    fn comment(&self) -> Option<&'static str> {
        None
    }

    /// What the output tells about it in both targets.
    fn outputs(&self) -> Vec<Output> {
        Vec::new()
    }

    /// What only Terraform can tell about it.
    fn hcl_outputs(&self) -> Vec<Output> {
        Vec::new()
    }
}

/// What AWS knows a resource by. One that is replaced without a change of its key collides with itself, because
/// CloudFormation makes the new one before it deletes the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// A route to a network.
    Route(Cidr),
    /// A rule for a network, and its group; without one it is for everyone.
    Rule(Cidr, Option<&'a GroupName>),
    /// A user by name.
    User(&'a UserName),
}

impl Key<'_> {
    /// The property, beside those in the key, whose change replaces the resource.
    pub(crate) fn replaced_by(self) -> &'static str {
        match self {
            Key::Route(_) | Key::Rule(..) => "Description",
            Key::User(_) => "Emails",
        }
    }
}

/// Something that the output tells about a resource.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its name in Terraform. In CloudFormation it is the logical id with the attribute's suffix.
    pub hcl: &'static str,
    /// Where Terraform's output is a map that several resources share: the map's description and this one's key.
    pub key: Option<(&'static str, String)>,
    /// What it is.
    pub description: String,
    /// The attribute.
    pub attribute: Attribute,
}

/// Makes the properties of a CloudFormation resource from a JSON object; members that are null are left out.
fn properties(object: Value) -> Map<String, Value> {
    match object {
        Value::Object(mut map) => {
            map.retain(|_, value| !value.is_null());
            map
        }
        _ => Map::new(),
    }
}

/// Tags as CloudFormation has them; null if there are none.
fn cfn_tags(tags: &BTreeMap<String, String>) -> Value {
    if tags.is_empty() {
        return Value::Null;
    }
    tags.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect()
}
