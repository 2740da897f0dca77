//! `route-without-rule`

use super::Context;
use crate::access::Routes;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A route to a network that no access rule opens.
    ///
    /// What no rule names is closed, so the route serves nobody. With a split tunnel it even takes traffic away: the
    /// client sends it into the tunnel, where it is dropped.
    ///
    /// Of several routes the longest prefix counts, so a rule inside a narrower route or inside the VPC opens nothing of a
    /// wider one: with a rule for the VPC alone, a route for 0.0.0.0/0 takes the whole internet away.
    ///
    /// Source: Client VPN guide, "Authorization rules", "Routes".
    ROUTE_WITHOUT_RULE = "route-without-rule", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let network = &blueprint.network;
    // Without any rule there is nothing to say of single routes, and without a subnet there are none; other rules have
    // spoken.
    if blueprint.access.is_empty() || network.transit_gateway.is_none() && network.subnets.is_empty() {
        return;
    }
    let routes = Routes::of(blueprint);
    for (index, route) in network.routes.iter().enumerate().filter(|(_, route)| route.to.is_ipv4()) {
        let own = routes.left_to(route.to);
        let opened = blueprint.access.iter().any(|rule| own.iter().any(|range| range.overlaps(rule.to)));
        // Of a default route in a split tunnel split-tunnel-default-route speaks.
        let doubtful = route.to.prefix() == 0 && blueprint.endpoint.split_tunnel;
        if opened || own.is_empty() || doubtful {
            continue;
        }
        let place = path!["network", "routes", index, "to"];
        let fault = match blueprint.access.iter().position(|rule| rule.to.overlaps(route.to)) {
            None => Fault::new(
                &ROUTE_WITHOUT_RULE,
                place,
                format!("{} is routed, but no rule lets anybody reach it", route.to),
            ),
            Some(inside) => Fault::new(
                &ROUTE_WITHOUT_RULE,
                place,
                format!("{} is routed, but no rule lets anybody reach what only this route leads to", route.to),
            )
            .related(path!["access", inside, "to"], "this is not reached by the route"),
        };
        faults.push(
            fault
                .searched(path!["access"])
                .help(format!("add a rule for {} to `access`, or remove the route", route.to)),
        );
    }
}
