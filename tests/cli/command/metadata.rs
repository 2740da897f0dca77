//! `cvpn synth` while the SAML application's metadata is missing.

use crate::support::place::Place;

#[test]
fn the_runbook_alone_is_written() {
    let place = Place::empty();
    place.run(&["init", "fresh"]);
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    let files: Vec<String> = place.tree("out/fresh").into_keys().collect();
    assert_eq!(files, ["RUNBOOK.ja.md", "RUNBOOK.md", "manifest.json"]);
    assert!(run.stderr.contains("error[saml-metadata-missing]"), "{run:?}");
    assert!(run.stderr.ends_with("; only the runbook is written, to out/fresh\n"), "{run:?}");
}

#[test]
fn with_the_metadata_all_is_written() {
    let place = Place::small();
    let whole = place.read("vpn.yaml");
    place.edit("vpn.yaml", "    metadata: saml/client-vpn.xml\n", "");
    assert_eq!(place.run(&["synth"]).code, Some(1));
    place.write("vpn.yaml", whole);
    assert_eq!(place.run(&["synth"]).code, Some(0));
    assert!(place.path("out/corp-vpn/terraform/endpoint.tf").exists());
}

#[test]
fn a_whole_output_is_not_taken_away() {
    let place = Place::small();
    place.run(&["synth"]);
    let before = place.tree("out");
    place.edit("vpn.yaml", "    metadata: saml/client-vpn.xml\n", "");
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.ends_with("vpn.yaml: 1 error; nothing is written\n"), "{run:?}");
    assert_eq!(place.tree("out"), before);
}
