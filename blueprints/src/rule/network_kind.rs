//! `network-kind`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// The network is neither a VPC nor a transit gateway, or both.
    ///
    /// An endpoint is associated with subnets of one VPC, or attached to a transit gateway. AWS refuses both at once,
    /// and without one nobody can connect. To reach several VPCs through a VPC, use peering and `network.routes`.
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint, TransitGatewayConfiguration; Client VPN guide, "Transit gateway".
    NETWORK_KIND = "network-kind", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let allowed = "exactly one of vpc, transit_gateway";
    match (&network.vpc, &network.transit_gateway) {
        (Some(_), Some(_)) => faults.push(
            Fault::new(
                &NETWORK_KIND,
                Place::key(path!["network", "transit_gateway"]),
                "there is both a VPC and a transit gateway",
            )
            .related(Place::key(path!["network", "vpc"]), "the VPC")
            .allowed(allowed)
            .help("remove the transit gateway, or `vpc`, `subnets` and `security_groups`"),
        ),
        (None, None) => faults.push(
            Fault::new(&NETWORK_KIND, Place::key(path!["network"]), "there is neither a VPC nor a transit gateway")
                .allowed(allowed)
                .help("add `vpc` with the VPC's id and all its CIDRs"),
        ),
        _ => {}
    }
}
