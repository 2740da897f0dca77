//! The partition of the address space.

use super::blueprint;
use super::naive::{addresses, after, blueprints, reaches, unsaved};
use crate::support::{gallery, snapshot};
use cvpn_blueprint::access::{Range, Reach};
use cvpn_blueprint::types::Cidr;
use proptest::prelude::*;
use std::fmt::Write;

#[test]
fn the_parts_of_several_groups() {
    let blueprint = blueprint(&gallery("multi-group"));
    let reach = Reach::of(&blueprint);
    let mut shown = String::new();
    for part in reach.partition(reach.people(), Range::ALL) {
        let names: Vec<String> = part.people.iter().map(|index| reach.people()[*index].who.to_string()).collect();
        let _ = writeln!(shown, "{}: {}", part.range, names.join(", "));
    }
    snapshot!("access-partition", shown);
}

proptest! {
    #![proptest_config(unsaved())]

    #[test]
    fn the_parts_are_exact_disjoint_complete_and_few(blueprint in blueprints()) {
        let reach = Reach::of(&blueprint);
        let parts = reach.partition(reach.people(), Range::ALL);
        // From end to end without gap or overlap.
        let (four, six): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.range.first().is_ipv4());
        for (parts, all) in [four, six].into_iter().zip(Range::ALL) {
            prop_assert_eq!(parts.first().map(|part| part.range.first()), Some(all.first()));
            prop_assert_eq!(parts.last().map(|part| part.range.last()), Some(all.last()));
            for (part, next) in parts.iter().zip(parts.iter().skip(1)) {
                prop_assert_eq!(after(part.range.last()), Some(next.range.first()));
                // Two neighbours that could be one are not.
                prop_assert_ne!(&part.people, &next.people);
            }
        }
        for address in addresses(&blueprint) {
            let here: Vec<_> = parts.iter().filter(|part| part.range.contains(address)).collect();
            prop_assert_eq!(here.len(), 1);
            for (index, person) in reach.people().iter().enumerate() {
                let expected = reaches(&blueprint, &person.groups, address);
                prop_assert_eq!(here[0].people.contains(&index), expected, "{:?} at {}", person, address);
            }
        }
    }

    #[test]
    fn the_pieces_of_a_network_say_what_is_decided_about_each_address(blueprint in blueprints(), at in any::<prop::sample::Index>()) {
        let Some(rule) = (!blueprint.access.is_empty()).then(|| at.get(&blueprint.access)) else { return Ok(()) };
        let reach = Reach::of(&blueprint);
        for person in reach.people() {
            let pieces = reach.decide_range(person, Range::of(rule.to));
            for address in addresses(&blueprint) {
                let here: Vec<_> = pieces.iter().filter(|(range, _)| range.contains(address)).collect();
                prop_assert_eq!(here.len(), usize::from(rule.to.net().contains(&address)));
                prop_assert!(here.iter().all(|(_, decision)| *decision == reach.decide(person, address)));
            }
            prop_assert!(pieces.windows(2).all(|two| two[0].1 != two[1].1));
        }
    }

    #[test]
    fn the_networks_of_a_range_are_exactly_the_range_and_as_few_as_can_be(blueprint in blueprints()) {
        let reach = Reach::of(&blueprint);
        for part in reach.partition(reach.people(), Range::ALL) {
            let cidrs = part.range.cidrs();
            let ranges: Vec<Range> = cidrs.iter().map(|cidr| Range::of(*cidr)).collect();
            prop_assert_eq!(ranges.first().map(|range| range.first()), Some(part.range.first()));
            prop_assert_eq!(ranges.last().map(|range| range.last()), Some(part.range.last()));
            prop_assert!(ranges.windows(2).all(|two| after(two[0].last()) == Some(two[1].first())));
            let nets: Vec<_> = cidrs.iter().map(|cidr| cidr.net()).collect();
            prop_assert_eq!(ipnet::IpNet::aggregate(&nets).len(), cidrs.len());
        }
    }
}

#[test]
fn a_range_is_shown_as_a_network_where_it_is_one() {
    let cidr: Cidr = "10.0.1.0/24".parse().expect("a network");
    assert_eq!(Range::of(cidr).to_string(), "10.0.1.0/24");
    assert_eq!(Range::ALL.map(|all| all.to_string()), ["0.0.0.0/0", "::/0"]);
}
