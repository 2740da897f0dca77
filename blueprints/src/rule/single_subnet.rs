//! `single-subnet`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// The endpoint has a foot in one Availability Zone only.
    ///
    /// If that zone fails, nobody can connect. AWS recommends two; the second one costs as much by the hour as the
    /// first, so for a test it can be right to accept this.
    ///
    /// Source: Client VPN guide, "Best practices"; VPN pricing.
    SINGLE_SUBNET = "single-subnet", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let (place, zone, help) = match (&network.transit_gateway, &network.subnets[..]) {
        (None, [subnet]) if network.vpc.is_some() => (
            path!["network", "subnets", 0, "availability_zone"],
            &subnet.availability_zone,
            "add a subnet of another zone, or accept `single-subnet` with a reason",
        ),
        (Some(gateway), _) if gateway.availability_zones.len() == 1 => (
            path!["network", "transit_gateway", "availability_zones", 0],
            &gateway.availability_zones[0],
            "add another zone, or leave `availability_zones` out and AWS picks two",
        ),
        _ => return,
    };
    let message = format!("the VPN depends on {zone} alone");
    let fault = Fault::new(&SINGLE_SUBNET, place, message).label("the only zone");
    faults.push(fault.searched(path!["network"]).help(help));
}
