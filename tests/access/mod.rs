//! Who reaches what: rules, routes, decisions, the partition of the address space and differences.

mod decide;
mod difference;
pub mod naive;
mod partition;
mod rules;

use cvpn_blueprint::Document;
use cvpn_blueprint::access::{Decision, Person, Reach, Who};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::types::GroupName;

/// The blueprint of a text.
fn blueprint(text: &str) -> Blueprint {
    let parsed = Document::parse("vpn.yaml", text);
    assert_eq!(parsed.faults, [], "{text}");
    parsed.blueprint.expect("a blueprint")
}

/// What is decided about a group or, after `user:`, a user, and why.
fn decide(blueprint: &Blueprint, who: &str, destination: &str) -> (Decision, String) {
    let reach = Reach::of(blueprint);
    let group: GroupName;
    let person = match who.strip_prefix("user:") {
        Some(name) => reach.person(Who::User(&name.parse().expect("a name"))).expect("a user").clone(),
        None if who == "everyone" => Person::everyone(),
        None => {
            group = who.parse().expect("a name");
            Person::group(blueprint, &group)
        }
    };
    let decision = reach.decide(&person, destination.parse().expect("an address"));
    let reason = reach.reason(&person, decision);
    (decision, reason)
}
