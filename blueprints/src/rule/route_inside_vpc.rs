//! `route-inside-vpc`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A route leads to a part of the VPC.
    ///
    /// AWS adds a route to the whole VPC with every association, so this one changes nothing: both end in the same
    /// subnets, whose route table decides further. It counts against the quota of routes all the same. To let people
    /// reach only a part of the VPC, narrow the authorization rules, not the routes.
    ///
    /// Source: Client VPN guide, "Target networks", "Routes".
    ROUTE_INSIDE_VPC = "route-inside-vpc", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let Some(vpc) = &network.vpc else { return };
    for (index, route) in network.routes.iter().enumerate().filter(|(_, route)| route.to.is_ipv4()) {
        let around = |cidr: &&crate::types::Cidr| cidr.contains(route.to) && **cidr != route.to;
        let Some((own, cidr)) = vpc.cidrs.iter().enumerate().find(|(_, cidr)| around(cidr)) else { continue };
        // A CIDR of the VPC that lies inside another one is a matter of route-to-vpc.
        if vpc.cidrs.contains(&route.to) {
            continue;
        }
        faults.push(
            Fault::new(
                &ROUTE_INSIDE_VPC,
                path!["network", "routes", index, "to"],
                format!("the route to {} leads to a part of the VPC, which is routed already", route.to),
            )
            .related(path!["network", "vpc", "cidrs", own], format!("AWS adds a route to all of {cidr} by itself"))
            .allowed("networks beyond the VPC")
            .help("remove the route; to open only a part of the VPC, narrow the rules in `access`"),
        );
    }
}
