//! `client-cidr-size`

use super::Context;
use crate::fault::Fault;
use crate::model::IpFamily;
use crate::path;

rule! {
    /// The client CIDR is missing, of the wrong size, or not wanted.
    ///
    /// It is an IPv4 network with a prefix from /12 (largest) to /22 (smallest). With `ip.traffic: ipv6` AWS assigns
    /// the clients' addresses and there must be none. It can never be changed, so when unsure take a /16.
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint, ClientCidrBlock; Client VPN guide, "Best practices".
    CLIENT_CIDR_SIZE = "client-cidr-size", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let endpoint = &context.blueprint.endpoint;
    let place = path!["endpoint", "client_cidr"];
    match (endpoint.client_cidr, endpoint.ip.traffic) {
        (None, IpFamily::Ipv6) => {}
        (Some(cidr), IpFamily::Ipv6) => faults.push(
            Fault::new(&CLIENT_CIDR_SIZE, place, format!("client CIDR {cidr} beside IPv6 traffic"))
                .related(path!["endpoint", "ip", "traffic"], "AWS assigns IPv6 addresses to clients")
                .allowed("no client CIDR with `ip.traffic: ipv6`")
                .help("remove `client_cidr`, or set `ip.traffic` to dual-stack"),
        ),
        (None, _) => faults.push(
            Fault::new(&CLIENT_CIDR_SIZE, path!["endpoint"], "the endpoint has no client CIDR")
                .allowed("an IPv4 network from /12 to /22")
                .help("add `client_cidr`; it can never be changed, so when unsure take a /16"),
        ),
        (Some(cidr), _) if !cidr.is_ipv4() => faults.push(
            Fault::new(&CLIENT_CIDR_SIZE, place, format!("client CIDR {cidr} is IPv6"))
                .allowed("an IPv4 network from /12 to /22")
                .help("AWS assigns IPv6 addresses to clients by itself"),
        ),
        (Some(cidr), _) if !(12..=22).contains(&cidr.prefix()) => {
            let size = if cidr.prefix() < 12 { "larger than /12" } else { "smaller than /22" };
            faults.push(
                Fault::new(&CLIENT_CIDR_SIZE, place, format!("client CIDR {cidr} is {size}"))
                    .allowed("an IPv4 network from /12 to /22")
                    .help("it can never be changed, so when unsure take a /16"),
            );
        }
        _ => {}
    }
}
