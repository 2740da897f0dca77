//! `client-cidr-overlap`

use super::Context;
use crate::fault::{Fault, Path};
use crate::path;
use crate::types::Cidr;

rule! {
    /// The client CIDR overlaps a network that clients reach.
    ///
    /// It must be disjoint from the CIDRs of the VPC (secondary ones too), the associated subnets, every route, and
    /// everything attached to the transit gateway. AWS refuses the association
    /// (`InvalidClientVpnSubnetId.OverlappingCidr`) or the route. The default route `0.0.0.0/0` and `::/0` are
    /// excepted: they stand for what is in no other.
    ///
    /// Source: Client VPN guide, "Create an endpoint", "Target networks", "Transit gateway".
    CLIENT_CIDR_OVERLAP = "client-cidr-overlap", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(client) = context.blueprint.endpoint.client_cidr else { return };
    let network = &context.blueprint.network;
    let mut against = |cidr: Cidr, what: &str, path: Path| {
        if cidr.prefix() > 0 && client.overlaps(cidr) {
            faults.push(
                Fault::new(&CLIENT_CIDR_OVERLAP, path!["endpoint", "client_cidr"], format!("client CIDR {client} overlaps {what} {cidr}"))
                    .label("clients get their addresses from here")
                    .related(path, format!("{what} {cidr}"))
                    .allowed("a network disjoint from everything that clients reach")
                    .help("choose another client CIDR before the first deployment; it can never be changed"),
            );
        }
    };
    if let Some(vpc) = &network.vpc {
        for (index, cidr) in vpc.cidrs.iter().enumerate() {
            against(*cidr, "the VPC's", path!["network", "vpc", "cidrs", index]);
        }
        for (index, subnet) in network.subnets.iter().enumerate() {
            // A subnet inside a CIDR of the VPC has been spoken for.
            if !vpc.cidrs.iter().any(|cidr| cidr.overlaps(client) && cidr.contains(subnet.cidr)) {
                against(subnet.cidr, "the subnet's", path!["network", "subnets", index, "cidr"]);
            }
        }
    }
    if let Some(gateway) = &network.transit_gateway {
        for (index, cidr) in gateway.cidrs.iter().enumerate() {
            against(*cidr, "the transit gateway's", path!["network", "transit_gateway", "cidrs", index]);
        }
    }
    // A route to exactly the client CIDR is a matter of duplicate-route.
    for (index, route) in network.routes.iter().enumerate().filter(|(_, route)| route.to != client) {
        against(route.to, "the route's", path!["network", "routes", index, "to"]);
    }
}
