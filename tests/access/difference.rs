//! What a change gives and takes.

use super::blueprint;
use super::naive::{addresses, blueprints, reaches, unsaved};
use crate::support::{edit, gallery, small, snapshot};
use cvpn_blueprint::access::{Person, Reach, difference};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The changes, a line for each.
fn changes(old: &str, new: &str) -> String {
    let (old, new) = (blueprint(old), blueprint(new));
    let mut shown = String::new();
    for change in difference(&Reach::of(&old), &Reach::of(&new)) {
        let names = |people: &[cvpn_blueprint::access::Who]| {
            people.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        let _ = writeln!(shown, "{}: + {} - {}", change.range, names(&change.gained), names(&change.lost));
    }
    shown
}

#[test]
fn a_blueprint_does_not_differ_from_itself() {
    assert_eq!(changes(&gallery("multi-group"), &gallery("multi-group")), "");
}

#[test]
fn a_longer_prefix_gives_to_one_and_takes_from_another() {
    let old = gallery("multi-group");
    let new = edit(
        &old,
        &[("{ to: 10.0.20.0/24, groups: [VPN-Database, VPN-Operations]", "{ to: 10.0.16.0/20, groups: [VPN-Database]")],
    );
    snapshot!("access-difference", changes(&old, &new));
}

#[test]
fn a_member_more_is_somebody_who_gains() {
    let old = gallery("multi-group");
    let new = edit(&old, &[("members: [jiro.suzuki]", "members: [jiro.suzuki, taro.yamada]")]);
    assert_eq!(changes(&old, &new), "10.0.20.0/24: + user:taro.yamada - \n172.20.0.0/16: + user:taro.yamada - \n");
}

#[test]
fn a_rule_for_everyone_is_a_gain_for_everyone_who_had_it_not() {
    let new = small(&[("groups: [Staff], description", "everyone: true, description")]);
    assert_eq!(changes(&small(&[]), &new), "10.0.1.0/24: + everyone - \n");
    assert_eq!(changes(&new, &small(&[])), "10.0.1.0/24: +  - everyone\n");
}

#[test]
fn a_group_that_is_new_in_identity_center_gains_what_everyone_has() {
    let old = small(&[("groups: [Staff], description", "everyone: true, description")]);
    let new = edit(&old, &[("    Staff:", "    Guests: {}\n    Staff:")]);
    assert_eq!(changes(&old, &new), "10.0.1.0/24: + group:Guests - \n");
}

#[test]
fn a_group_of_an_active_directory_is_there_before_a_rule_names_it() {
    let old = gallery("active-directory");
    let sid = "S-1-5-21-1234567890-1234567890-1234567890-1129";
    let new = format!("{old}  - {{ to: 10.0.65.0/24, everyone: true }}\n  - {{ to: 10.0.66.0/24, groups: [{sid}] }}\n");
    assert_eq!(
        changes(&new, &format!("{old}  - {{ to: 10.0.65.0/24, everyone: true }}\n")),
        format!("10.0.66.0/24: +  - group:{sid}\n")
    );
}

#[test]
fn a_route_less_takes_from_all_who_had_it() {
    let old = gallery("multi-group");
    let new = edit(&old, &[("    - { to: 172.20.0.0/16, description: On-premises }\n", "")]);
    assert_eq!(changes(&old, &new), "172.20.0.0/16: +  - group:VPN-Operations, user:jiro.suzuki\n");
}

proptest! {
    #![proptest_config(unsaved())]

    #[test]
    fn a_difference_is_what_each_of_the_two_says(old in blueprints(), new in blueprints()) {
        let (before, after) = (Reach::of(&old), Reach::of(&new));
        let changes = difference(&before, &after);
        let people: BTreeSet<&Person> = before.people().iter().chain(after.people()).collect();
        for address in addresses(&old).into_iter().chain(addresses(&new)) {
            let here: Vec<_> = changes.iter().filter(|change| change.range.contains(address)).collect();
            prop_assert!(here.len() <= 1);
            for person in &people {
                let had = before.person(person.who).is_some() && reaches(&old, &person.groups, address);
                let has = after.person(person.who).is_some() && reaches(&new, &person.groups, address);
                let gained = here.iter().any(|change| change.gained.contains(&person.who));
                let lost = here.iter().any(|change| change.lost.contains(&person.who));
                prop_assert_eq!((gained, lost), (!had && has, had && !has), "{:?} at {}", person, address);
            }
        }
        prop_assert!(changes.windows(2).all(|two| two[0].range.last() < two[1].range.first()));
    }
}
