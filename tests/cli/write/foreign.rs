//! Files of others in `out/<name>/`.

use crate::support::place::Place;
use std::fs;
use std::os::unix::fs::MetadataExt;

const STATE: &str = "out/corp-vpn/terraform/terraform.tfstate";
const PROVIDER: &str = "out/corp-vpn/terraform/.terraform/providers/aws";
const NOTES: &str = "out/corp-vpn/notes.md";

/// The output of the small blueprint, in use.
fn in_use() -> Place {
    let place = Place::small();
    place.run(&["synth"]);
    place.write(STATE, "state");
    place.write(PROVIDER, "provider");
    place.write(NOTES, "notes");
    place
}

fn identity(place: &Place, path: &str) -> (u64, u64, i64) {
    let found = fs::metadata(place.path(path)).expect("it is there");
    (found.dev(), found.ino(), found.mtime_nsec())
}

#[test]
fn they_stay_the_files_that_they_are_and_so_do_their_folders() {
    let place = in_use();
    let watched = [STATE, PROVIDER, NOTES];
    let folders = ["out/corp-vpn", "out/corp-vpn/terraform"];
    let before = watched.map(|path| identity(&place, path));
    let folders_before = folders.map(|path| identity(&place, path).1);
    place.edit("vpn.yaml", "10.0.1.0/24", "10.0.2.0/24");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(watched.map(|path| identity(&place, path)), before);
    assert_eq!(folders.map(|path| identity(&place, path).1), folders_before);
    assert!(place.read("out/corp-vpn/terraform/access.tf").contains("10.0.2.0/24"));
    let run = place.run(&["synth", "--target", "cloudformation"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(watched.map(|path| identity(&place, path)), before);
    assert!(!place.path("out/corp-vpn/terraform/endpoint.tf").exists());
    assert!(fs::read_dir(place.path("out")).expect("out").count() == 1, "nothing is left beside it");
}

#[test]
fn one_that_stands_where_ours_should_is_not_lost() {
    let place = Place::small();
    place.write("out/corp-vpn/terraform/providers.tf", "# mine\n");
    let before = place.tree("out");
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_eq!(
        run.stderr,
        "error: cvpn did not write out/corp-vpn/terraform/providers.tf, and would overwrite it\nhelp: move it away; \
         names of your own, such as terraform/main.tf, are never touched\n"
    );
    assert_eq!(place.tree("out"), before);
}

#[test]
fn one_with_the_same_bytes_becomes_ours() {
    let place = in_use();
    fs::remove_file(place.path("out/corp-vpn/manifest.json")).expect("removed");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = place.run(&["synth", "--target", "cloudformation"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!place.path("out/corp-vpn/terraform/endpoint.tf").exists());
    assert_eq!(place.read(STATE), "state");
}

#[test]
fn one_of_ours_that_was_changed_by_hand_is_written_anew_with_a_note() {
    let place = in_use();
    place.edit("out/corp-vpn/terraform/access.tf", "\"Application subnet\"", "\"Another subnet\"");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0));
    let note = "note: out/corp-vpn/terraform/access.tf had been changed by hand, and was written anew\n";
    assert!(run.stderr.starts_with(note), "{run:?}");
    assert_eq!(place.run(&["synth", "--check"]).code, Some(0));
}

#[test]
fn one_of_ours_that_was_changed_by_hand_and_is_no_longer_produced_stays_with_a_note() {
    let place = in_use();
    place.edit("out/corp-vpn/terraform/access.tf", "\"Application subnet\"", "\"Another subnet\"");
    let changed = place.read("out/corp-vpn/terraform/access.tf");
    let run = place.run(&["synth", "--target", "cloudformation"]);
    assert_eq!(run.code, Some(0));
    let note = "note: out/corp-vpn/terraform/access.tf is no longer produced, but was changed by hand, so it stays\n";
    assert!(run.stderr.starts_with(note), "{run:?}");
    assert_eq!(place.read("out/corp-vpn/terraform/access.tf"), changed);
    assert!(!place.path("out/corp-vpn/terraform/endpoint.tf").exists());
}

#[test]
fn one_that_got_into_the_folder_that_is_taken_away_stays_there() {
    let place = Place::small();
    place.run(&["synth"]);
    // As a kill right after the exchange leaves it, with a file that came in between.
    fs::create_dir(place.path("out/.corp-vpn.cvpn")).expect("a folder");
    fs::rename(place.path("out/corp-vpn"), place.path("out/.corp-vpn.cvpn/new")).expect("renamed");
    place.write("out/.corp-vpn.cvpn/new/terraform/terraform.tfstate", "state");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: out/.corp-vpn.cvpn holds files that cvpn did not write\n"), "{run:?}");
    let left = place.tree("out/.corp-vpn.cvpn");
    assert_eq!(left.into_iter().collect::<Vec<_>>(), [("new/terraform/terraform.tfstate".into(), "state".into())]);
    fs::remove_dir_all(place.path("out/.corp-vpn.cvpn")).expect("removed");
    assert_eq!(place.run(&["synth"]).code, Some(0));
}
