//! Lower: a checked blueprint to a plan of resources.

mod access;
mod alike;
mod endpoint;
mod identity;
mod lanes;
pub(crate) mod monitoring;
mod network;

pub(crate) use alike::alike;

use crate::resource::{Association, Endpoint, ManagedGroup};
use crate::stack::{Handle, Placement, Plan, Value};
use cvpn_blueprint::types::{AccountId, GroupId, GroupName, Region, SamlProviderArn};
use cvpn_blueprint::{Checked, fault::Target, model::Blueprint};
use std::collections::BTreeMap;

/// Lowers a blueprint for one target. The targets differ in one thing: users, which CloudFormation has in few Regions.
pub fn lower(checked: &Checked, target: Target) -> Plan {
    let (mut plan, associations, mutations) = resources(checked, target);
    let heads = associations.values().map(|association| association.index()).collect();
    lanes::arrange(&mut plan, heads, mutations);
    plan
}

/// The resources of a blueprint; among them the associations, and the routes and rules, which are still to be put into
/// lanes.
fn resources(checked: &Checked, target: Target) -> (Plan, Associations, Vec<usize>) {
    let blueprint = checked.blueprint();
    let endpoint = Placement { account: blueprint.account.clone(), region: blueprint.region.clone() };
    let identity = identity_placement(blueprint);
    let mut plan = Plan::new(blueprint.name.to_string(), endpoint, identity);
    let people = identity::lower(checked, target, &mut plan);
    let (endpoint, certificate) = endpoint::lower(checked, &people, &mut plan);
    let associations = network::associations(blueprint, endpoint, &mut plan);
    let mut mutations = network::routes(blueprint, endpoint, &associations, &mut plan);
    mutations.extend(access::lower(blueprint, endpoint, &people, &associations, &mut plan));
    monitoring::lower(blueprint, endpoint, &certificate, &mut plan);
    (plan, associations, mutations)
}

/// What the endpoint and the rules need to know of Identity Center.
#[derive(Debug, Default)]
struct People {
    groups: BTreeMap<GroupName, Value<GroupId>>,
    vpn_provider: Option<Value<SamlProviderArn>>,
    portal_provider: Option<Value<SamlProviderArn>>,
}

/// Where Identity Center lives: beside the endpoint unless the blueprint says otherwise.
fn identity_placement(blueprint: &Blueprint) -> Placement {
    let center = blueprint.identity_center.as_ref();
    let account: Option<&AccountId> = center.and_then(|center| center.account.as_ref());
    let region: Option<&Region> = center.and_then(|center| center.region.as_ref());
    Placement {
        account: account.unwrap_or(&blueprint.account).clone(),
        region: region.unwrap_or(&blueprint.region).clone(),
    }
}

/// The tags of every resource that carries them.
pub(crate) fn tags(blueprint: &Blueprint) -> BTreeMap<String, String> {
    blueprint.tags.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

type Associations = BTreeMap<String, Handle<Association>>;
type EndpointHandle = Handle<Endpoint>;
type GroupHandle = Handle<ManagedGroup>;
