//! What several blueprints have to do with one another: rules over a fleet.
//!
//! A fleet may have thousands of blueprints, so the rules look at a few facts of each, and every rule takes one pass over
//! them. One rule a file, as for a single blueprint.

mod client_cidr_overlap;
mod endpoint_count;
mod provider_name;
mod same_group;
mod shared_provider;

use crate::fault::{Fault, Severity};
use crate::model::{Blueprint, SignIn};
use crate::rule::Rule;
use crate::types::{AccountId, ApplicationArn, Cidr, IdentityStoreId, Region, UserName};
use std::collections::BTreeSet;

/// What the rules look at of one blueprint.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// Its file, as messages name it.
    pub file: &'a str,
    account: AccountId,
    region: Region,
    name: String,
    client_cidr: Option<Cidr>,
    network: Option<Network>,
    store: Option<IdentityStoreId>,
    groups: Box<[String]>,
    users: Box<[String]>,
    /// The application for which it makes a SAML provider.
    application: Option<ApplicationArn>,
    portal: bool,
    endpoints: Option<u32>,
    accepted: BTreeSet<String>,
}

/// What an endpoint is attached to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Network {
    Vpc(String),
    TransitGateway(String),
}

impl<'a> Member<'a> {
    /// The facts of a blueprint. `file` is its name in messages.
    pub fn of(file: &'a str, blueprint: &Blueprint) -> Self {
        let network = &blueprint.network;
        let vpc = network.vpc.as_ref().map(|vpc| Network::Vpc(vpc.id.to_string()));
        let gateway = network.transit_gateway.as_ref().map(|gateway| Network::TransitGateway(gateway.id.to_string()));
        let center = blueprint.center_of_groups();
        let made = matches!(blueprint.sign_in(), Some(SignIn::IdentityCenter(_)));
        let own = center.into_iter().flat_map(|center| center.groups.iter().filter(|(_, group)| group.id.is_none()));
        Member {
            file,
            account: blueprint.account.clone(),
            region: blueprint.region.clone(),
            name: blueprint.name.to_string(),
            client_cidr: blueprint.endpoint.client_cidr,
            network: gateway.or(vpc),
            store: center.and_then(|center| center.identity_store_id.clone()),
            groups: own.map(|(name, _)| name.to_string()).collect(),
            users: center.into_iter().flat_map(|center| center.users.keys().map(UserName::to_string)).collect(),
            application: center.filter(|_| made).and_then(|center| center.application.arn.clone()),
            portal: center.is_some_and(|center| made && center.portal_application.is_some()),
            endpoints: blueprint.capacity.as_ref().and_then(|capacity| capacity.quotas.as_ref()?.endpoints),
            accepted: blueprint.accept.iter().map(|acceptance| acceptance.fault.to_string()).collect(),
        }
    }
}

/// A fault of a fleet, in the blueprint by whose change it is mended: the later one of two.
#[derive(Clone, Debug)]
pub struct Found {
    /// The place of the blueprint among the members.
    pub member: usize,
    /// The fault; other blueprints are named in it by their files.
    pub fault: Fault,
}

type Check = fn(&[Member], &mut Vec<Found>);

const CHECKS: [Check; 5] = [
    client_cidr_overlap::check,
    endpoint_count::check,
    provider_name::check,
    same_group::check,
    shared_provider::check,
];

/// The rules over a fleet.
pub(crate) static ALL: &[&Rule] = &[
    &client_cidr_overlap::FLEET_CLIENT_CIDR_OVERLAP,
    &endpoint_count::FLEET_ENDPOINT_COUNT,
    &provider_name::FLEET_PROVIDER_NAME,
    &same_group::FLEET_SAME_GROUP,
    &same_group::FLEET_SAME_USER,
    &shared_provider::FLEET_SHARED_PROVIDER,
];

/// Checks blueprints against one another. The faults are in the order of the members; warnings that a blueprint accepts
/// are left out.
pub fn check(members: &[Member]) -> Vec<Found> {
    let mut found = Vec::new();
    for check in CHECKS {
        check(members, &mut found);
    }
    found.retain(|Found { member, fault }| {
        fault.severity == Severity::Error || !members[*member].accepted.contains(fault.code)
    });
    found.sort_by_key(|found| found.member);
    found
}
