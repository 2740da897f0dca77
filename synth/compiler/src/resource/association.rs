//! A target network association: the endpoint's network interface in a subnet. It is billed by the hour.
//!
//! CloudFormation `AWS::EC2::ClientVpnTargetNetworkAssociation`, Terraform `aws_ec2_client_vpn_network_association`.
//!
//! The dialects agree for subnets. Zones of a transit gateway are part of the endpoint instead, since Terraform cannot
//! associate them by themselves.

use super::{EndpointId, Resource, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Attribute, CfnAttribute, Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::SubnetId;
use serde_json::json;
use std::collections::BTreeMap;

/// A target network association.
#[derive(Debug)]
pub struct Association {
    /// The endpoint.
    pub endpoint: Value<EndpointId>,
    /// The subnet.
    pub subnet: SubnetId,
}

/// Terraform's is a reference, so that it orders; CloudFormation has no such attribute and takes the subnet's own id.
const SUBNET: Attribute = Attribute { cfn: CfnAttribute::Ref, hcl: "subnet_id", suffix: "Subnet", pattern: "" };

impl Handle<Association> {
    /// The associated subnet, known only once the association exists.
    pub fn subnet(self) -> Value<SubnetId> {
        self.attribute(SUBNET)
    }
}

impl Resource for Association {
    fn id(&self) -> LogicalId {
        LogicalId::new("Association", "").ec2(self.subnet.as_str())
    }

    fn alike(&self, zones: &BTreeMap<String, String>) -> LogicalId {
        let zone = zones.get(self.subnet.as_str()).map_or(self.subnet.as_str(), String::as_str);
        LogicalId::new("Association", "").word(zone)
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::EC2::ClientVpnTargetNetworkAssociation"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_ec2_client_vpn_network_association"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Network
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { endpoint, subnet } = self;
        properties(json!({ "ClientVpnEndpointId": scope.value(endpoint), "SubnetId": subnet.as_str() }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        // The type's schema names no handler: these are the operations of EC2 that do what CloudFormation must.
        let subnet = scope.here("ec2", &format!("subnet/{}", self.subnet));
        to.allow(Purpose::Deploy, &["ec2:AssociateClientVpnTargetNetwork"], [scope.endpoint(), subnet]);
        let own = ["ec2:DescribeClientVpnTargetNetworks", "ec2:DisassociateClientVpnTargetNetwork"];
        to.allow(Purpose::Deploy, &own, [scope.endpoint()]);
        to.anywhere(Purpose::Deploy, &["ec2:DescribeSubnets", "ec2:DescribeVpcs"], scope);
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self { endpoint, subnet } = self;
        // AWS takes several minutes for either.
        let timeouts = hcl::Body::default().set("create", "30m").set("delete", "30m");
        hcl::Body::default()
            .set("client_vpn_endpoint_id", scope.value(endpoint))
            .set("subnet_id", subnet.as_str())
            .block("timeouts", &[], timeouts)
    }
}
