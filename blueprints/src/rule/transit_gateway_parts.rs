//! `transit-gateway-parts`

use super::Context;
use super::twice::twice;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// A network with a transit gateway has parts that only a VPC has, or lacks what a transit gateway needs.
    ///
    /// There are no subnets and no security groups: the endpoint's interfaces are in the transit gateway, and
    /// authorization rules are the only filter. Nor is there a route between clients, whose target AWS describes only as a
    /// subnet of a VPC. Clients enter in at most 5 Availability Zones, each named once; AWS
    /// picks two if none is named. `cidrs` lists the transit gateway's own blocks and everything attached to it, so
    /// that the client CIDR can be seen to be free.
    ///
    /// Source: EC2 API, ClientVpnTransitGatewayConfiguration; Client VPN guide, "Transit gateway", "Client-to-client access".
    TRANSIT_GATEWAY_PARTS = "transit-gateway-parts", Error, check
}

/// The zones of an attachment.
const ZONES: usize = 5;

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let Some(gateway) = &network.transit_gateway else { return };
    let at = || path!["network", "transit_gateway"];
    if network.vpc.is_none() {
        let mut refuse = |key: &str, what: &str, help: &str| {
            faults.push(
                Fault::new(
                    &TRANSIT_GATEWAY_PARTS,
                    Place::key(path!["network", key]),
                    format!("{what} beside a transit gateway"),
                )
                    .related(Place::key(at()), "the endpoint is attached here")
                    .allowed(format!("no `{key}` with a transit gateway"))
                    .help(help),
            );
        };
        if !network.subnets.is_empty() {
            refuse("subnets", "subnets", "remove them; name zones in `transit_gateway.availability_zones` instead");
        }
        if network.security_groups.is_some() {
            refuse("security_groups", "security groups", "remove them; `access` is the only filter there");
        }
        if network.client_to_client {
            let help = "remove it; AWS describes the route between clients only for the subnets of a VPC";
            refuse("client_to_client", "a route between clients", help);
        }
    }
    let zones = &gateway.availability_zones;
    let zone = |index: usize| at().with("availability_zones").with(index);
    if zones.len() > ZONES {
        let message = format!("the transit gateway has {} zones for clients", zones.len());
        let fault = Fault::new(&TRANSIT_GATEWAY_PARTS, zone(ZONES), message).label("the first one too many");
        faults.push(fault.allowed("1 to 5 zones").help("keep five of them"));
    }
    for (first, again) in twice(zones) {
        faults.push(
            Fault::new(&TRANSIT_GATEWAY_PARTS, zone(again), format!("{} is named twice", zones[again]))
                .related(zone(first), "first here")
                .allowed("each zone once")
                .help("remove one of the two"),
        );
    }
    if gateway.cidrs.is_empty() {
        faults.push(
            Fault::new(
                &TRANSIT_GATEWAY_PARTS,
                Place::key(at().with("cidrs")),
                format!("{} has no CIDR", gateway.id),
            )
            .allowed("the transit gateway's own CIDR blocks and those of everything attached, at least one")
            .help("AWS refuses a transit gateway without a CIDR block of its own; add one if there is none"),
        );
    }
}
