//! Output whose blueprint is gone.

use crate::support::place::{Place, Run};
use std::fs;
use std::os::unix::fs::symlink;

const NOTE: &str = "note: out/old-vpn is of no blueprint here; once its VPN is taken down, and if it is of none elsewhere, \
                    remove it\n";

/// The outputs of two blueprints, of which one is gone.
fn place() -> Place {
    let place = Place::small();
    place.small_as("old-vpn");
    assert_eq!(place.run(&["synth"]).code, Some(0));
    fs::remove_file(place.path("old-vpn.yaml")).expect("removed");
    place
}

fn noted(run: &Run) -> bool {
    run.stderr.contains("old-vpn") || run.stdout.contains("old-vpn")
}

#[test]
fn a_word_is_said_about_it_and_it_stays() {
    let place = place();
    let before = place.tree("out");
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "out/corp-vpn\n"));
    assert_eq!(run.stderr, format!("vpn.yaml: out/corp-vpn is up to date\n{NOTE}"));
    let run = place.run(&["synth", "--check", "."]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert!(run.stderr.ends_with(NOTE), "{run:?}");
    assert_eq!(place.tree("out"), before);
}

#[test]
fn machines_are_told_too() {
    let place = place();
    let run = place.run(&["synth", "--format", "json"]);
    assert_eq!(run.json()["left_over"], serde_json::json!(["out/old-vpn"]));
    fs::remove_dir_all(place.path("out/old-vpn")).expect("removed");
    assert!(place.run(&["synth", "--format", "json"]).json().get("left_over").is_none());
}

#[test]
fn nothing_is_said_where_nobody_can_know() {
    let place = place();
    assert!(!noted(&place.run(&["synth", "vpn.yaml"])), "files are named, which may be some of many");
    place.write("other.yaml", "version: 1\nname: [\naccount: 1\nregion: x\n");
    assert!(!noted(&place.run(&["synth"])), "a blueprint whose name cannot be read may be its own");
}

#[test]
fn nothing_is_said_of_what_is_no_output_of_a_blueprint() {
    let place = place();
    let manifest = place.read("out/old-vpn/manifest.json");
    let others = [
        manifest.replace("\"cvpn\"", "\"another\""),
        manifest.replace("\"old-vpn\"", "\"another\""),
        manifest.replace("terraform/access.tf", "cloudformation/stackset.template.json"),
        "<<<<<<<".to_owned(),
    ];
    for other in others {
        place.write("out/old-vpn/manifest.json", other);
        assert!(!noted(&place.run(&["synth"])));
    }
    place.write("out/old-vpn/manifest.json", manifest);
    assert!(noted(&place.run(&["synth"])), "it was the manifest");
    fs::rename(place.path("out/old-vpn"), place.path("moved")).expect("renamed");
    symlink(place.path("moved"), place.path("out/old-vpn")).expect("a link");
    assert!(!noted(&place.run(&["synth"])), "a link");
}
