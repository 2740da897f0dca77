//! `network-ipv6`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::IpFamily;
use crate::path;
use crate::types::Cidr;

rule! {
    /// IPv6 is to go through the tunnel, and the network behind it has none.
    ///
    /// With `ip.traffic` ipv6 or dual-stack, every associated subnet needs an IPv6 CIDR, and so the VPC does; a transit
    /// gateway needs an IPv6 CIDR block of its own. If they have one, list it, because other rules rely on it.
    ///
    /// Source: Client VPN guide, "IPv6 considerations", "Best practices", "Transit gateway".
    NETWORK_IPV6 = "network-ipv6", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    if blueprint.endpoint.ip.traffic == IpFamily::Ipv4 {
        return;
    }
    let network = &blueprint.network;
    let mut check = |id: &str, cidrs: &[Cidr], key: &str, help: &str| {
        // Without any CIDR, another rule has spoken.
        if cidrs.is_empty() || cidrs.iter().any(|cidr| !cidr.is_ipv4()) {
            return;
        }
        faults.push(
            Fault::new(
                &NETWORK_IPV6,
                Place::key(path!["network", key, "cidrs"]),
                format!("IPv6 goes through the tunnel, but {id} has no IPv6 CIDR"),
            )
            .related(path!["endpoint", "ip", "traffic"], "IPv6 is asked for here")
            .allowed("at least one IPv6 CIDR beside the IPv4 ones")
            .help(format!("{help}, or leave `ip.traffic` out")),
        );
    };
    if let Some(vpc) = &network.vpc {
        let help = "list the VPC's IPv6 CIDR, of which each associated subnet needs a part";
        check(vpc.id.as_str(), &vpc.cidrs, "vpc", help);
    }
    if let Some(gateway) = &network.transit_gateway {
        let help = "list the transit gateway's IPv6 CIDR block";
        check(gateway.id.as_str(), &gateway.cidrs, "transit_gateway", help);
    }
}
