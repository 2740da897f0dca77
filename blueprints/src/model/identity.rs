//! `identity_center`: where people sign in.

use crate::types::{
    AccountId, ApplicationArn, ApplicationName, Email, FileName, GroupDescription, GroupId, GroupName, IdentityStoreId,
    InstanceArn, PersonName, Region, UserName,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// IAM Identity Center: its instance, the SAML application of the VPN, and the people and groups that use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityCenter {
    /// The account of Identity Center. Left out: the endpoint's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The primary Region of Identity Center. Left out: the endpoint's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// The instance's ARN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_arn: Option<InstanceArn>,
    /// The instance's identity store. Left out where groups or users are made: a parameter of the output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_store_id: Option<IdentityStoreId>,
    /// Where people and groups are looked after.
    #[serde(default)]
    pub source: IdentitySource,
    /// Multi-factor authentication. Only the console can set it, so it goes into the runbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mfa: Option<Mfa>,
    /// The SAML application that stands for the VPN. Only the console can make it.
    pub application: Application,
    /// A second application for the self-service portal; exactly when `endpoint.portal` is enabled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_application: Option<Application>,
    /// Users made here, by the name with which they sign in; only with `source: directory`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub users: BTreeMap<UserName, User>,
    /// Groups by name. One with an `id` exists already and is looked after elsewhere; the others are made here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<GroupName, Group>,
}

impl IdentityCenter {
    /// Its applications, each with its key: for the VPN, and for the self-service portal.
    pub fn applications(&self) -> impl Iterator<Item = (&'static str, &Application)> {
        let portal = self.portal_application.as_ref().map(|portal| ("portal_application", portal));
        std::iter::once(("application", &self.application)).chain(portal)
    }
}

/// Where people and groups are looked after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentitySource {
    /// In Identity Center itself.
    #[default]
    Directory,
    /// In an Active Directory.
    ActiveDirectory,
    /// At an external identity provider, which sends them by SCIM.
    External,
}

/// Multi-factor authentication of Identity Center.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mfa {
    /// When people are asked for a second factor.
    #[serde(default)]
    pub prompt: MfaPrompt,
    /// What happens to somebody without a registered device.
    #[serde(default)]
    pub unregistered_device: UnregisteredDevice,
}

/// When people are asked for a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MfaPrompt {
    /// Every time they sign in.
    #[default]
    Always,
    /// When device, browser or place change. A trusted device skips it.
    ContextAware,
    /// Never.
    Never,
}

/// What happens to somebody without a registered device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnregisteredDevice {
    /// They register one at sign-in.
    #[default]
    RegisterAtSignIn,
    /// They get a one-time password by email.
    EmailOtp,
    /// They cannot sign in.
    Block,
    /// They sign in without one.
    Allow,
}

/// A SAML application of Identity Center. Its ARN and metadata exist only after somebody has made it in the console,
/// so a blueprint can be without them while `cvpn runbook` says how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Its display name.
    pub name: ApplicationName,
    /// Its ARN, from its page in the console.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arn: Option<ApplicationArn>,
    /// The SAML metadata file downloaded from its page: a path relative to the blueprint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<FileName>,
}

/// A user made in Identity Center's own directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// Given name.
    pub given_name: PersonName,
    /// Family name.
    pub family_name: PersonName,
    /// Email address. It is what Identity Center sends as the SAML subject.
    pub email: Email,
}

/// A group: made here, or an existing one by its `id`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What the group is for; only of a group that is made here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<GroupDescription>,
    /// Its users, by name; only of a group that is made here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<UserName>,
    /// The id of an existing group that is looked after elsewhere (SCIM, Active Directory, the console).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<GroupId>,
}

impl IdentityCenter {
    /// Identity Center beside the endpoint, with its application and nobody in it.
    pub fn new(application: Application) -> Self {
        IdentityCenter {
            account: None,
            region: None,
            instance_arn: None,
            identity_store_id: None,
            source: IdentitySource::default(),
            mfa: None,
            application,
            portal_application: None,
            users: BTreeMap::new(),
            groups: BTreeMap::new(),
        }
    }
}
