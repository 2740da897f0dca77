//! `dns-servers`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// More than two DNS servers.
    ///
    /// AWS hands out at most two. They must be reachable through the tunnel: routed, and allowed by an authorization
    /// rule. The resolver of a VPC is its first address plus 2.
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint, DnsServers.
    DNS_SERVERS = "dns-servers", Error, check
}

/// The DNS servers that AWS hands out.
const MOST: usize = 2;

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let servers = context.blueprint.endpoint.dns_servers.len();
    if servers > MOST {
        faults.push(
            Fault::new(&DNS_SERVERS, path!["endpoint", "dns_servers", MOST], format!("there are {servers} DNS servers"))
                .label("the first one too many")
                .allowed("at most 2 DNS servers")
                .help("keep two, or let one of them forward to the others"),
        );
    }
}
