//! `security-group-count`

use super::Context;
use super::twice::twice;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// No or more than five security groups, or one of them twice.
    ///
    /// The endpoint's network interfaces take one to five. With an empty list AWS would take the VPC's default group,
    /// which is rarely meant; leave `security_groups` out and one is made, with egress open and no ingress.
    ///
    /// Source: EC2 API, ApplySecurityGroupsToClientVpnTargetNetwork, SecurityGroupIds.
    SECURITY_GROUP_COUNT = "security-group-count", Error, check
}

/// The security groups of a network interface.
const MOST: usize = 5;

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let (Some(_), Some(groups)) = (&network.vpc, &network.security_groups) else { return };
    let list = || path!["network", "security_groups"];
    let allowed = "1 to 5 security groups, each once";
    if groups.is_empty() {
        faults.push(
            Fault::new(&SECURITY_GROUP_COUNT, Place::key(list()), "the list of security groups is empty")
                .allowed(allowed)
                .help("remove `security_groups` and one is made for the VPN"),
        );
    }
    if groups.len() > MOST {
        faults.push(
            Fault::new(&SECURITY_GROUP_COUNT, list().with(MOST), format!("there are {} security groups", groups.len()))
                .label("the first one too many")
                .allowed(allowed)
                .help("join their rules in fewer groups"),
        );
    }
    for (first, again) in twice(groups) {
        faults.push(
            Fault::new(&SECURITY_GROUP_COUNT, list().with(again), format!("{} is listed twice", groups[again]))
                .related(list().with(first), "first here")
                .allowed(allowed)
                .help("remove one of the two"),
        );
    }
}
