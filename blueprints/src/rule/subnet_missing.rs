//! `subnet-missing`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// The endpoint is associated with no subnet.
    ///
    /// Without an association the endpoint stays in the state `pending-associate`: nobody can connect, and AWS refuses
    /// routes (`InvalidClientVpnActiveAssociationNotFound`).
    ///
    /// Source: Client VPN guide, "Target networks"; EC2 API, error codes.
    SUBNET_MISSING = "subnet-missing", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let (Some(vpc), true, None) = (&network.vpc, network.subnets.is_empty(), &network.transit_gateway) else { return };
    faults.push(
        Fault::new(&SUBNET_MISSING, Place::key(path!["network"]), "there is no subnet, so nobody can connect")
            .related(Place::key(path!["network", "vpc"]), "a subnet of this VPC is needed")
            .allowed("1 to 5 subnets, each in a zone of its own; two keep the VPN up when a zone fails")
            .help(format!("add `subnets` of {}, each with id, availability_zone and cidr", vpc.id)),
    );
}
