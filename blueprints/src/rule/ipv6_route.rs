//! `ipv6-route`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A route to an IPv6 network.
    ///
    /// CloudFormation and Terraform both take IPv4 networks alone as the destination of a route, so neither target can
    /// express it. The VPC's own IPv6 CIDRs need no route: AWS adds theirs with the association.
    ///
    /// Source: CloudFormation, AWS::EC2::ClientVpnRoute, DestinationCidrBlock; Terraform AWS provider,
    /// aws_ec2_client_vpn_route, destination_cidr_block.
    IPV6_ROUTE = "ipv6-route", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    for (index, route) in context.blueprint.network.routes.iter().enumerate().filter(|(_, route)| !route.to.is_ipv4()) {
        faults.push(
            Fault::new(
                &IPV6_ROUTE,
                path!["network", "routes", index, "to"],
                format!("the route to {} is IPv6", route.to),
            )
                .allowed("IPv4 networks; CloudFormation and Terraform cannot express others")
                .help("remove the route; the VPC's own IPv6 CIDRs need none"),
        );
    }
}
