//! The subnets: in which VPC and zone, with which CIDR, and how many addresses are free.

use super::Facts;
use crate::client::ec2::Entry;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::model::Subnet;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::{NETWORK_ABSENT, NETWORK_DIFFERS, SUBNET_ADDRESSES};

/// Addresses that must be free at all times.
const FREE: u32 = 20;

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    let ids: Vec<&str> = order.blueprint.network.subnets.iter().map(|subnet| subnet.id.as_str()).collect();
    if !ids.is_empty() {
        facts.subnets = Some(callers.vpn.ec2.subnets(&ids).await?);
    }
    Ok(())
}

pub(super) fn check(order: &Order<'_>, facts: &Facts, faults: &mut Vec<Fault>) {
    let Some(found) = &facts.subnets else { return };
    let vpc = order.blueprint.network.vpc.as_ref().map(|vpc| vpc.id.to_string()).unwrap_or_default();
    for (index, subnet) in order.blueprint.network.subnets.iter().enumerate() {
        match found.iter().find(|live| live.text("subnetId") == subnet.id.as_str()) {
            Some(live) => compare(&vpc, facts, index, subnet, live, faults),
            None => {
                let place = path!["network", "subnets", index, "id"];
                faults.push(Fault::new(&NETWORK_ABSENT, place, format!("there is no subnet {}", subnet.id)));
            }
        }
    }
}

fn compare(vpc: &str, facts: &Facts, index: usize, subnet: &Subnet, live: &Entry, faults: &mut Vec<Fault>) {
    let id = &subnet.id;
    let place = |key: &str| path!["network", "subnets", index, key];
    let pairs = [
        ("id", "vpcId", vpc.to_owned()),
        ("availability_zone", "availabilityZone", subnet.availability_zone.to_string()),
        ("cidr", "cidrBlock", subnet.cidr.to_string()),
    ];
    for (key, name, meant) in pairs {
        let is = live.text(name);
        if is != meant {
            let fault = Fault::new(&NETWORK_DIFFERS, place(key), format!("{id} is in {is}")).allowed(is.to_owned());
            faults.push(fault.help(format!("write {is}, or name another subnet")));
        }
    }
    let free: u32 = live.text("availableIpAddressCount").parse().unwrap_or(FREE);
    // What the endpoint has taken already is its own.
    if free < FREE && !facts.own.iter().any(|resource| resource.kind.ends_with("TargetNetworkAssociation")) {
        let fault = Fault::new(&SUBNET_ADDRESSES, place("id"), format!("{id} has {free} free addresses"));
        faults.push(fault.allowed(format!("{FREE} or more")).help("free some, or take a larger subnet of the zone"));
    }
}
