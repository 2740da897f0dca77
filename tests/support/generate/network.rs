//! Networks behind an endpoint, with what lies in them.

use super::words::{known, of};
use cvpn_blueprint::model::{IpFamily, Network, Route, Subnet, TransitGateway, Vpc};
use cvpn_blueprint::types::{Cidr, Description};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

/// The client CIDRs; disjoint from all below.
const CLIENTS: &[&str] = &["10.200.0.0/22", "10.200.0.0/16", "100.64.0.0/20", "172.30.0.0/18"];
/// The VPC's networks.
const VPC: &[&str] = &["10.0.0.0/16", "10.1.0.0/16"];
const VPC_IPV6: &str = "2001:db8:aaaa:bb00::/56";
/// Networks beyond the VPC.
const BEYOND: &[&str] = &[
    "10.50.0.0/16",
    "10.64.0.0/12",
    "172.20.0.0/16",
    "172.21.8.0/21",
    "192.168.100.0/24",
    "192.168.7.7/32",
    "0.0.0.0/0",
];
/// Zones of any Region, by their letter.
const ZONES: &[char] = &['a', 'b', 'c', 'd', 'e'];

/// A network, the client CIDR that fits it, and the networks that rules may name.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The section of the blueprint.
    pub network: Network,
    /// The client CIDR; none with IPv6 traffic.
    pub clients: Option<Cidr>,
    /// What goes through the tunnel.
    pub traffic: IpFamily,
    /// Networks that clients reach.
    pub reached: Vec<Cidr>,
}

/// A VPC or a transit gateway in a Region.
pub fn behind(region: &'static str) -> impl Strategy<Value = Behind> {
    prop_oneof![4 => vpc(region).boxed(), 1 => transit_gateway(region).boxed()]
}

/// Networks that rules name inside others: the whole, a half, and smaller ones.
fn inside(cidr: Cidr) -> Vec<Cidr> {
    let smaller = [0, 1, 4, 8].iter().filter_map(|more| {
        let prefix = cidr.prefix() + more;
        let most = if cidr.is_ipv4() { 32 } else { 64 };
        (prefix <= most).then(|| cidr.net().subnets(prefix).ok()?.take(3).last()).flatten()
    });
    smaller.map(|net| known(&net.to_string())).collect()
}

fn routes() -> impl Strategy<Value = Vec<Route>> {
    let nets = subsequence(BEYOND, 0..=BEYOND.len()).prop_shuffle();
    nets.prop_flat_map(|nets| {
        let descriptions = prop::collection::vec(prop::option::of(of::<Description>(255)), nets.len());
        descriptions.prop_map(move |descriptions| {
            let all = nets.iter().zip(descriptions);
            all.map(|(net, description)| Route { to: known(net), description }).collect()
        })
    })
}

fn vpc(region: &'static str) -> impl Strategy<Value = Behind> {
    let groups =
        prop::option::of(subsequence(vec!["sg-0123456789abcdef0", "sg-12345678", "sg-00000000"], 1..=3).prop_shuffle());
    let family = prop_oneof![6 => Just(IpFamily::Ipv4), 1 => Just(IpFamily::Ipv6), 1 => Just(IpFamily::DualStack)];
    let zones = subsequence(ZONES, 1..=4).prop_shuffle();
    let parts = (zones, any::<bool>(), groups, family, routes(), any::<Index>(), prop::bool::weighted(0.2));
    parts.prop_map(move |(zones, second, groups, traffic, routes, clients, between)| {
        let ipv6 = traffic != IpFamily::Ipv4;
        let ipv4 = traffic != IpFamily::Ipv6;
        let mut cidrs: Vec<Cidr> = VPC[..if second { 2 } else { 1 }].iter().map(|cidr| known(cidr)).collect();
        if ipv6 {
            cidrs.push(known(VPC_IPV6));
        }
        let subnets = zones.iter().enumerate().map(|(number, zone)| Subnet {
            id: known(&format!("subnet-0a1b2c3d4e5f6071{number}")),
            availability_zone: known(&format!("{region}{zone}")),
            cidr: known(&format!("10.0.{}.0/24", 10 * (number + 1))),
        });
        let routes = if ipv4 { routes } else { Vec::new() };
        let clients: Option<Cidr> = ipv4.then(|| known(clients.get::<&str>(CLIENTS)));
        let reached = cidrs.iter().copied().filter(|cidr| if cidr.is_ipv4() { ipv4 } else { ipv6 });
        let reached = reached.chain(routes.iter().map(|route| route.to)).flat_map(inside).collect();
        let network = Network {
            vpc: Some(Vpc { id: known("vpc-0123456789abcdef0"), cidrs }),
            subnets: subnets.collect(),
            security_groups: groups.map(|ids| ids.into_iter().map(known).collect()),
            transit_gateway: None,
            routes,
            client_to_client: between && clients.is_some(),
        };
        Behind { network, clients, traffic, reached }
    })
}

fn transit_gateway(region: &'static str) -> impl Strategy<Value = Behind> {
    (subsequence(ZONES, 0..=5).prop_shuffle(), routes(), any::<Index>()).prop_map(
        move |(zones, mut routes, clients)| {
            if routes.is_empty() {
                routes.push(Route { to: known(BEYOND[0]), description: None });
            }
            let own: Vec<Cidr> =
                ["10.0.0.0/12", "10.50.0.0/16", "172.20.0.0/15"].iter().map(|cidr| known(cidr)).collect();
            let gateway = TransitGateway {
                id: known("tgw-0123456789abcdef0"),
                availability_zones: zones.iter().map(|zone| known(&format!("{region}{zone}"))).collect(),
                cidrs: own,
            };
            let reached = routes.iter().flat_map(|route| inside(route.to)).collect();
            let network = Network { transit_gateway: Some(gateway), routes, ..Network::default() };
            Behind { network, clients: Some(known(clients.get::<&str>(CLIENTS))), traffic: IpFamily::Ipv4, reached }
        },
    )
}
