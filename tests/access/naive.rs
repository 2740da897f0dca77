//! The definition itself, as a scan over all rules and routes, and random blueprints to compare with it.

use crate::support::SMALL;
use cvpn_blueprint::Document;
use cvpn_blueprint::access::{Person, Reach};
use cvpn_blueprint::model::{AccessRule, Blueprint, IpFamily, Route};
use cvpn_blueprint::types::{Cidr, GroupName};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use proptest::prelude::*;
use proptest::sample::subsequence;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const GROUPS: [&str; 4] = ["a", "b", "c", "d"];

/// Whether somebody in some groups reaches an address.
pub fn reaches(blueprint: &Blueprint, groups: &[&GroupName], address: IpAddr) -> bool {
    let network = &blueprint.network;
    let carried = match blueprint.endpoint.ip.traffic {
        IpFamily::Ipv4 => address.is_ipv4(),
        IpFamily::Ipv6 => address.is_ipv6(),
        IpFamily::DualStack => true,
    };
    let holds = |cidr: &Cidr| cidr.net().contains(&address);
    let rules: Vec<&AccessRule> = blueprint.access.iter().filter(|rule| holds(&rule.to)).collect();
    let longest = rules.iter().map(|rule| rule.to.prefix()).max();
    let deciding: Vec<&AccessRule> = rules.into_iter().filter(|rule| Some(rule.to.prefix()) == longest).collect();
    let everyone = deciding.iter().any(|rule| rule.everyone);
    let let_in = everyone || deciding.iter().any(|rule| groups.iter().any(|group| rule.groups.contains(group)));
    if blueprint.endpoint.client_cidr.as_ref().is_some_and(holds) {
        return carried && network.client_to_client && everyone;
    }
    let vpc = network.vpc.iter().flat_map(|vpc| &vpc.cidrs);
    let routed = vpc.chain(network.routes.iter().map(|route| &route.to)).any(holds);
    carried && let_in && routed
}

/// An IPv4 network, many of them inside one another, near the start and the end of the address space.
fn ipv4() -> impl Strategy<Value = IpNet> {
    let address = prop_oneof![0..32u32, (u32::MAX - 31)..=u32::MAX, any::<u32>()];
    let prefix = prop_oneof![4 => 26..=32u8, 1 => 0..=32u8];
    (address, prefix).prop_map(|(address, prefix)| {
        IpNet::V4(Ipv4Net::new(Ipv4Addr::from(address), prefix).expect("a prefix").trunc())
    })
}

/// The same for IPv6.
fn ipv6() -> impl Strategy<Value = IpNet> {
    let address = prop_oneof![0..32u128, (u128::MAX - 31)..=u128::MAX, any::<u128>()];
    let prefix = prop_oneof![4 => 122..=128u8, 1 => 0..=128u8];
    (address, prefix).prop_map(|(address, prefix)| {
        IpNet::V6(Ipv6Net::new(Ipv6Addr::from(address), prefix).expect("a prefix").trunc())
    })
}

fn network() -> impl Strategy<Value = Cidr> {
    prop_oneof![3 => ipv4(), 2 => ipv6()].prop_map(Cidr::from)
}

fn rule() -> impl Strategy<Value = AccessRule> {
    let groups = (1..3usize).prop_flat_map(|count| subsequence(GROUPS.to_vec(), count));
    (network(), groups, prop::bool::weighted(0.2)).prop_map(|(to, groups, everyone)| {
        let groups = groups.iter().filter(|_| !everyone).map(|name| name.parse().expect("a name")).collect();
        AccessRule { to, groups, everyone, description: None }
    })
}

/// Failures are not written into a file; a case worth keeping becomes a test.
pub fn unsaved() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// A random blueprint.
pub fn blueprints() -> impl Strategy<Value = Blueprint> {
    let traffic = prop_oneof![1 => Just(IpFamily::Ipv4), 1 => Just(IpFamily::Ipv6), 3 => Just(IpFamily::DualStack)];
    let routes = prop::collection::vec(network(), 0..5);
    let vpc = prop::collection::vec(network(), 1..3);
    (prop::collection::vec(rule(), 0..12), routes, vpc, ipv4(), traffic, any::<bool>(), any::<bool>()).prop_map(
        |(access, routes, vpc, clients, traffic, client_to_client, split)| {
            let mut blueprint = Document::parse("vpn.yaml", SMALL).blueprint.expect("a blueprint");
            blueprint.access = access;
            blueprint.network.routes = routes.into_iter().map(|to| Route { to, description: None }).collect();
            blueprint.network.vpc.as_mut().expect("a VPC").cidrs = vpc;
            blueprint.network.client_to_client = client_to_client;
            blueprint.endpoint.client_cidr = Some(Cidr::from(clients));
            blueprint.endpoint.ip.traffic = traffic;
            blueprint.endpoint.split_tunnel = split;
            blueprint
        },
    )
}

/// Addresses at which something may change, and some others.
pub fn addresses(blueprint: &Blueprint) -> Vec<IpAddr> {
    let low = (0..40u32).flat_map(|low| [low, u32::MAX - low]).map(|bits| IpAddr::from(Ipv4Addr::from(bits)));
    let high = (0..40u128).flat_map(|low| [low, u128::MAX - low]).map(|bits| IpAddr::from(Ipv6Addr::from(bits)));
    let named = blueprint.access.iter().map(|rule| rule.to);
    let named = named.chain(blueprint.network.routes.iter().map(|route| route.to));
    let named = named.chain(blueprint.network.vpc.iter().flat_map(|vpc| vpc.cidrs.iter().copied()));
    let ends = named.chain(blueprint.endpoint.client_cidr).flat_map(|cidr| {
        let (first, last) = (cidr.net().network(), cidr.net().broadcast());
        [Some(first), Some(last), before(first), after(last)]
    });
    low.chain(high).chain(ends.flatten()).collect()
}

fn before(address: IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => u32::from(address).checked_sub(1).map(|bits| Ipv4Addr::from(bits).into()),
        IpAddr::V6(address) => u128::from(address).checked_sub(1).map(|bits| Ipv6Addr::from(bits).into()),
    }
}

/// The next address of the same family.
pub fn after(address: IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => u32::from(address).checked_add(1).map(|bits| Ipv4Addr::from(bits).into()),
        IpAddr::V6(address) => u128::from(address).checked_add(1).map(|bits| Ipv6Addr::from(bits).into()),
    }
}

proptest! {
    #![proptest_config(unsaved())]

    #[test]
    fn a_decision_is_what_the_definition_says(blueprint in blueprints()) {
        let groups = GROUPS.map(|name| name.parse::<GroupName>().expect("a name"));
        let reach = Reach::of(&blueprint);
        let mut people: Vec<Person> = groups.iter().map(|group| Person::group(&blueprint, group)).collect();
        people.push(Person::everyone());
        people.push(Person { groups: vec![&groups[0], &groups[1]], ..Person::everyone() });
        for address in addresses(&blueprint) {
            for person in &people {
                let decision = reach.decide(person, address);
                let expected = reaches(&blueprint, &person.groups, address);
                prop_assert_eq!(decision.allowed(), expected, "{:?} at {}: {:?}", person, address, decision);
                // What it rests on holds too.
                let rule = decision.rule.map(|entry| &blueprint.access[entry]);
                prop_assert!(rule.is_none_or(|rule| rule.to.net().contains(&address)));
                let opens = |rule: &AccessRule| {
                    rule.everyone || person.groups.iter().any(|group| rule.groups.contains(group))
                };
                prop_assert!(!expected || decision.route.is_some() && rule.is_some_and(opens), "{:?}", decision);
            }
        }
    }
}
