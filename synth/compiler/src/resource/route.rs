//! A route of the endpoint: to a network beyond the VPC's own through an associated subnet, to a network behind the
//! transit gateway, or between clients.
//!
//! CloudFormation `AWS::EC2::ClientVpnRoute`, Terraform `aws_ec2_client_vpn_route`.
//!
//! Terraform names the subnet through its association, which orders the two; CloudFormation names it and depends on the
//! association. Every property is create-only in both, the description too.

use super::{Association, EndpointId, Key, Resource, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{Cidr, Description, SubnetId};
use serde_json::json;
use std::collections::BTreeMap;

/// A route of the endpoint.
#[derive(Debug)]
pub struct Route {
    /// The endpoint.
    pub endpoint: Value<EndpointId>,
    /// Where it leads.
    pub to: Cidr,
    /// Through what.
    pub via: Via,
    /// What lies there; AWS has none by default.
    pub description: Option<Description>,
}

/// Through what a route leads.
#[derive(Debug)]
pub enum Via {
    /// An associated subnet.
    Subnet(SubnetId, Handle<Association>),
    /// The endpoint itself: from client to client.
    Local,
    /// The transit gateway.
    TransitGateway,
}

impl Resource for Route {
    fn id(&self) -> LogicalId {
        let id = LogicalId::new("Route", "to").net(self.to);
        match &self.via {
            Via::Subnet(subnet, _) => id.word("via").ec2(subnet.as_str()),
            Via::Local => id.word("local"),
            Via::TransitGateway => id,
        }
    }

    fn alike(&self, zones: &BTreeMap<String, String>) -> LogicalId {
        // A description stays the same where the network differs.
        let id = match &self.description {
            Some(description) => LogicalId::new("Route", "to").name(description.as_str()),
            None => LogicalId::new("Route", "to").net(self.to),
        };
        match &self.via {
            Via::Subnet(subnet, _) => {
                id.word("via").word(zones.get(subnet.as_str()).map_or(subnet.as_str(), String::as_str))
            }
            // There is one.
            Via::Local => LogicalId::new("Route", "").word("local"),
            Via::TransitGateway => id,
        }
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::EC2::ClientVpnRoute"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_ec2_client_vpn_route"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Network
    }

    fn provider(&self) -> Option<&'static str> {
        // The subnet of a route became optional between 6.47 and 6.66.
        matches!(self.via, Via::TransitGateway).then_some("~> 6.66")
    }

    fn keyed_by(&self) -> Option<Key<'_>> {
        Some(Key::Route(self.to))
    }

    fn overflow(&self) -> Option<&'static str> {
        Some("routes")
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { endpoint, to, via, description } = self;
        properties(json!({
            "ClientVpnEndpointId": scope.value(endpoint),
            "DestinationCidrBlock": to.to_string(),
            "TargetVpcSubnetId": match via {
                Via::Subnet(subnet, _) => Some(subnet.as_str()),
                Via::Local => Some("local"),
                Via::TransitGateway => None,
            },
            "Description": description.as_ref().map(Description::as_str),
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        let subnet = match &self.via {
            Via::Subnet(subnet, _) => Some(scope.here("ec2", &format!("subnet/{subnet}"))),
            Via::Local | Via::TransitGateway => None,
        };
        let actions = ["ec2:CreateClientVpnRoute", "ec2:DeleteClientVpnRoute"];
        to.allow(Purpose::Deploy, &actions, subnet.into_iter().chain([scope.endpoint()]));
        to.allow(Purpose::Deploy, &["ec2:DescribeClientVpnRoutes"], [scope.endpoint()]);
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self { endpoint, to, via, description } = self;
        let subnet = match via {
            Via::Subnet(_, association) => Some(scope.value(&association.subnet())),
            Via::Local => Some("local".into()),
            Via::TransitGateway => None,
        };
        hcl::Body::default()
            .set("client_vpn_endpoint_id", scope.value(endpoint))
            .set("destination_cidr_block", to.to_string())
            .maybe("target_vpc_subnet_id", subnet)
            .maybe("description", description.as_ref().map(Description::as_str))
            // Terraform's own limit of 4 minutes is too short when lanes wait for one another.
            .block("timeouts", &[], hcl::Body::default().set("create", "15m").set("delete", "15m"))
    }
}
