//! `cvpn check`.

use crate::support::place::Place;
use crate::support::snapshot;

#[test]
fn a_blueprint_without_faults_is_fine() {
    let place = Place::small();
    let run = place.run(&["check", "vpn.yaml"]);
    assert_eq!(run.shown(), "exit status: 0\n----- stdout -----\n----- stderr -----\nvpn.yaml: no faults\n");
    assert!(!place.path("out").exists());
}

#[test]
fn faults_go_to_standard_error_and_nothing_is_written() {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    let run = place.run(&["check"]);
    assert!(!place.path("out").exists());
    snapshot!("cli-check-faults", run.shown());
}

#[test]
fn machines_get_the_faults_with_their_places() {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    let run = place.run(&["check", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let json = run.json();
    let blueprint = &json["blueprints"][0];
    assert_eq!(blueprint["status"], "faulty");
    let fault = &blueprint["faults"][0];
    assert_eq!(fault["code"], "client-cidr-size");
    assert_eq!(fault["place"]["path"], "endpoint.client_cidr");
    assert_eq!(fault["place"]["file"], "vpn.yaml");
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_faults_of_the_others() {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    let run = place.run(&["check", "missing.yaml", "vpn.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: cannot read missing.yaml: there is no such file\n"), "{run:?}");
    assert!(run.stderr.contains("error[client-cidr-size]"), "{run:?}");
    assert!(run.stderr.ends_with("2 blueprints: 1 faulty, 1 failed\n"), "{run:?}");
    let json = place.run(&["check", "missing.yaml", "--format", "json"]).json();
    assert_eq!(json["blueprints"][0]["status"], "failed");
    assert_eq!(json["blueprints"][0]["error"]["message"], "cannot read missing.yaml: there is no such file");
}
