//! Manifests and links that want out of `out/<name>/`.

use crate::support::place::{Place, Run};
use cvpn_compiler::artifact::digest;
use serde_json::json;
use std::fs;
use std::os::unix::fs::symlink;

/// Adds a file to the manifest of the small blueprint.
fn list(place: &Place, path: &str, text: &str) {
    let manifest = "out/corp-vpn/manifest.json";
    let mut json: serde_json::Value = serde_json::from_str(&place.read(manifest)).expect("JSON");
    json["files"].as_array_mut().expect("a list").push(json!({ "path": path, "sha256": digest(text) }));
    place.write(manifest, json.to_string());
}

fn synthesized() -> Place {
    let place = Place::small();
    place.run(&["synth"]);
    place.write("precious", "precious");
    place
}

fn refused(run: &Run, place: &Place) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert_eq!(place.read("precious"), "precious");
}

#[test]
fn a_manifest_that_names_files_outside_is_refused() {
    let place = Place::empty();
    let absolute = place.path("precious");
    let absolute = absolute.to_str().expect("UTF-8");
    for path in ["../../precious", "terraform/../../../precious", "/etc/passwd", absolute, "", ".", "a//b", "a\\..\\b"]
    {
        let place = synthesized();
        list(&place, path, "precious");
        let before = place.tree(".");
        let run = place.run(&["synth"]);
        refused(&run, &place);
        assert!(run.stderr.contains("which is not a file below its folder"), "{path}: {run:?}");
        assert_eq!(place.tree("."), before);
    }
}

#[test]
fn a_manifest_is_no_way_to_delete_what_cvpn_did_not_write() {
    let place = synthesized();
    list(&place, "terraform/terraform.tfstate", "other bytes");
    place.write("out/corp-vpn/terraform/terraform.tfstate", "state");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(place.read("out/corp-vpn/terraform/terraform.tfstate"), "state");
}

#[test]
fn a_manifest_does_not_reach_through_links() {
    let place = synthesized();
    symlink(place.path("."), place.path("out/corp-vpn/away")).expect("a link");
    list(&place, "away/precious", "precious");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(place.read("precious"), "precious");
}

#[test]
fn a_damaged_manifest_is_refused_with_the_way_out() {
    let place = synthesized();
    place.write("out/corp-vpn/manifest.json", "<<<<<<< HEAD\n{}\n");
    let run = place.run(&["synth"]);
    refused(&run, &place);
    assert!(run.stderr.starts_with("error: out/corp-vpn/manifest.json is damaged: "), "{run:?}");
    assert!(run.stderr.contains("help: take it back from version control"), "{run:?}");
}

#[test]
fn a_folder_that_is_a_link_is_not_written_through() {
    let place = synthesized();
    fs::rename(place.path("out/corp-vpn"), place.path("elsewhere")).expect("renamed");
    symlink(place.path("elsewhere"), place.path("out/corp-vpn")).expect("a link");
    place.edit("vpn.yaml", "10.0.1.0/24", "10.0.2.0/24");
    let before = place.tree("elsewhere");
    let run = place.run(&["synth"]);
    refused(&run, &place);
    assert!(run.stderr.starts_with("error: out/corp-vpn is a symbolic link\n"), "{run:?}");
    assert_eq!(place.tree("elsewhere"), before);
    assert_eq!(place.run(&["synth", "--check"]).code, Some(2));
}

#[test]
fn a_file_or_folder_within_that_is_a_link_is_not_written_through() {
    for (path, target) in [("terraform/access.tf", "precious"), ("manifest.json", "precious"), ("terraform", "tf")] {
        let place = synthesized();
        let there = place.path("out/corp-vpn").join(path);
        fs::rename(&there, place.path("moved")).expect("renamed");
        fs::create_dir(place.path("tf")).expect("a folder");
        symlink(place.path(target), &there).expect("a link");
        place.edit("vpn.yaml", "10.0.1.0/24", "10.0.2.0/24");
        let run = place.run(&["synth"]);
        refused(&run, &place);
        let message = if path == "manifest.json" { "it is not a regular file" } else { "is a symbolic link" };
        assert!(run.stderr.contains(path) && run.stderr.contains(message), "{run:?}");
        assert_eq!(place.tree("tf").len(), 0);
    }
}

#[test]
fn the_folder_in_which_output_is_built_cannot_be_a_way_out() {
    let place = synthesized();
    place.write("elsewhere/manifest.json", json!({ "files": [{ "path": "a", "sha256": digest("a") }] }).to_string());
    place.write("elsewhere/a", "a");
    let before = place.tree("elsewhere");
    fs::create_dir(place.path("out/.corp-vpn.cvpn")).expect("a folder");
    for inner in ["new", "old"] {
        symlink(place.path("elsewhere"), place.path("out/.corp-vpn.cvpn").join(inner)).expect("a link");
    }
    place.edit("vpn.yaml", "10.0.1.0/24", "10.0.2.0/24");
    refused(&place.run(&["synth"]), &place);
    assert_eq!(place.tree("elsewhere"), before);
    fs::remove_dir_all(place.path("out/.corp-vpn.cvpn")).expect("removed");
    symlink(place.path("elsewhere"), place.path("out/.corp-vpn.cvpn")).expect("a link");
    refused(&place.run(&["synth"]), &place);
    assert_eq!(place.tree("elsewhere"), before);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_told_and_stays() {
    let place = Place::small();
    place.write("out", "mine");
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("error: cannot make out: "), "{run:?}");
    assert_eq!(place.read("out"), "mine");

    let place = Place::small();
    place.write("out/corp-vpn", "mine");
    let run = place.run(&["synth"]);
    assert!(run.stderr.starts_with("error: out/corp-vpn is not a folder\n"), "{run:?}");
    assert_eq!(place.read("out/corp-vpn"), "mine");

    let place = Place::small();
    place.write("out/corp-vpn/terraform", "mine");
    let run = place.run(&["synth"]);
    assert!(run.stderr.starts_with("error: out/corp-vpn/terraform is not a folder\n"), "{run:?}");
    assert_eq!(place.tree("out").into_iter().collect::<Vec<_>>(), [("corp-vpn/terraform".into(), "mine".into())]);
}
