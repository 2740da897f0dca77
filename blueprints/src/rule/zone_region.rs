//! `zone-region`

use super::Context;
use crate::fault::{Fault, Path};
use crate::path;
use crate::types::AvailabilityZone;

rule! {
    /// An Availability Zone is not one of the endpoint's Region.
    ///
    /// The endpoint, its subnets and its transit gateway are in one Region. Other Regions are reached by VPC peering
    /// and `network.routes`.
    ///
    /// Source: Client VPN guide, "Target networks", "Transit gateway".
    ZONE_REGION = "zone-region", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let region = &context.blueprint.region;
    let network = &context.blueprint.network;
    let mut compare = |zone: &AvailabilityZone, path: Path| {
        if zone.region() != region.as_str() {
            faults.push(
                Fault::new(&ZONE_REGION, path, format!("{zone} is not a zone of {region}"))
                    .related(path!["region"], "the endpoint's Region")
                    .allowed(format!("{region} and a letter"))
                    .help("correct the zone, or the blueprint's `region`"),
            );
        }
    };
    if network.vpc.is_some() {
        for (index, subnet) in network.subnets.iter().enumerate() {
            compare(&subnet.availability_zone, path!["network", "subnets", index, "availability_zone"]);
        }
    }
    if let Some(gateway) = &network.transit_gateway {
        for (index, zone) in gateway.availability_zones.iter().enumerate() {
            compare(zone, path!["network", "transit_gateway", "availability_zones", index]);
        }
    }
}
