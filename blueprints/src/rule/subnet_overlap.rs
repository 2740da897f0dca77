//! `subnet-overlap`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// Two subnets have addresses in common.
    ///
    /// The subnets of a VPC do not overlap, so one of the two CIDRs is not that of its subnet. What other rules say of
    /// subnets would then be wrong too.
    ///
    /// Source: VPC guide, "Subnet CIDR blocks"; EC2 API, error codes, `InvalidSubnet.Conflict`.
    SUBNET_OVERLAP = "subnet-overlap", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    if network.vpc.is_none() {
        return;
    }
    let place = |index: usize| path!["network", "subnets", index, "cidr"];
    for (index, subnet) in network.subnets.iter().enumerate() {
        // Of a subnet that is listed twice duplicate-subnet speaks.
        let before = network.subnets[..index].iter();
        let Some(other) = before.clone().position(|other| other.id != subnet.id && other.cidr.overlaps(subnet.cidr))
        else {
            continue;
        };
        if before.clone().any(|other| other.id == subnet.id) {
            continue;
        }
        let first = network.subnets[other].cidr;
        let message = if first == subnet.cidr {
            format!("two subnets have the CIDR {first}")
        } else {
            format!("the subnets {first} and {} overlap", subnet.cidr)
        };
        faults.push(
            Fault::new(&SUBNET_OVERLAP, place(index), message)
                .related(place(other), "the other one")
                .allowed("subnets without an address in common, as in every VPC")
                .help("write the CIDR that the VPC console shows for each subnet"),
        );
    }
}
