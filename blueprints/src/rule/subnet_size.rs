//! `subnet-size`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A subnet is smaller than /27.
    ///
    /// AWS refuses it. It also wants 20 free addresses in the subnet at all times: each association takes some, and
    /// more when many people connect. How many are free is known in AWS alone
    /// (`aws ec2 describe-subnets`, AvailableIpAddressCount), so leave room.
    ///
    /// Source: Client VPN guide, "Target networks".
    SUBNET_SIZE = "subnet-size", Error, check
}

/// The smallest subnet that AWS associates.
const SMALLEST: u8 = 27;

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    if network.vpc.is_none() {
        return;
    }
    for (index, subnet) in network.subnets.iter().enumerate() {
        if subnet.cidr.is_ipv4() && subnet.cidr.prefix() > SMALLEST {
            faults.push(
                Fault::new(
                    &SUBNET_SIZE,
                    path!["network", "subnets", index, "cidr"],
                    format!("the subnet {} is smaller than /{SMALLEST}", subnet.cidr),
                )
                .allowed("/27 or larger, with 20 addresses free at all times")
                .help("associate a larger subnet of the same zone; a subnet cannot be resized"),
            );
        }
    }
}
