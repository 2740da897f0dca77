//! A file of defaults: what it gives to a blueprint, and where its faults are shown.

use crate::support::place::Place;
use crate::support::{SMALL, edit, snapshot};
use cvpn_blueprint::Document;
use cvpn_blueprint::model::Blueprint;

/// Reads a blueprint that extends `defaults.yaml` of the given text.
fn read(own: &str, defaults: &str) -> (Document, Option<Blueprint>, Vec<String>) {
    let parsed = Document::parse_with("vpn.yaml", own, &|file| {
        assert_eq!(file.as_str(), "defaults.yaml");
        Ok(defaults.to_owned())
    });
    let faults = parsed.faults.iter().map(|fault| format!("{}: {}", fault.code, fault.message)).collect();
    (parsed.document, parsed.blueprint, faults)
}

fn merged(own: &str, defaults: &str) -> Blueprint {
    let (_, blueprint, faults) = read(&format!("extends: defaults.yaml\n{own}"), defaults);
    assert!(faults.is_empty(), "{faults:?}");
    blueprint.expect("a blueprint")
}

/// The small blueprint in two parts.
fn parts() -> (String, String) {
    let own = "name: corp-vpn\nnetwork:\n";
    let (before, network) = SMALL.split_at(SMALL.find("network:\n").expect("the network"));
    let (network, access) = network.split_at(network.find("access:\n").expect("the rules"));
    let defaults = before.replace("name: corp-vpn\n", "") + access;
    (own.to_owned() + network.trim_start_matches("network:\n"), defaults)
}

#[test]
fn a_blueprint_and_its_defaults_say_together_what_one_file_says() {
    let (own, defaults) = parts();
    let whole = Document::parse("vpn.yaml", SMALL).blueprint.expect("a blueprint");
    let parts = merged(&own, &defaults);
    let said = |blueprint: &Blueprint| serde_json::to_value(blueprint.in_order()).expect("plain");
    assert_eq!(said(&parts), said(&whole));
}

#[test]
fn what_the_blueprint_says_counts() {
    let (own, defaults) = parts();
    let own = own + "endpoint: { client_cidr: 10.200.0.0/20, banner: Mine }\n";
    let blueprint =
        merged(&own, &edit(&defaults, &[("endpoint:\n", "endpoint:\n  banner: Theirs\n  split_tunnel: false\n")]));
    assert_eq!(blueprint.endpoint.client_cidr.map(|cidr| cidr.to_string()).as_deref(), Some("10.200.0.0/20"));
    assert_eq!(blueprint.endpoint.banner.map(|banner| banner.to_string()).as_deref(), Some("Mine"));
    assert!(!blueprint.endpoint.split_tunnel);
}

#[test]
fn lists_are_not_merged() {
    let (own, defaults) = parts();
    let blueprint = merged(&(own + "access: [{ to: 10.9.0.0/16, everyone: true }]\n"), &defaults);
    assert_eq!(blueprint.access.iter().map(|rule| rule.to.to_string()).collect::<Vec<_>>(), ["10.9.0.0/16"]);
}

#[test]
fn groups_are_added_to_those_of_the_defaults() {
    let (own, defaults) = parts();
    let blueprint = merged(&(own + "identity_center: { groups: { Guests: {} } }\n"), &defaults);
    let groups = &blueprint.identity_center.as_ref().expect("Identity Center").groups;
    assert_eq!(groups.keys().map(|name| name.as_str()).collect::<Vec<_>>(), ["Guests", "Staff"]);
}

#[test]
fn a_choice_replaces_the_choice_of_the_defaults() {
    let (own, defaults) = parts();
    let own = own + "endpoint: { server_certificate: { issued: { domain: vpn.example.com } } }\n";
    let certificate = merged(&own, &defaults).endpoint.server_certificate;
    assert!(matches!(certificate, cvpn_blueprint::model::ServerCertificate::Issued(_)), "{certificate:?}");
}

#[test]
fn a_key_with_nothing_after_it_takes_a_default_back() {
    let (own, defaults) = parts();
    let defaults = edit(&defaults, &[("endpoint:\n", "endpoint:\n  banner: Theirs\n")]);
    assert!(merged(&own, &defaults).endpoint.banner.is_some());
    assert!(merged(&(own + "endpoint: { banner: }\n"), &defaults).endpoint.banner.is_none());
}

/// A place with a blueprint that extends defaults.
fn place(own: &str, defaults: &str) -> Place {
    let place = Place::small();
    place.write("vpn.yaml", format!("extends: defaults.yaml\n{own}"));
    place.write("defaults.yaml", defaults);
    place
}

#[test]
fn faults_are_shown_in_the_file_in_which_they_are_mended() {
    let (own, defaults) = parts();
    let own = own.replace("availability_zone: ap-northeast-1c", "availability_zone: us-east-1c");
    let place = place(&own, &edit(&defaults, &[("192.168.0.0/22", "192.168.0.0/24\n  bannr: Hello")]));
    let run = place.run(&["check"]);
    assert_eq!(run.code, Some(1));
    snapshot!("defaults-faults", run.stderr);
}

#[test]
fn a_blueprint_with_defaults_is_written_and_the_defaults_are_none() {
    let (own, defaults) = parts();
    let place = place(&own, &defaults);
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "out/corp-vpn\n"), "{run:?}");
    let parts = place.tree("out");
    place.write("vpn.yaml", SMALL);
    assert_eq!(place.run(&["synth", "--check"]).code, Some(0));
    assert_eq!(place.tree("out"), parts);
}

#[test]
fn defaults_that_cannot_be_read_are_named() {
    let (own, _) = parts();
    let place = Place::small();
    place.write("vpn.yaml", format!("extends: team.defaults.yaml\n{own}"));
    let run = place.run(&["check"]);
    let fault = run.stderr.split("\n\n").find(|text| text.contains("defaults-unreadable"));
    snapshot!("defaults-unreadable", fault.expect("the fault"));
    place.write("vpn.yaml", format!("extends: ../elsewhere/defaults.yaml\n{own}"));
    assert!(place.run(&["check"]).stderr.contains("is not the name of a file of defaults"));
}

#[test]
fn defaults_have_no_defaults() {
    let (own, defaults) = parts();
    let place = place(&own, &format!("extends: more.defaults.yaml\n{defaults}"));
    let run = place.run(&["check"]);
    assert_eq!(run.code, Some(1));
    snapshot!("defaults-extend", run.stderr);
}

#[test]
fn syntax_of_defaults_is_shown_in_their_file() {
    let (own, _) = parts();
    let run = place(&own, "endpoint: [\n").run(&["check"]);
    assert!(run.stderr.contains("--> defaults.yaml:1:12"), "{}", run.stderr);
}

#[test]
fn defaults_are_a_mapping() {
    let (own, _) = parts();
    let run = place(&own, "split_tunnel false\n").run(&["check"]);
    let fault = run.stderr.split("\n\n").find(|text| text.contains("wrong-type"));
    snapshot!("defaults-no-mapping", fault.expect("the fault"));
    let run = place(&own, "- endpoint: { split_tunnel: false }\n").run(&["check"]);
    assert!(run.stderr.contains("a file of defaults is a mapping; found a list"), "{run:?}");
    let none = place(&own, "# Nothing yet\n").run(&["check"]);
    assert!(!none.stderr.contains("a file of defaults is a mapping"), "{none:?}");
}

#[test]
fn the_partial_schema_takes_both_parts() {
    let schema = jsonschema::validator_for(&cvpn_blueprint::partial_schema()).expect("the schema is one");
    let whole = jsonschema::validator_for(cvpn_blueprint::schema()).expect("the schema is one");
    let (own, defaults) = parts();
    for text in [format!("extends: defaults.yaml\n{own}"), defaults] {
        let part = crate::schema::json(&text);
        assert!(schema.is_valid(&part) && !whole.is_valid(&part));
    }
    assert!(!schema.is_valid(&serde_json::json!({ "extend": "defaults.yaml" })));
    assert!(!schema.is_valid(&serde_json::json!({ "extends": "base.yaml" })));
}
