//! Steps in the network behind the endpoint, which the output does not touch: route tables and security groups of others.

use crate::runbook::shell::Command;
use cvpn_blueprint::model::{Blueprint, IpFamily, Network, Route};
use serde::Serialize;

/// What lets clients into a VPC.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct OpenVpc<'a> {
    /// The endpoint's security groups; none: one is made and told in an output.
    security_groups: Vec<&'a str>,
    routes: Vec<Destination<'a>>,
    /// Routes to everywhere.
    internet: Vec<Destination<'a>>,
    /// Whether clients come with their own IPv6 addresses.
    ipv6: bool,
}

/// What lets clients through a transit gateway.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct OpenTransitGateway<'a> {
    id: &'a str,
    client_cidr: Option<String>,
    routes: Vec<Destination<'a>>,
    list: String,
    accept: String,
}

/// A network beyond the VPC.
#[derive(Debug, Serialize)]
struct Destination<'a> {
    to: String,
    description: Option<&'a str>,
    /// The subnets that have a route there.
    subnets: Vec<&'a str>,
    /// The networks of the VPC, to which there is a route back.
    cidrs: Vec<String>,
}

impl<'a> Destination<'a> {
    fn new(route: &'a Route, network: &'a Network) -> Self {
        let description = route.description.as_ref().map(|text| text.as_str()).filter(|text| !text.trim().is_empty());
        Destination {
            to: route.to.to_string(),
            description,
            subnets: network.subnets.iter().map(|subnet| subnet.id.as_str()).collect(),
            cidrs: network.vpc.iter().flat_map(|vpc| &vpc.cidrs).map(ToString::to_string).collect(),
        }
    }
}

pub(super) fn open_vpc(blueprint: &Blueprint) -> Option<OpenVpc<'_>> {
    let network = &blueprint.network;
    if network.vpc.is_none() || network.transit_gateway.is_some() {
        return None;
    }
    let destination = |route| Destination::new(route, network);
    let (internet, routes) = network.routes.iter().partition::<Vec<&Route>, _>(|route| route.to.prefix() == 0);
    Some(OpenVpc {
        security_groups: network.security_groups.iter().flatten().map(|id| id.as_str()).collect(),
        routes: routes.into_iter().map(destination).collect(),
        internet: internet.into_iter().map(destination).collect(),
        ipv6: blueprint.endpoint.ip.traffic != IpFamily::Ipv4,
    })
}

pub(super) fn open_transit_gateway(blueprint: &Blueprint) -> Option<OpenTransitGateway<'_>> {
    let network = &blueprint.network;
    let gateway = network.transit_gateway.as_ref()?;
    let region = blueprint.region.as_str();
    Some(OpenTransitGateway {
        id: gateway.id.as_str(),
        client_cidr: blueprint.endpoint.client_cidr.map(|cidr| cidr.to_string()),
        routes: network.routes.iter().map(|route| Destination::new(route, network)).collect(),
        list: Command::new("aws ec2 describe-transit-gateway-attachments")
            .option("--region", region)
            .option("--filters", format!("Name=transit-gateway-id,Values={}", gateway.id))
            .option("--query", "TransitGatewayAttachments[].[TransitGatewayAttachmentId,ResourceId,State]")
            .option("--output", "text")
            .print(),
        accept: Command::new("aws ec2 accept-transit-gateway-client-vpn-attachment")
            .option("--region", region)
            .option("--transit-gateway-attachment-id", "ATTACHMENT")
            .print(),
    })
}
