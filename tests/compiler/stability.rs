//! A small change of a blueprint is a small change of its output: names come from content, never from a place in a list.

use crate::support::case::{Case, gallery};
use crate::support::generate;
use crate::support::generate::words::{hostile, known};
use crate::support::output::Output;
use cvpn_blueprint::model::{AccessRule, Blueprint, Route};
use cvpn_compiler::stack::LogicalId;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;

/// A rule more moves one resource in each lane.
const LANES: usize = 8;

/// The outputs of a blueprint for both targets.
fn outputs(case: &Case) -> [Output; 2] {
    [case.cloudformation(), case.terraform()]
}

/// How many resources of the one output wait for others in the second. Everything else of them must be the same there.
fn moved(before: &Output, after: &Output) -> usize {
    let changed = before.resources.iter().filter(|(id, one)| {
        let other = after.resources.get(*id).unwrap_or_else(|| panic!("{id} has another name, or is gone"));
        assert_eq!((&one.kind, &one.said, &one.meta), (&other.kind, &other.said, &other.meta), "{id} has changed");
        one.depends_on != other.depends_on
    });
    changed.count()
}

/// A blueprint with a rule more, for a network that no other rule names.
fn with_rule(blueprint: &Blueprint, at: usize) -> Blueprint {
    let mut other = blueprint.clone();
    let groups =
        blueprint.identity_center.iter().flat_map(|center| center.groups.keys()).take(1).cloned().collect::<Vec<_>>();
    let everyone = groups.is_empty();
    let to = known(if blueprint.endpoint.client_cidr.is_none() { "2001:db8:aaaa:bbff::/64" } else { "10.0.77.64/26" });
    other.access.insert(at % (blueprint.access.len() + 1), AccessRule { to, groups, everyone, description: None });
    other
}

/// Compares a blueprint with the same and a rule more; what inserting changes, taking away changes too.
fn check_rule(case: &Case, at: usize) {
    let more = Case::of(with_rule(case.checked.blueprint(), at)).expect("no errors");
    for (before, after) in outputs(case).iter().zip(&outputs(&more)) {
        let count = moved(before, after);
        assert!(count <= LANES, "{count} resources wait for others after one rule was inserted");
    }
}

#[test]
fn a_rule_more_in_the_gallery_changes_nothing_but_what_comes_next_in_the_lanes() {
    for case in gallery() {
        for place in [0, 1, 2] {
            check_rule(case, place);
        }
    }
}

/// Users and groups whose names, put together, read the same: one text divided in several ways.
fn divided() -> impl Strategy<Value = Vec<(String, String)>> {
    let word = prop_oneof![4 => "[A-Za-z0-9]{1,2}", 1 => hostile(3)];
    let joint = select(vec!["In", "_in_", "in", "_", "-", " ", ""]);
    (prop::collection::vec(word, 3..6), joint).prop_map(|(words, joint)| {
        (1..words.len()).map(|at| (words[..at].join(joint), words[at..].join(joint))).collect()
    })
}

/// All names that a membership, a group, an assignment or a rule gets from a user's or a group's name.
fn names(user: &str, group: &str) -> [LogicalId; 4] {
    [
        LogicalId::new("Membership", "").pair(user, "in", group),
        LogicalId::new("Group", "").name(group),
        LogicalId::new("Assignment", "vpn").name(group),
        LogicalId::new("Access", "to").net(known("10.0.0.0/8")).word("group").name(group),
    ]
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn a_rule_more_changes_nothing_but_what_comes_next_in_the_lanes(case in generate::cases(), at in any::<Index>()) {
        check_rule(&case, at.index(100));
    }

    #[test]
    fn a_route_more_changes_no_name(case in generate::cases(), at in any::<Index>()) {
        let mut other = case.checked.blueprint().clone();
        prop_assume!(other.endpoint.client_cidr.is_some());
        let routes = &mut other.network.routes;
        routes.insert(at.index(routes.len() + 1), Route { to: known("192.168.222.0/24"), description: None });
        let more = Case::of(other).expect("no errors");
        for (before, after) in outputs(&case).iter().zip(&outputs(&more)) {
            moved(before, after);
        }
    }
}

proptest! {
    #![proptest_config(generate::small())]

    #[test]
    fn different_names_stay_different(all in prop::collection::vec(divided(), 4)) {
        for which in 0..4 {
            let (mut logical_ids, mut addresses) = (BTreeMap::new(), BTreeMap::new());
            for (user, group) in all.iter().flatten() {
                let id = &names(user, group)[which];
                let of = if which == 0 { (user.as_str(), group.as_str()) } else { ("", group.as_str()) };
                for (seen, text) in [(&mut logical_ids, id.cfn()), (&mut addresses, id.hcl())] {
                    let first = *seen.entry(text.to_owned()).or_insert(of);
                    prop_assert_eq!(first, of, "{}", text);
                }
            }
        }
    }
}
