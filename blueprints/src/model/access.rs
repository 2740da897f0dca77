//! `access`: authorization rules.

use crate::types::{Cidr, Description, GroupName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An authorization rule: a network, and the groups that may reach it or everyone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessRule {
    /// The network that may be reached.
    pub to: Cidr,
    /// Groups of `identity_center.groups` by name. Without Identity Center: the ids that the identity provider or
    /// Active Directory sends, such as a SID.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupName>,
    /// Whether everyone who can connect may reach it; instead of `groups`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub everyone: bool,
    /// What the rule is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
}

impl AccessRule {
    /// A rule for groups.
    pub fn groups(to: Cidr, groups: impl IntoIterator<Item = GroupName>) -> Self {
        AccessRule { to, groups: groups.into_iter().collect(), everyone: false, description: None }
    }

    /// A rule for everyone who can connect.
    pub fn everyone(to: Cidr) -> Self {
        AccessRule { to, groups: Vec::new(), everyone: true, description: None }
    }
}
