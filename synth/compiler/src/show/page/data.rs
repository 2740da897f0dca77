//! What the look-up of a page decides from: rules and routes, each with its words.

use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::path;
use cvpn_blueprint::report::visible;
use cvpn_blueprint::source::Document;
use serde_json::{Value, json};

/// Rules and routes as JSON.
pub(super) fn look_up(blueprint: &Blueprint, document: &Document) -> Value {
    // A rule that names nobody does not exist for AWS.
    let rules = blueprint.access.iter().enumerate().filter(|(_, rule)| rule.everyone || !rule.groups.is_empty());
    let rules = rules.map(|(index, rule)| {
        let place = document.locate(&path!["access", index, "to"].into());
        let groups: Vec<String> = rule.groups.iter().map(|group| visible(group.as_str())).collect();
        json!({
            "to": rule.to.to_string(),
            "groups": groups,
            "everyone": rule.everyone,
            "line": document.position(place.start).0,
        })
    });
    let network = &blueprint.network;
    let route = |to: String, words: String| json!({ "to": to, "words": visible(&words) });
    let mut routes: Vec<Value> = Vec::new();
    if let Some(vpc) = &network.vpc {
        routes.extend(vpc.cidrs.iter().map(|cidr| route(cidr.to_string(), format!("{cidr} of the VPC {}", vpc.id))));
    }
    for declared in &network.routes {
        let through = match &network.transit_gateway {
            Some(gateway) => format!("the transit gateway {}", gateway.id),
            None => "each associated subnet".to_owned(),
        };
        let mut words = format!("the route to {} through {through}", declared.to);
        if let Some(description) = &declared.description {
            words += &format!(" ({})", description.as_str());
        }
        routes.push(route(declared.to.to_string(), words));
    }
    if let Some(clients) = blueprint.endpoint.client_cidr.filter(|_| network.client_to_client) {
        let mut between = route(clients.to_string(), "from client to client".to_owned());
        between["clients"] = true.into();
        routes.push(between);
    }
    json!({ "rules": rules.collect::<Vec<_>>(), "routes": routes, "split": blueprint.endpoint.split_tunnel })
}
