//! The look-up of the report: its data say of every address and everybody what the decision says.

use super::page::{data, report};
use crate::access::naive::{addresses, after, blueprints, reaches};
use crate::support::case::{gallery_texts, json};
use crate::support::{edit, generate, small};
use cvpn_blueprint::Document;
use cvpn_blueprint::access::{Range, Reach, Who};
use cvpn_blueprint::model::Blueprint;
use proptest::prelude::*;
use serde_json::Value;
use std::net::IpAddr;

fn address(value: &Value) -> IpAddr {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{value} is an address"))
}

fn numbers(value: &Value) -> Vec<usize> {
    let numbers = value.as_array().expect("a list").iter();
    numbers.map(|number| number.as_u64().expect("a number") as usize).collect()
}

/// Lines of the blueprint itself.
fn lines(value: &Value) -> Vec<usize> {
    let lines = value.as_array().expect("a list").iter();
    lines.filter(|line| line[0] == "").map(|line| line[1].as_u64().expect("a number") as usize).collect()
}

/// What is told of somebody at an address: whether they reach it, why, and the lines that it rests on.
fn told(data: &Value, who: Who, at: IpAddr) -> (bool, String, Vec<usize>) {
    let (kind, name) = match who {
        Who::Everyone => ("everyone", ""),
        Who::Group(name) => ("group", name.as_str()),
        Who::User(name) => ("user", name.as_str()),
    };
    let people = data["people"].as_array().expect("people");
    let number = people.iter().position(|one| one["kind"] == kind && one["name"] == name).expect("they are there");
    let inside = |part: &&Value| {
        let (first, last) = (address(&part["first"]), address(&part["last"]));
        first.is_ipv4() == at.is_ipv4() && (first..=last).contains(&at)
    };
    let parts: Vec<&Value> = data["ranges"].as_array().expect("ranges").iter().filter(inside).collect();
    assert_eq!(parts.len(), 1, "{at} is in one range");
    let answers = parts[0]["answers"].as_array().expect("answers").iter();
    let answers: Vec<&Value> = answers.filter(|answer| numbers(&answer["who"]).contains(&number)).collect();
    assert_eq!(answers.len(), 1, "{who} has one answer at {at}");
    let reason = &data["texts"][answers[0]["reason"].as_u64().expect("a number") as usize];
    let reason = reason.as_str().expect("a text").to_owned();
    (answers[0]["allowed"] == true, reason, lines(&answers[0]["lines"]))
}

/// Compares the look-up of a blueprint with its decisions, at all addresses at which something may change.
fn compare(text: &str, blueprint: &Blueprint) {
    let data = data(&report(text));
    let document = Document::parse("vpn.yaml", text).document;
    let reach = Reach::of(blueprint);
    let people = reach.people().iter().filter(|person| !matches!(person.who, Who::User(_)) || person.groups.is_empty());
    let people: Vec<_> = people.collect();
    assert_eq!(data["people"].as_array().expect("people").len(), people.len());
    for at in addresses(blueprint) {
        for person in &people {
            let decision = reach.decide(person, at);
            let (allowed, reason, lines) = told(&data, person.who, at);
            assert_eq!(allowed, decision.allowed(), "{person:?} at {at}: {reason}");
            assert_eq!(reason, reach.reason_for_them(decision), "{person:?} at {at}");
            for place in reach.grounds(decision) {
                assert!(lines.contains(&document.position(document.locate(&place).start).0), "{place:?} in {lines:?}");
            }
        }
    }
}

#[test]
fn the_gallery_is_looked_up_as_it_is_decided() {
    for (_, text) in gallery_texts() {
        let blueprint = Document::parse("vpn.yaml", &text).blueprint.expect("a blueprint");
        compare(&text, &blueprint);
    }
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn a_blueprint_is_looked_up_as_it_is_decided(blueprint in blueprints()) {
        let text = json(&blueprint);
        compare(&text, &blueprint);
        // And as the definition says.
        let data = data(&report(&text));
        let reach = Reach::of(&blueprint);
        for person in reach.people() {
            for at in addresses(&blueprint) {
                prop_assert_eq!(told(&data, person.who, at).0, reaches(&blueprint, &person.groups, at));
            }
        }
        // Every address stands in a range, and no two neighbours say the same.
        let ranges = data["ranges"].as_array().expect("ranges");
        let ends = |value: &Value| (address(&value["first"]), address(&value["last"]));
        let firsts: Vec<IpAddr> = ranges.iter().map(|range| ends(range).0).collect();
        prop_assert!(Range::ALL.iter().all(|all| firsts.contains(&all.first())));
        for two in ranges.windows(2) {
            let next = after(ends(&two[0]).1);
            prop_assert!(next.is_none_or(|next| next == ends(&two[1]).0), "{} {}", two[0], two[1]);
        }
    }
}

#[test]
fn a_user_without_a_group_is_looked_up_by_name() {
    let user = "  users:\n    hanako: { given_name: A, family_name: B, email: hanako@example.com }\n  groups:\n";
    let text = small(&[("  groups:\n", user)]);
    let data = data(&report(&text));
    assert_eq!(
        data["people"],
        serde_json::json!([
            { "kind": "group", "name": "Staff" },
            { "kind": "user", "name": "hanako" },
            { "kind": "everyone", "name": "" },
        ])
    );
    let user = edit(&text, &[("description: People who may connect }", "members: [hanako] }")]);
    assert_eq!(self::data(&report(&user))["people"].as_array().map(Vec::len), Some(2), "by their group");
}

#[test]
fn who_gets_in_stands_before_who_does_not() {
    let data = data(&report(&small(&[])));
    for range in data["ranges"].as_array().expect("ranges") {
        let answers: Vec<bool> =
            range["answers"].as_array().expect("answers").iter().map(|answer| answer["allowed"] == true).collect();
        assert!(answers.windows(2).all(|two| two[0] >= two[1]), "{range}");
    }
    let at = "10.0.1.9".parse().expect("an address");
    let staff = "Staff".parse().expect("a name");
    let (allowed, reason, lines) = told(&data, Who::Group(&staff), at);
    assert_eq!(
        (allowed, reason.as_str()),
        (true, "the rule for 10.0.1.0/24 lets them in, and the VPC's own route to 10.0.0.0/16 leads there")
    );
    assert_eq!(lines, [21, 27]);
    assert_eq!(told(&data, Who::Everyone, at).1, "the rule for 10.0.1.0/24 decides, and lets in only `Staff`");
}
