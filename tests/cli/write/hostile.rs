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

/// The message about something in `out/corp-vpn/` that is no file of ours.
fn odd(path: &str, what: &str) -> String {
    format!(
        "error: out/corp-vpn/{path} {what}\nhelp: cvpn follows no link out of its output and replaces nothing that it did \
         not write; move it away\n"
    )
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
        assert_eq!(run.stderr, odd(path, "is a symbolic link"));
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

#[test]
fn what_is_no_file_of_ours_is_told_and_stays_and_nobody_waits_for_it() {
    for path in ["terraform/access.tf", "manifest.json"] {
        let there = |place: &Place| place.path("out/corp-vpn").join(path);
        type Put<'p> = &'p dyn Fn(&Place);
        let all: [(&str, Put); 4] = [
            ("is a symbolic link", &|place| symlink("nowhere", there(place)).expect("a link")),
            ("is not a regular file", &|place| place.pipe(&format!("out/corp-vpn/{path}"))),
            ("is not a regular file", &|place| fs::create_dir(there(place)).expect("a folder")),
            ("is larger than anything that cvpn writes", &|place| {
                let file = fs::File::create(there(place)).expect("a file");
                file.set_len(1 << 40).expect("a file with a hole");
            }),
        ];
        for (what, put) in all {
            let place = synthesized();
            fs::remove_file(there(&place)).expect("removed");
            put(&place);
            let before = fs::symlink_metadata(there(&place)).expect("it is there");
            for arguments in [&["synth"][..], &["synth", "--check"]] {
                let run = place.run(arguments);
                refused(&run, &place);
                assert_eq!(run.stderr, odd(path, what));
            }
            let after = fs::symlink_metadata(there(&place)).expect("it is there");
            assert_eq!((after.file_type(), after.len()), (before.file_type(), before.len()));
        }
    }
}

#[test]
fn a_manifest_that_cannot_be_told_apart_in_the_folder_of_the_work_keeps_what_is_beside_it() {
    let place = synthesized();
    fs::create_dir(place.path("out/.corp-vpn.cvpn")).expect("a folder");
    fs::rename(place.path("out/corp-vpn"), place.path("out/.corp-vpn.cvpn/new")).expect("renamed");
    let manifest = place.path("out/.corp-vpn.cvpn/new/manifest.json");
    let text = fs::read(&manifest).expect("a manifest");
    fs::OpenOptions::new().write(true).open(&manifest).and_then(|file| file.set_len(1 << 40)).expect("a hole");
    refused(&place.run(&["synth"]), &place);
    fs::write(&manifest, text).expect("written");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(fs::read_dir(place.path("out")).expect("out").count(), 1);
}

#[test]
fn the_folder_of_all_output_may_be_a_link_and_what_is_there_stays() {
    let place = Place::small();
    place.write("elsewhere/notes", "mine");
    symlink("elsewhere", place.path("out")).expect("a link");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(place.read("elsewhere/notes"), "mine");
    assert!(place.path("elsewhere/corp-vpn/manifest.json").exists());
    assert_eq!(fs::read_dir(place.path("elsewhere")).expect("a folder").count(), 2);
}

#[test]
fn nobody_waits_for_a_pipe_in_the_place_of_the_folder_of_all_output() {
    let place = Place::small();
    place.pipe("out");
    for arguments in [&["synth"][..], &["synth", "--check"]] {
        let run = place.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains("out"), "{run:?}");
    }
}
