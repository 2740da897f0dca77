//! The VPC with its CIDRs and security groups, or the transit gateway.

use super::Facts;
use crate::client::ec2::Entry;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::model::{Blueprint, TransitGateway, Vpc};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::client_cidr_overlap::CLIENT_CIDR_OVERLAP;
use cvpn_blueprint::rule::live::{NETWORK_ABSENT, NETWORK_DIFFERS, VPC_CIDR_UNLISTED, VPC_TENANCY};
use cvpn_blueprint::types::Cidr;

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    let network = &order.blueprint.network;
    let ec2 = &callers.vpn.ec2;
    let mut found = Vec::new();
    if let Some(gateway) = &network.transit_gateway {
        found.extend(ec2.transit_gateways(&[gateway.id.as_str()]).await?);
    }
    if let Some(vpc) = &network.vpc {
        found.extend(ec2.vpcs(&[vpc.id.as_str()]).await?);
    }
    let groups: Vec<&str> = network.security_groups.iter().flatten().map(|id| id.as_str()).collect();
    if !groups.is_empty() {
        found.extend(ec2.security_groups(&groups).await?);
    }
    facts.network = Some(found);
    Ok(())
}

pub(super) fn check(order: &Order<'_>, facts: &Facts, faults: &mut Vec<Fault>) {
    let Some(found) = &facts.network else { return };
    let blueprint = order.blueprint;
    let network = &blueprint.network;
    let with = |name: &str, id: &str| found.iter().find(|entry| entry.text(name) == id);
    if let Some(gateway) = &network.transit_gateway {
        transit_gateway(gateway, with("transitGatewayId", gateway.id.as_str()), faults);
    }
    let Some(vpc) = &network.vpc else { return };
    // A security group names its VPC too.
    let own = |entry: &&Entry| entry.text("vpcId") == vpc.id.as_str() && entry.text("groupId").is_empty();
    match found.iter().find(own) {
        Some(live) => compare(blueprint, vpc, live, faults),
        None => {
            let message = format!("there is no VPC {} in {}", vpc.id, blueprint.region);
            let fault = Fault::new(&NETWORK_ABSENT, path!["network", "vpc", "id"], message);
            faults.push(fault.help("the endpoint lives in the account and Region of its VPC"));
        }
    }
    for (index, id) in network.security_groups.iter().flatten().enumerate() {
        let place = path!["network", "security_groups", index];
        match with("groupId", id.as_str()) {
            None => faults.push(Fault::new(&NETWORK_ABSENT, place, format!("there is no security group {id}"))),
            Some(group) if group.text("vpcId") != vpc.id.as_str() => {
                let fault = Fault::new(&NETWORK_DIFFERS, place, format!("{id} is in {}", group.text("vpcId")));
                faults.push(fault.allowed(format!("security groups of {}", vpc.id)));
            }
            Some(_) => {}
        }
    }
}

fn compare(blueprint: &Blueprint, vpc: &Vpc, live: &Entry, faults: &mut Vec<Fault>) {
    let tenancy = live.text("instanceTenancy");
    if tenancy == "dedicated" {
        let fault =
            Fault::new(&VPC_TENANCY, path!["network", "vpc", "id"], format!("{} has dedicated tenancy", vpc.id));
        faults.push(fault.allowed("default").help("Client VPN needs a VPC with default tenancy"));
    }
    for entry in live.list("cidrBlockAssociationSet") {
        if !matches!(entry.text("cidrBlockState.state"), "associated" | "associating" | "") {
            continue;
        }
        let Ok(cidr) = entry.text("cidrBlock").parse::<Cidr>() else { continue };
        if vpc.cidrs.contains(&cidr) {
            continue;
        }
        let place = path!["network", "vpc", "cidrs"];
        let clients = blueprint.endpoint.client_cidr;
        match clients.filter(|clients| clients.overlaps(cidr)) {
            Some(clients) => {
                let message = format!("{clients} overlaps {cidr}, which the VPC has and the blueprint does not list");
                let fault = Fault::new(&CLIENT_CIDR_OVERLAP, path!["endpoint", "client_cidr"], message);
                faults.push(
                    fault
                        .related(place, "not listed here")
                        .help("choose another client CIDR; it cannot be changed later"),
                );
            }
            None => {
                let fault = Fault::new(&VPC_CIDR_UNLISTED, place, format!("the VPC also has {cidr}"));
                faults.push(fault.help(format!("add {cidr}, so that overlaps with it are seen")));
            }
        }
    }
}

fn transit_gateway(gateway: &TransitGateway, found: Option<&Entry>, faults: &mut Vec<Fault>) {
    let place = path!["network", "transit_gateway", "id"];
    match found {
        None => {
            let fault = Fault::new(&NETWORK_ABSENT, place, format!("there is no transit gateway {}", gateway.id));
            faults.push(fault.help("one of another account must be shared with this one first"));
        }
        Some(live) if live.list("options.transitGatewayCidrBlocks").is_empty() => {
            let fault = Fault::new(&NETWORK_DIFFERS, place, format!("{} has no CIDR block of its own", gateway.id));
            faults.push(fault.help("give it one; Client VPN takes its addresses from it"));
        }
        Some(_) => {}
    }
}
