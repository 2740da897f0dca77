//! `duplicate-availability-zone`

use super::Context;
use super::twice::twice;
use crate::fault::Fault;
use crate::path;

rule! {
    /// Two subnets are in the same Availability Zone.
    ///
    /// AWS takes one subnet per zone and refuses the second (`InvalidClientVpnSubnetId.DuplicateAz`). A second subnet
    /// there would bring nothing: routes and rules are the same for all.
    ///
    /// Source: Client VPN guide, "Target networks"; EC2 API, error codes.
    DUPLICATE_AVAILABILITY_ZONE = "duplicate-availability-zone", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    if network.vpc.is_none() {
        return;
    }
    let subnets = &network.subnets;
    for (first, again) in twice(subnets.iter().map(|subnet| &subnet.availability_zone)) {
        // The same subnet again is a matter of duplicate-subnet.
        if subnets[..again].iter().any(|subnet| subnet.id == subnets[again].id) {
            continue;
        }
        let place = |index: usize| path!["network", "subnets", index, "availability_zone"];
        faults.push(
            Fault::new(
                &DUPLICATE_AVAILABILITY_ZONE,
                place(again),
                format!("two subnets are in {}", subnets[again].availability_zone),
            )
            .related(place(first), "first here")
            .allowed("one subnet per Availability Zone")
            .help("take a subnet of another zone, or remove one of the two"),
        );
    }
}
