//! The blueprint: what a VPN is, in the words of its user. One file a section.

mod acceptance;
mod access;
mod capacity;
mod endpoint;
mod identity;
mod monitoring;
mod network;
mod order;
mod sign_in;

pub use acceptance::Acceptance;
pub use access::AccessRule;
pub use capacity::{Capacity, Quotas};
pub use endpoint::{
    Authentication, AuthorizationPolicy, ConnectHandler, Directory, DnsValidatedCertificate, Endpoint, Federated,
    IpFamilies, IpFamily, IssuedCertificate, Logging, Mutual, Portal, Posture, PostureProvider, ServerCertificate,
    Session, Transport,
};
pub use identity::{Application, Group, IdentityCenter, IdentitySource, Mfa, MfaPrompt, UnregisteredDevice, User};
pub use monitoring::Monitoring;
pub use network::{Network, Route, Subnet, TransitGateway, Vpc};
pub use sign_in::SignIn;

use crate::types::{AccountId, DefaultsFile, Name, Region, TagKey, TagValue};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the blueprint's form. Always 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Version;

impl TryFrom<u8> for Version {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        if number == 1 { Ok(Version) } else { Err("the version is 1") }
    }
}

impl From<Version> for u8 {
    fn from(_: Version) -> u8 {
        1
    }
}

impl JsonSchema for Version {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Version".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The version of the blueprint's form. Always 1.",
            "type": "integer",
            "enum": [1],
        })
    }
}

/// A Client VPN with single sign-on: who may reach what, through which endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// The version of the blueprint's form. Always 1.
    pub version: Version,
    /// A file of defaults in the same folder: what this blueprint does not say, that file says. Mappings are merged key by
    /// key; a list, and a choice such as `server_certificate`, is taken whole.
    #[serde(default, skip_serializing)]
    pub extends: Option<DefaultsFile>,
    /// The name of the VPN: of its folder in `out/`, and the first part of the name of all that it makes.
    pub name: Name,
    /// The account in which the endpoint lives. It must own the network.
    pub account: AccountId,
    /// The Region in which the endpoint lives.
    pub region: Region,
    /// Tags for everything that can carry them. CloudFormation would replace the endpoint when one of its tags changes,
    /// so there the endpoint carries only its name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<TagKey, TagValue>,
    /// IAM Identity Center, where people sign in. Left out for Active Directory, certificates alone, or another
    /// identity provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_center: Option<IdentityCenter>,
    /// The VPN endpoint that clients connect to.
    pub endpoint: Endpoint,
    /// The network behind the endpoint: a VPC or a transit gateway.
    pub network: Network,
    /// Authorization rules: who may reach which network. Their order means nothing; the longest prefix among all
    /// groups' rules decides, and there is no way to deny.
    pub access: Vec<AccessRule>,
    /// Alarms and whom they tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitoring: Option<Monitoring>,
    /// How many people are planned for, and quotas that AWS has raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// Warnings that are accepted, each with a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<Acceptance>,
}

impl Blueprint {
    /// A blueprint with what it cannot be without; add the rest to its fields.
    pub fn new(name: Name, account: AccountId, region: Region, endpoint: Endpoint, network: Network) -> Self {
        Blueprint {
            version: Version,
            extends: None,
            name,
            account,
            region,
            tags: BTreeMap::new(),
            identity_center: None,
            endpoint,
            network,
            access: Vec::new(),
            monitoring: None,
            capacity: None,
            accept: Vec::new(),
        }
    }
}
