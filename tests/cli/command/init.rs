//! `cvpn init`.

use crate::support::place::Place;
use crate::support::snapshot;
use cvpn_blueprint::Document;
use cvpn_blueprint::gallery;
use std::fs;

#[test]
fn a_blueprint_and_its_schema_are_written() {
    let place = Place::empty();
    let run = place.run(&["init", "corp-vpn"]);
    let files: Vec<String> = place.tree(".").into_keys().collect();
    assert_eq!(files, ["corp-vpn.yaml", "cvpn.schema.json"]);
    let schema: serde_json::Value = serde_json::from_str(&place.read("cvpn.schema.json")).expect("JSON");
    assert_eq!(&schema, cvpn_blueprint::schema());
    snapshot!("cli-init", run.shown());
}

#[test]
fn every_blueprint_of_the_gallery_can_be_started_from() {
    for entry in gallery::ALL {
        let place = Place::empty();
        let run = place.run(&["init", "my-own", "--from", entry.name]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let parsed = Document::parse("my-own.yaml", place.read("my-own.yaml"));
        assert_eq!(parsed.faults, [], "{}", entry.name);
        let blueprint = parsed.blueprint.expect("a blueprint");
        assert_eq!(blueprint.name.as_str(), "my-own");
        for file in blueprint.files() {
            assert!(place.path(file.as_str()).exists(), "{} names {file}", entry.name);
        }
        if let Some(center) = &blueprint.identity_center {
            let applications = [Some(&center.application), center.portal_application.as_ref()];
            for application in applications.into_iter().flatten() {
                assert_eq!((&application.arn, &application.metadata), (&None, &None), "{}", entry.name);
            }
        }
    }
}

#[test]
fn without_a_name_it_has_that_of_the_gallery() {
    let place = Place::empty();
    let run = place.run(&["init", "--from", "active-directory"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "active-directory.yaml\ncvpn.schema.json\n"), "{run:?}");
    assert_eq!(place.run(&["synth"]).code, Some(0));
}

#[test]
fn a_second_one_shares_the_schema() {
    let place = Place::empty();
    place.run(&["init", "one-vpn"]);
    let run = place.run(&["init", "other-vpn"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "other-vpn.yaml\n"), "{run:?}");
}

#[test]
fn nothing_is_overwritten_and_nothing_is_half_written() {
    for taken in ["corp-vpn.yaml", "cvpn.schema.json", "policies/zero-trust.cedar"] {
        let place = Place::empty();
        place.write(taken, "mine");
        let before = place.tree(".");
        let run = place.run(&["init", "corp-vpn", "--from", "zero-trust"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.stderr.starts_with(&format!("error: {taken} is there already; nothing was written\n")), "{run:?}");
        assert_eq!(place.tree("."), before);
    }
}

#[test]
fn a_link_in_its_place_is_not_followed() {
    let place = Place::empty();
    std::os::unix::fs::symlink("elsewhere", place.path("corp-vpn.yaml")).expect("a link");
    let run = place.run(&["init", "corp-vpn"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(!place.path("elsewhere").exists());
    assert!(!place.path("cvpn.schema.json").exists());
    fs::remove_file(place.path("corp-vpn.yaml")).expect("the link is still there");
}

#[test]
fn an_unknown_name_gets_the_one_that_was_meant() {
    let run = Place::empty().run(&["init", "--from", "quikstart"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("tip: a similar value exists: 'quickstart'"), "{run:?}");
    assert!(run.stderr.contains("zero-trust"), "{run:?}");
}

#[test]
fn a_name_that_cannot_be_one_is_refused() {
    let run = Place::empty().run(&["init", "Corp_VPN"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`Corp_VPN` cannot be the name of a blueprint"), "{run:?}");
}

#[test]
fn a_name_that_is_that_of_defaults_is_refused() {
    let place = Place::empty();
    let run = place.run(&["init", "defaults"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: defaults.yaml would be taken for a file of defaults"), "{run:?}");
    assert!(place.tree(".").is_empty());
}

#[test]
fn machines_learn_what_was_written_and_what_comes_next() {
    let json = Place::empty().run(&["init", "corp-vpn", "--format", "json"]).json();
    assert_eq!(json["written"], serde_json::json!(["corp-vpn.yaml", "cvpn.schema.json"]));
    assert_eq!(json["next"].as_array().map(Vec::len), Some(3));
}
