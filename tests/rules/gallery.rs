//! The ready-made blueprints: none has an error, and their warnings are known and wanted.

use crate::support::{faults, render};
use std::fs;

/// The gallery's files with the warnings that each of them shows.
const GALLERY: [(&str, &[&str]); 10] = [
    ("active-directory", &[]),
    ("dns-validated", &["cloudformation-users"]),
    ("dual-stack", &["cloudformation-users"]),
    ("full-tunnel", &["cloudformation-users"]),
    ("multi-group", &["cloudformation-users"]),
    ("mutual-and-sso", &["cloudformation-users"]),
    ("quickstart", &["cloudformation-users"]),
    ("split-accounts", &[]),
    ("transit-gateway", &["cloudformation-users"]),
    (
        "zero-trust",
        &["cloudformation-users", "terraform-unsupported", "terraform-unsupported", "terraform-unsupported"],
    ),
];

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/gallery");

#[test]
fn the_list_names_every_file_of_the_gallery() {
    let files = fs::read_dir(FOLDER).expect("the gallery").map(|entry| entry.expect("a file").path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, GALLERY.map(|(name, _)| name));
}

#[test]
fn a_gallery_file_shows_only_the_warnings_that_are_wanted() {
    for (name, expected) in GALLERY {
        let text = fs::read_to_string(format!("{FOLDER}/{name}.yaml")).expect("a file of the gallery");
        let mut found = faults(&text);
        // Only a build with the feature `cedar` reads policies; the other says so.
        found.1.retain(|fault| cfg!(feature = "cedar") || fault.code != "policy-unchecked");
        let codes: Vec<&str> = found.1.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, expected, "{name}:\n{}", render(&found));
    }
}
