//! `vpc-cidr-missing`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// The VPC has no CIDR.
    ///
    /// Every VPC has at least one. Without it nobody can see whether the client CIDR is free, whether a subnet belongs
    /// to the VPC, and which rules lead somewhere. List all of them, secondary and IPv6 ones too.
    ///
    /// Source: VPC guide, "VPC CIDR blocks".
    VPC_CIDR_MISSING = "vpc-cidr-missing", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(vpc) = context.blueprint.network.vpc.as_ref().filter(|vpc| vpc.cidrs.is_empty()) else { return };
    faults.push(
        Fault::new(&VPC_CIDR_MISSING, Place::key(path!["network", "vpc", "cidrs"]), format!("{} has no CIDR", vpc.id))
            .allowed("all CIDRs of the VPC, at least one")
            .help(format!("list what `aws ec2 describe-vpcs --vpc-ids {}` shows", vpc.id)),
    );
}
