//! `network`: what lies behind the endpoint.

use crate::types::{AvailabilityZone, Cidr, Description, SecurityGroupId, SubnetId, TransitGatewayId, VpcId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The network behind the endpoint: a VPC with its subnets, or a transit gateway; never both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// The VPC that the endpoint is associated with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc: Option<Vpc>,
    /// The subnets that the endpoint is associated with, one per Availability Zone. Each costs by the hour; two keep
    /// the VPN up when a zone fails.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subnets: Vec<Subnet>,
    /// Security groups of the endpoint's network interfaces, at most 5. Left out: one is made, with egress open and no
    /// ingress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_groups: Option<Vec<SecurityGroupId>>,
    /// The transit gateway that the endpoint is attached to, instead of a VPC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transit_gateway: Option<TransitGateway>,
    /// Networks beyond the VPC's own. Each goes through every associated subnet, because clients land on any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Route>,
    /// Whether clients reach one another. Needs a rule for the client CIDR with `everyone: true`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub client_to_client: bool,
}

impl Network {
    /// How many associations the endpoint has: one a subnet, or one a zone of the transit gateway.
    pub fn associations(&self) -> usize {
        match &self.transit_gateway {
            // AWS picks two.
            Some(gateway) if gateway.availability_zones.is_empty() => 2,
            Some(gateway) => gateway.availability_zones.len(),
            None => self.subnets.len(),
        }
    }
}

/// A VPC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vpc {
    /// Its id.
    pub id: VpcId,
    /// All its networks, secondary ones too: none may overlap the client CIDR, and none needs a route.
    pub cidrs: Vec<Cidr>,
}

/// A subnet that the endpoint is associated with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subnet {
    /// Its id.
    pub id: SubnetId,
    /// Its Availability Zone.
    pub availability_zone: AvailabilityZone,
    /// Its network, at least a /27. AWS wants 20 of its addresses free at all times.
    pub cidr: Cidr,
}

/// A transit gateway, in the endpoint's Region. It must own a CIDR block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TransitGateway {
    /// Its id.
    pub id: TransitGatewayId,
    /// The zones in which clients enter, 1 to 5. Left out: AWS picks two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub availability_zones: Vec<AvailabilityZone>,
    /// The networks of everything attached to it and its own blocks: none may overlap the client CIDR.
    pub cidrs: Vec<Cidr>,
}

/// A route to a network beyond the VPC's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The network.
    pub to: Cidr,
    /// What lies there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
}
