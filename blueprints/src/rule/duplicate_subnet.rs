//! `duplicate-subnet`

use super::Context;
use super::twice::twice;
use crate::fault::Fault;
use crate::path;

rule! {
    /// The same subnet is listed twice.
    ///
    /// AWS refuses the second association (`ClientVpnEndpointAssociationExists`).
    ///
    /// Source: EC2 API, error codes.
    DUPLICATE_SUBNET = "duplicate-subnet", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    if network.vpc.is_none() {
        return;
    }
    for (first, again) in twice(network.subnets.iter().map(|subnet| &subnet.id)) {
        let place = |index: usize| path!["network", "subnets", index, "id"];
        faults.push(
            Fault::new(&DUPLICATE_SUBNET, place(again), format!("{} is listed twice", network.subnets[again].id))
                .related(place(first), "first here")
                .allowed("each subnet once")
                .help("remove one of the two, or write the id of the subnet that was meant"),
        );
    }
}
