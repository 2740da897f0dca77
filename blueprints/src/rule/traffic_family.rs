//! `traffic-family`

use super::Context;
use crate::fault::{Fault, Path};
use crate::path;
use std::net::IpAddr;

rule! {
    /// An access rule or a DNS server of an IP family that does not go through the tunnel.
    ///
    /// `endpoint.ip.traffic` says what goes through the tunnel: IPv4 unless it says otherwise. A rule of the other
    /// family never matches anything, and clients cannot reach an IPv6 DNS server through an IPv4 tunnel.
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint, TrafficIpAddressType; Client VPN guide, "IPv6 considerations".
    TRAFFIC_FAMILY = "traffic-family", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let traffic = blueprint.endpoint.ip.traffic;
    let (yes, no) = if traffic.ipv4() { ("IPv4", "IPv6") } else { ("IPv6", "IPv4") };
    let mut refuse = |path: Path, what: String| {
        faults.push(
            Fault::new(&TRAFFIC_FAMILY, path, format!("{what} is {no}, but only {yes} goes through the tunnel"))
                .related(path!["endpoint", "ip", "traffic"], format!("only {yes} (`ip.traffic`)"))
                .allowed(yes)
                .help("remove it, or set `ip.traffic: dual-stack`, which can never be changed once deployed"),
        );
    };
    for (index, server) in blueprint.endpoint.dns_servers.iter().enumerate() {
        // Clients may have an IPv4 resolver outside a tunnel for IPv6, so only the reverse is refused.
        if !traffic.ipv6() && server.as_str().parse().is_ok_and(|address: IpAddr| address.is_ipv6()) {
            refuse(path!["endpoint", "dns_servers", index], format!("the DNS server {server}"));
        }
    }
    for (index, rule) in blueprint.access.iter().enumerate() {
        if !traffic.carries(rule.to) {
            refuse(path!["access", index, "to"], format!("the rule for {}", rule.to));
        }
    }
}
