//! `cvpn synth`.

use crate::support::place::Place;
use crate::support::snapshot;
use cvpn_blueprint::Document;
use std::fs;

#[test]
fn a_blueprint_becomes_its_folder() {
    let place = Place::small();
    let run = place.run(&["synth", "vpn.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "out/corp-vpn\n"), "{run:?}");
    let files = place.tree("out/corp-vpn");
    assert!(files.contains_key("cloudformation/vpn.template.json"), "{files:?}");
    assert!(files.contains_key("terraform/endpoint.tf"), "{files:?}");
    assert_eq!(run.stderr, format!("vpn.yaml: wrote {} files to out/corp-vpn\n", files.len()));
}

#[test]
fn the_manifest_names_every_file_with_its_digest_and_neither_time_nor_place() {
    let place = Place::small();
    place.run(&["synth"]);
    let manifest: serde_json::Value = serde_json::from_str(&place.read("out/corp-vpn/manifest.json")).expect("JSON");
    let mut files = place.tree("out/corp-vpn");
    files.remove("manifest.json");
    let listed: Vec<(&str, &str)> = manifest["files"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|file| (file["path"].as_str().expect("a path"), file["sha256"].as_str().expect("a digest")))
        .collect();
    let digests: Vec<String> = files.values().map(|text| cvpn_compiler::artifact::digest(text)).collect();
    let expected: Vec<(&str, &str)> =
        files.keys().map(String::as_str).zip(digests.iter().map(String::as_str)).collect();
    assert_eq!(listed, expected);
    assert_eq!(manifest["blueprint"]["name"], "corp-vpn");
    assert_eq!(manifest["tool"], serde_json::json!({ "name": "cvpn", "version": env!("CARGO_PKG_VERSION") }));
    let keys: Vec<&String> = manifest.as_object().expect("a mapping").keys().collect();
    assert_eq!(keys, ["tool", "blueprint", "files"]);
}

#[test]
fn only_what_a_blueprint_says_makes_its_output_stale() {
    let place = Place::small();
    place.run(&["synth"]);
    let text = place.read("vpn.yaml");
    place.write("vpn.yaml", format!("# Reviewed in autumn\n{text}"));
    assert_eq!(place.run(&["synth", "--check", "vpn.yaml"]).code, Some(0), "a comment");
    let blueprint = Document::parse("vpn.yaml", text).blueprint.expect("a blueprint");
    place.write("vpn.yaml", serde_json::to_string(&blueprint).expect("JSON"));
    let run = place.run(&["synth", "--check", "vpn.yaml"]);
    assert_eq!(run.code, Some(0), "another notation: {run:?}");
    place.edit("vpn.yaml", "Application subnet", "Subnet of applications");
    assert_eq!(place.run(&["synth", "--check", "vpn.yaml"]).code, Some(1), "another description");
}

#[test]
fn output_that_is_up_to_date_is_not_written() {
    let place = Place::small();
    place.run(&["synth"]);
    let times = |place: &Place| -> Vec<_> {
        let tree = place.tree("out/corp-vpn");
        let time = |path: &String| fs::metadata(place.path("out/corp-vpn").join(path)).expect("a file").modified();
        let folder = fs::metadata(place.path("out")).expect("a folder").modified();
        tree.keys().map(time).chain([folder]).map(|time| time.expect("a time")).collect()
    };
    let before = times(&place);
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stdout, "out/corp-vpn\n");
    assert_eq!(run.stderr, "vpn.yaml: out/corp-vpn is up to date\n");
    assert_eq!(times(&place), before);
}

#[test]
fn without_a_file_the_blueprints_of_the_folder_are_meant() {
    let place = Place::small();
    place.small_as("other-vpn");
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "out/other-vpn\nout/corp-vpn\n"), "{run:?}");
    assert!(run.stderr.ends_with("2 blueprints: 2 written\n"), "{run:?}");
}

#[test]
fn a_target_alone_takes_the_files_of_the_other_away() {
    let place = Place::small();
    place.run(&["synth"]);
    let run = place.run(&["synth", "--target", "cloudformation"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let files = place.tree("out/corp-vpn");
    assert!(files.keys().any(|path| path.starts_with("cloudformation/")), "{files:?}");
    assert!(!files.keys().any(|path| path.starts_with("terraform/")), "{files:?}");
    assert!(!place.path("out/corp-vpn/terraform").exists());
    assert!(run.stderr.contains("removed"), "{run:?}");
}

#[test]
fn the_output_goes_where_it_is_told() {
    let place = Place::small();
    let run = place.run(&["synth", "--out", "build/vpn"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "build/vpn/corp-vpn\n"), "{run:?}");
    assert!(place.path("build/vpn/corp-vpn/manifest.json").exists());
    assert!(!place.path("out").exists());
}

#[test]
fn the_same_blueprint_gives_the_same_bytes_from_another_folder() {
    let (one, other) = (Place::small(), Place::empty());
    one.run(&["synth"]);
    let file = one.path("vpn.yaml");
    let run = other.run(&["synth", file.to_str().expect("UTF-8")]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(one.tree("out"), other.tree("out"));
}

#[test]
fn a_blueprint_with_errors_leaves_its_old_output_and_the_others_are_written() {
    let place = Place::small();
    place.small_as("other-vpn");
    place.run(&["synth", "vpn.yaml"]);
    let before = place.tree("out/corp-vpn");
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "out/other-vpn\n"), "{run:?}");
    assert_eq!(place.tree("out/corp-vpn"), before);
    assert!(run.stderr.contains("error[client-cidr-size]"), "{run:?}");
    assert!(run.stderr.contains("vpn.yaml: 1 error; nothing is written\n"), "{run:?}");
    assert!(run.stderr.ends_with("2 blueprints: 1 written, 1 faulty\n"), "{run:?}");
}

#[test]
fn two_blueprints_with_one_name_are_refused_and_the_others_are_written() {
    let place = Place::small();
    place.small_as("other-vpn");
    place.write("twin.yaml", place.read("vpn.yaml"));
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), "out/other-vpn\n"), "{run:?}");
    assert!(!place.path("out/corp-vpn").exists());
    let message = "error: vpn.yaml has the name `corp-vpn`, as twin.yaml has, and both go to out/corp-vpn\nhelp: ";
    assert!(run.stderr.contains(message), "{run:?}");
}

#[test]
fn a_file_that_is_named_twice_counts_once() {
    let place = Place::small();
    let run = place.run(&["synth", "vpn.yaml", "./vpn.yaml", "."]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "out/corp-vpn\n"), "{run:?}");
}

#[test]
fn machines_get_one_document_with_everything() {
    let place = Place::small();
    place.small_as("other-vpn");
    place.edit("other-vpn.yaml", "client_cidr: 192.168.0.0/22", "client_cdir: 192.168.0.0/22");
    let run = place.run(&["synth", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""), "{run:?}");
    let mut json = run.json();
    for blueprint in json["blueprints"].as_array_mut().expect("a list") {
        for artifact in blueprint["artifacts"].as_array_mut().expect("a list") {
            let text = place.read(&format!("out/corp-vpn/{}", artifact["path"].as_str().expect("a path")));
            assert_eq!(artifact["sha256"], cvpn_compiler::artifact::digest(&text), "{artifact}");
            artifact["sha256"] = "…".into();
        }
    }
    let artifacts = json["blueprints"][1]["artifacts"].as_array_mut().expect("a list");
    assert_eq!(artifacts.len(), place.tree("out/corp-vpn").len());
    artifacts.retain(|artifact| artifact["path"] == "terraform/endpoint.tf");
    let allowed = &mut json["blueprints"][0]["faults"][0]["allowed"];
    assert!(allowed.is_string());
    *allowed = "…".into();
    snapshot!("cli-synth-json", format!("{json:#}"));
}

#[test]
fn more_than_fifty_faults_are_counted() {
    let place = Place::small();
    let keys: String = (0..60).map(|number| format!("nonsense_{number}: 1\n")).collect();
    place.write("vpn.yaml", keys + &place.read("vpn.yaml"));
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr.matches("error[unknown-key]").count(), 50);
    assert!(run.stderr.contains("… and 10 more in vpn.yaml; `--format json` has them all\n"), "{}", run.stderr);
    assert!(run.stderr.ends_with("vpn.yaml: 60 errors; nothing is written\n"), "{}", run.stderr);
    let json = place.run(&["synth", "--format", "json"]).json();
    assert_eq!(json["blueprints"][0]["faults"].as_array().map(Vec::len), Some(60));
}

#[test]
fn the_date_can_be_given_and_must_be_one() {
    let place = Place::small();
    let output = place.command(&["synth"]).env("SOURCE_DATE_EPOCH", "yesterday").output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.starts_with("error: SOURCE_DATE_EPOCH is \"yesterday\"\nhelp: "), "{stderr}");
}

#[test]
fn a_change_that_replaces_the_endpoint_is_told_while_it_is_written() {
    let place = Place::small();
    place.run(&["synth"]);
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/21");
    for arguments in [&["synth", "--check"][..], &["synth"]] {
        let run = place.run(arguments);
        assert!(run.stderr.contains("warning[endpoint-replaced]"), "{run:?}");
    }
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "vpn.yaml: out/corp-vpn is up to date\n"));
}
