//! What was found in AWS.

use crate::client::Action;
use crate::client::acm::Certificate;
use crate::client::cloudformation::StackResource;
use crate::client::ec2::Entry;
use crate::client::sso::{Application, Instance};
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;

/// What was found in AWS. What is `None` was not asked, because it does not matter or may not be asked.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The account and the ARN of whoever deploys the VPN.
    pub caller: (String, String),
    /// The same for Identity Center, if it was asked.
    pub identity_caller: Option<(String, String)>,
    /// The descriptions of the stacks that are there, by name.
    pub stacks: BTreeMap<String, String>,
    /// What the VPN's own stacks hold.
    pub own: Vec<StackResource>,
    /// The VPC, the subnets, the security groups and the transit gateway, as far as they exist.
    pub network: Option<Vec<Entry>>,
    /// The subnets, as far as they exist.
    pub subnets: Option<Vec<Entry>>,
    /// Certificates by ARN.
    pub certificates: BTreeMap<String, Option<Certificate>>,
    /// The PEM of certificates and of the CAs above them, by ARN.
    pub pems: BTreeMap<String, (String, String)>,
    /// Now.
    pub now: Option<OffsetDateTime>,
    /// The instances of Identity Center in its Region.
    pub instances: Option<Vec<Instance>>,
    /// Applications by ARN.
    pub applications: BTreeMap<String, Option<Application>>,
    /// All applications of the instance, asked only where one is missing.
    pub others: Vec<Application>,
    /// The ARNs of SAML providers with the names that the VPN's get.
    pub providers: BTreeSet<String>,
    /// The identity store.
    pub store: Option<String>,
    /// Names of groups by id.
    pub group_names: BTreeMap<String, Option<String>>,
    /// Ids of groups by name.
    pub group_ids: BTreeMap<String, Option<String>>,
    /// Whether users exist, by name.
    pub users: BTreeMap<String, bool>,
    /// How many endpoints there are in the Region.
    pub endpoints: usize,
    /// What the account may have, by the code of the quota.
    pub quotas: BTreeMap<&'static str, usize>,
    /// Actions that EC2 would not allow.
    pub denied: Vec<Action>,
    /// Questions that AWS did not answer for want of a permission, with its words.
    pub refused: Vec<(Action, String)>,
}

impl Facts {
    /// Whether something of AWS is in one of the VPN's stacks. Some types have ids of several parts.
    pub(super) fn owns(&self, id: &str) -> bool {
        self.own.iter().any(|resource| resource.physical.split('|').any(|part| part == id))
    }

    /// The endpoint, if there is one.
    pub(super) fn endpoint(&self) -> Option<&str> {
        let mut own = self.own.iter();
        let endpoint = own.find(|resource| resource.kind == "AWS::EC2::ClientVpnEndpoint")?;
        Some(endpoint.physical.as_str()).filter(|id| !id.is_empty())
    }
}
