//! `cvpn synth --check`.

use crate::support::place::Place;
use crate::support::snapshot;
use std::fs;

#[test]
fn the_output_of_the_gallery_is_up_to_date() {
    let place = Place::empty();
    let mut command = place.command(&["synth", "--check", "blueprints/gallery", "--format", "json"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("it runs");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let blueprints = json["blueprints"].as_array().expect("a list");
    assert_eq!(blueprints.len(), cvpn_blueprint::gallery::ALL.len());
    for blueprint in blueprints {
        let (file, status) = (&blueprint["file"], &blueprint["status"]);
        assert!(status != "stale" && status != "failed", "{file} is {status}; run `cvpn synth blueprints/gallery`");
    }
}

#[test]
fn output_that_is_up_to_date_is_fine() {
    let place = Place::small();
    place.run(&["synth"]);
    let run = place.run(&["synth", "--check"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(run.stderr, "vpn.yaml: out/corp-vpn is up to date\n");
}

#[test]
fn stale_output_fails_with_a_diff_and_stays_as_it_is() {
    let place = Place::small();
    place.run(&["synth"]);
    place.edit("out/corp-vpn/terraform/access.tf", "\"Application subnet\"", "\"Another subnet\"");
    let before = place.tree(".");
    let run = place.run(&["synth", "--check"]);
    assert_eq!(place.tree("."), before);
    assert_eq!(run.code, Some(1));
    snapshot!("cli-check-stale", run.shown());
}

#[test]
fn a_missing_file_is_stale() {
    let place = Place::small();
    place.run(&["synth"]);
    fs::remove_file(place.path("out/corp-vpn/terraform/versions.tf")).expect("removed");
    let run = place.run(&["synth", "--check"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.starts_with("--- /dev/null\n+++ b/out/corp-vpn/terraform/versions.tf\n"), "{run:?}");
    assert!(run.stderr.contains("stale (1 missing)"), "{run:?}");
}

#[test]
fn a_superfluous_file_is_stale() {
    let place = Place::small();
    place.run(&["synth"]);
    let run = place.run(&["synth", "--check", "--target", "cloudformation"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("--- a/out/corp-vpn/terraform/access.tf\n+++ /dev/null\n"), "{run:?}");
    assert!(run.stderr.contains("superfluous"), "{run:?}");
}

#[test]
fn output_that_was_never_written_is_stale_and_nothing_is_made() {
    let place = Place::small();
    let run = place.run(&["synth", "--check"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("+++ b/out/corp-vpn/manifest.json"), "{run:?}");
    assert!(!place.path("out").exists());
}

#[test]
fn files_of_others_are_not_stale() {
    let place = Place::small();
    place.run(&["synth"]);
    place.write("out/corp-vpn/terraform/terraform.tfstate", "{}");
    place.write("out/corp-vpn/terraform/main.tf", "# mine\n");
    assert_eq!(place.run(&["synth", "--check"]).code, Some(0));
}

#[test]
fn the_diff_brings_the_output_up_to_date() {
    let place = Place::small();
    place.run(&["synth"]);
    let expected = place.tree("out");
    place.edit("out/corp-vpn/terraform/access.tf", "\"Application subnet\"", "\"Another subnet\"");
    fs::remove_file(place.path("out/corp-vpn/terraform/versions.tf")).expect("removed");
    let diff = place.run(&["synth", "--check"]).stdout;
    place.write("stale.patch", diff);
    let git = std::process::Command::new("git")
        .args(["apply", "--unsafe-paths", "stale.patch"])
        .current_dir(place.path("."))
        .env("GIT_CEILING_DIRECTORIES", place.path("."))
        .output();
    // Where there is no git, there is nothing to show.
    if let Ok(output) = git {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(place.tree("out"), expected);
    }
}

#[test]
fn machines_learn_which_files_are_stale() {
    let place = Place::small();
    place.run(&["synth"]);
    fs::remove_file(place.path("out/corp-vpn/terraform/versions.tf")).expect("removed");
    place.edit("out/corp-vpn/terraform/access.tf", "\"Application subnet\"", "\"Another subnet\"");
    let run = place.run(&["synth", "--check", "--format", "json"]);
    assert_eq!(run.code, Some(1));
    let json = run.json();
    let blueprint = &json["blueprints"][0];
    assert_eq!((&blueprint["status"], &blueprint["out"]), (&"stale".into(), &"out/corp-vpn".into()));
    let files = blueprint["artifacts"].as_array().expect("a list").iter();
    let stale: Vec<(&serde_json::Value, &serde_json::Value)> =
        files.map(|file| (&file["path"], &file["status"])).filter(|(_, status)| *status != "unchanged").collect();
    let word = |text: &str| serde_json::Value::from(text);
    assert_eq!(
        stale,
        [(&word("terraform/access.tf"), &word("stale")), (&word("terraform/versions.tf"), &word("missing"))]
    );
}
