//! `route-to-vpc`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A route leads to the VPC itself.
    ///
    /// AWS adds a route to each CIDR of the VPC with every association, and refuses another one to the same network
    /// (`InvalidClientVpnDuplicateRoute`). A CIDR that the VPC gets later is routed when the subnets are associated
    /// anew.
    ///
    /// Source: EC2 API, ClientVpnRoute, Origin, and error codes; Client VPN guide, "Target networks".
    ROUTE_TO_VPC = "route-to-vpc", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let Some(vpc) = &network.vpc else { return };
    for (index, route) in network.routes.iter().enumerate().filter(|(_, route)| route.to.is_ipv4()) {
        let Some(own) = vpc.cidrs.iter().position(|cidr| *cidr == route.to) else { continue };
        faults.push(
            Fault::new(
                &ROUTE_TO_VPC,
                path!["network", "routes", index, "to"],
                format!("the route to {} leads to the VPC itself", route.to),
            )
                .related(path!["network", "vpc", "cidrs", own], "AWS adds a route to it by itself")
                .allowed("networks beyond the VPC")
                .help("remove the route; AWS refuses a second one to the same network"),
        );
    }
}
