//! How long it takes to say who reaches what: `cargo bench --bench access`.
//!
//! 200 rules, 200 groups, 10,000 destinations: every group at every destination, so two million decisions. Beside it,
//! the same by a scan over all rules.

use cvpn_blueprint::Document;
use cvpn_blueprint::access::{Range, Reach, difference};
use cvpn_blueprint::model::{AccessRule, Blueprint, Route};
use cvpn_blueprint::types::GroupName;
use divan::{Bencher, black_box};
use std::net::{IpAddr, Ipv4Addr};

const QUICKSTART: &str = include_str!("../../blueprints/gallery/quickstart.yaml");

fn main() {
    divan::main();
}

/// At the quotas of an endpoint: 200 rules, 100 routes, and a group for each rule.
fn blueprint() -> Blueprint {
    let mut blueprint = Document::parse("vpn.yaml", QUICKSTART).blueprint.expect("a blueprint");
    let network = |index: u32, prefix| format!("10.{}.{}.0/{prefix}", index / 4, index % 4 * 64).parse().expect("one");
    let rule = |index: u32| AccessRule::groups(network(index, 18 + index % 7), [group(index), group(index + 1)]);
    blueprint.access = (0..200).map(rule).collect();
    blueprint.network.routes = (1..100)
        .map(|index| Route { to: format!("10.{index}.0.0/16").parse().expect("one"), description: None })
        .collect();
    blueprint
}

fn group(index: u32) -> GroupName {
    format!("Group-{:03}", index % 200).parse().expect("a name")
}

/// Spread over the networks of the rules and beyond.
fn destinations() -> Vec<IpAddr> {
    (0..10_000u32).map(|index| Ipv4Addr::from(0x0a00_0000 + index * 419).into()).collect()
}

/// The definition: of all rules that contain the destination, those with the longest prefix.
fn scan(rules: &[AccessRule], group: &GroupName, destination: IpAddr) -> bool {
    let containing = || rules.iter().filter(|rule| rule.to.net().contains(&destination));
    let longest = containing().map(|rule| rule.to.prefix()).max();
    containing().any(|rule| Some(rule.to.prefix()) == longest && (rule.everyone || rule.groups.contains(group)))
}

#[divan::bench(sample_count = 10)]
fn decisions(bencher: Bencher) {
    let (blueprint, destinations) = (blueprint(), destinations());
    bencher.bench(|| {
        let reach = Reach::of(black_box(&blueprint));
        let people = reach.people().iter();
        people
            .map(|person| destinations.iter().filter(|to| reach.decide(person, **to).allowed()).count())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 3)]
fn decisions_by_scan(bencher: Bencher) {
    let (blueprint, destinations) = (blueprint(), destinations());
    let groups: Vec<GroupName> = (0..200).map(group).collect();
    bencher.bench(|| {
        let groups = groups.iter();
        groups.map(|group| destinations.iter().filter(|to| scan(&blueprint.access, group, **to)).count()).sum::<usize>()
    });
}

#[divan::bench]
fn partition(bencher: Bencher) {
    let blueprint = blueprint();
    bencher.bench(|| {
        let reach = Reach::of(black_box(&blueprint));
        reach.partition(reach.people(), Range::ALL)
    });
}

#[divan::bench]
fn changes(bencher: Bencher) {
    let old = blueprint();
    let mut new = blueprint();
    new.access.truncate(190);
    bencher.bench(|| difference(&Reach::of(black_box(&old)), &Reach::of(black_box(&new))).len());
}
