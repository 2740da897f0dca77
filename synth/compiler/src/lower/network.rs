//! `network` to associations and routes.

use super::{Associations, EndpointHandle};
use crate::resource::{Association, Route, Via};
use crate::stack::Plan;
use cvpn_blueprint::model::Blueprint;

pub(super) fn associations(blueprint: &Blueprint, endpoint: EndpointHandle, plan: &mut Plan) -> Associations {
    let declared = &blueprint.network.subnets;
    plan.subnets = declared.iter().map(|subnet| (subnet.availability_zone.clone(), subnet.id.clone())).collect();
    let mut subnets: Vec<_> = declared.iter().map(|subnet| &subnet.id).collect();
    subnets.sort();
    subnets
        .into_iter()
        .map(|subnet| {
            let association = plan.add(Association { endpoint: endpoint.id(), subnet: subnet.clone() });
            (subnet.to_string(), association)
        })
        .collect()
}

/// The routes, by their place in the plan: every destination through every associated subnet, because clients land on any
/// of them.
pub(super) fn routes(
    blueprint: &Blueprint,
    endpoint: EndpointHandle,
    associations: &Associations,
    plan: &mut Plan,
) -> Vec<usize> {
    let network = &blueprint.network;
    let mut subnets: Vec<_> = network.subnets.iter().map(|subnet| &subnet.id).collect();
    subnets.sort();
    let mut routes: Vec<_> = network.routes.iter().collect();
    routes.sort_by_key(|route| route.to);
    let mut made = Vec::new();
    for route in routes {
        let add = |plan: &mut Plan, via| {
            let route = Route { endpoint: endpoint.id(), to: route.to, via, description: route.description.clone() };
            plan.add(route).index()
        };
        if network.transit_gateway.is_some() {
            made.push(add(plan, Via::TransitGateway));
            continue;
        }
        for subnet in &subnets {
            let association = associations[subnet.as_str()];
            let index = add(plan, Via::Subnet((*subnet).clone(), association));
            plan.after(index, association.index());
            made.push(index);
        }
    }
    if let (true, Some(clients)) = (network.client_to_client, blueprint.endpoint.client_cidr) {
        let route = Route { endpoint: endpoint.id(), to: clients, via: Via::Local, description: None };
        made.push(plan.add(route).index());
    }
    made
}
