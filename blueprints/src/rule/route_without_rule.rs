//! `route-without-rule`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A route to a network that no access rule opens.
    ///
    /// What no rule names is closed, so the route serves nobody. With a split tunnel it even takes traffic away: the
    /// client sends it into the tunnel, where it is dropped.
    ///
    /// Source: Client VPN guide, "Authorization rules", "Routes".
    ROUTE_WITHOUT_RULE = "route-without-rule", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    // Without any rule there is nothing to say of single routes; see no-access-rule.
    if blueprint.access.is_empty() {
        return;
    }
    for (index, route) in blueprint.network.routes.iter().enumerate().filter(|(_, route)| route.to.is_ipv4()) {
        if !blueprint.access.iter().any(|rule| rule.to.overlaps(route.to)) {
            faults.push(
                Fault::new(
                    &ROUTE_WITHOUT_RULE,
                    path!["network", "routes", index, "to"],
                    format!("{} is routed, but no rule lets anybody reach it", route.to),
                )
                .searched(path!["access"])
                .help(format!("add a rule for {} to `access`, or remove the route", route.to)),
            );
        }
    }
}
