//! `subnet-outside-vpc`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A subnet lies in none of the VPC's CIDRs.
    ///
    /// All associated subnets belong to one VPC. Either the subnet is another VPC's, or `network.vpc.cidrs` is not
    /// complete; then other rules cannot see the whole VPC either.
    ///
    /// Source: Client VPN guide, "Target networks".
    SUBNET_OUTSIDE_VPC = "subnet-outside-vpc", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let Some(vpc) = network.vpc.as_ref().filter(|vpc| !vpc.cidrs.is_empty()) else { return };
    for (index, subnet) in network.subnets.iter().enumerate() {
        if vpc.cidrs.iter().any(|cidr| cidr.contains(subnet.cidr)) {
            continue;
        }
        let cidrs = vpc.cidrs.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        faults.push(
            Fault::new(
                &SUBNET_OUTSIDE_VPC,
                path!["network", "subnets", index, "cidr"],
                format!("the subnet {} is not inside the VPC", subnet.cidr),
            )
            .related(path!["network", "vpc", "cidrs", 0], "the VPC's CIDRs")
            .searched(path!["network", "vpc", "cidrs"])
            .allowed(format!("a network inside {cidrs}"))
            .help("take a subnet of this VPC, or add the missing CIDR to `network.vpc.cidrs`"),
        );
    }
}
