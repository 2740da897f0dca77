//! `cvpn runbook`.

use crate::support::place::Place;

#[test]
fn the_runbook_goes_to_standard_output() {
    let place = Place::small();
    let run = place.run(&["runbook", "vpn.yaml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.contains("corp-vpn"), "{run:?}");
    assert!(!place.path("out").exists());
}

#[test]
fn it_speaks_japanese() {
    let place = Place::small();
    let run = place.run(&["runbook", "vpn.yaml", "--lang", "ja"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains('の') || run.stdout.contains('手'), "{run:?}");
}

#[test]
fn it_needs_no_metadata() {
    let place = Place::empty();
    place.run(&["init", "fresh"]);
    let run = place.run(&["runbook", "fresh.yaml"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("fresh"), "{run:?}");
    assert!(!run.stderr.contains("saml-metadata-missing"), "{run:?}");
}

#[test]
fn with_other_errors_there_is_none() {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    let run = place.run(&["runbook", "vpn.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("error[client-cidr-size]"), "{run:?}");
}

#[test]
fn machines_get_it_in_a_document() {
    let place = Place::small();
    let text = place.run(&["runbook", "vpn.yaml"]).stdout;
    let run = place.run(&["runbook", "vpn.yaml", "--format", "json"]);
    assert_eq!(run.json()["runbook"], text);
    assert_eq!(run.json()["name"], "corp-vpn");
}
