//! `rule-without-route`

use super::Context;
use crate::access::Routes;
use crate::fault::Fault;
use crate::path;

rule! {
    /// An access rule for a network to which nothing leads.
    ///
    /// A rule says whether packets may go somewhere, a route says how they get there; both are needed. Routed are the
    /// CIDRs of the VPC, the networks in `network.routes`, and the client CIDR with `client_to_client`. Behind a
    /// transit gateway only `network.routes` are: the endpoint learns nothing from the route tables there. A rule that
    /// is wider than the routes is fine.
    ///
    /// Source: Client VPN guide, "Authorization rules", "Routes", "Transit gateway".
    RULE_WITHOUT_ROUTE = "rule-without-route", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let network = &blueprint.network;
    // Without a network, or with a VPC that lists no CIDR or has no subnet, another rule has spoken.
    let unrouted = network.subnets.is_empty() || network.vpc.as_ref().is_none_or(|vpc| vpc.cidrs.is_empty());
    if network.transit_gateway.is_none() && unrouted {
        return;
    }
    let clients = blueprint.endpoint.client_cidr;
    let routes = Routes::of(blueprint);
    for (index, rule) in blueprint.access.iter().enumerate() {
        let to = rule.to;
        let carried = blueprint.endpoint.ip.traffic.carries(to);
        if !carried || routes.lead_into(to) {
            continue;
        }
        let help = if clients.is_some_and(|clients| clients.contains(to)) {
            "set `network.client_to_client: true` if clients should reach one another, or remove the rule".to_owned()
        } else if to.is_ipv4() && network.transit_gateway.is_some() {
            format!("add {to} to `network.routes`; the endpoint learns nothing from the transit gateway")
        } else if to.is_ipv4() {
            format!("add {to} to `network.routes`, or remove the rule")
        } else {
            "add it to `network.vpc.cidrs` if it is the VPC's; other IPv6 networks cannot be routed".to_owned()
        };
        faults.push(
            Fault::new(
                &RULE_WITHOUT_ROUTE,
                path!["access", index, "to"],
                format!("{to} is allowed, but nothing leads there"),
            )
                .searched(path!["network"])
            .help(help),
        );
    }
}
