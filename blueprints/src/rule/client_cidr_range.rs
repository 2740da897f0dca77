//! `client-cidr-range`

use super::Context;
use crate::fault::Fault;
use crate::model::IpFamily;
use crate::path;
use ipnet::{IpNet, Ipv4Net};
use std::net::Ipv4Addr;

rule! {
    /// The client CIDR is not private address space.
    ///
    /// AWS takes any IPv4 network, but some cannot work: operating systems keep 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16,
    /// 224.0.0.0/4 and 240.0.0.0/4 for themselves. With public addresses, whatever really lives there is out of
    /// reach for clients, and answers to clients go astray where nothing translates their addresses.
    ///
    /// Take a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918) or 100.64.0.0/10 (RFC 6598) that is in use
    /// nowhere else. It can never be changed.
    ///
    /// Source: IANA, "IPv4 Special-Purpose Address Registry"; Client VPN guide, "Client Route Enforcement".
    CLIENT_CIDR_RANGE = "client-cidr-range", Warning, check
}

const PRIVATE: [Ipv4Net; 4] = [
    net([10, 0, 0, 0], 8), net([172, 16, 0, 0], 12), net([192, 168, 0, 0], 16), net([100, 64, 0, 0], 10)
];

const SPECIAL: [(Ipv4Net, &str); 6] = [
    (net([0, 0, 0, 0], 8), "addresses that mean \"this network\""),
    (net([127, 0, 0, 0], 8), "loopback addresses"),
    (net([169, 254, 0, 0], 16), "link-local addresses"),
    (net([198, 18, 0, 0], 15), "addresses for benchmarks"),
    (net([224, 0, 0, 0], 4), "multicast addresses"),
    (net([240, 0, 0, 0], 4), "reserved addresses"),
];

const fn net(address: [u8; 4], prefix: u8) -> Ipv4Net {
    let [a, b, c, d] = address;
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix)
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let endpoint = &context.blueprint.endpoint;
    let Some(IpNet::V4(client)) = endpoint.client_cidr.map(|cidr| cidr.net()) else { return };
    if endpoint.ip.traffic == IpFamily::Ipv6 || PRIVATE.iter().any(|private| private.contains(&client)) {
        return;
    }
    let what = SPECIAL
        .iter()
        .find(|(net, _)| net.contains(&client) || client.contains(net))
        .map_or("public addresses", |(_, what)| what);
    faults.push(
        Fault::new(&CLIENT_CIDR_RANGE, path!["endpoint", "client_cidr"], format!("client CIDR {client} holds {what}"))
            .allowed("a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10")
            .help("take private addresses before the first deployment; the client CIDR can never be changed"),
    );
}
