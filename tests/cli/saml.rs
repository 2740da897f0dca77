//! `cvpn saml inspect`: metadata files, as `synth` reads them.

use crate::support::place::Place;
use crate::support::snapshot;

const VPN: &str = include_str!("../../blueprints/gallery/saml/client-vpn.xml");
const PORTAL: &str = include_str!("../../blueprints/gallery/saml/client-vpn-portal.xml");

fn place(files: &[(&str, &str)]) -> Place {
    let place = Place::empty();
    for (name, text) in files {
        place.write(name, text);
    }
    place
}

#[test]
fn it_tells_what_metadata_says() {
    let run = place(&[("vpn.xml", VPN), ("portal.xml", PORTAL)]).run(&["saml", "inspect", "vpn.xml", "portal.xml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    snapshot!("cli-saml-inspect", run.stdout);
}

#[test]
fn it_refuses_what_synth_refuses() {
    let page = format!("<!DOCTYPE html><html>{}</html>", " ".repeat(2_000));
    let other = VPN.replace("IDPSSODescriptor", "SPSSODescriptor").replace("entityID=\"", "entityID=\"other-");
    let place = place(&[
        ("page.xml", &page),
        ("other.xml", &other),
        ("short.xml", "<a/>"),
        ("vpn.xml", VPN),
        ("same.xml", VPN),
    ]);
    let run = place.run(&["saml", "inspect", "page.xml", "other.xml", "short.xml", "vpn.xml", "same.xml"]);
    assert_eq!(run.code, Some(1));
    snapshot!("cli-saml-refused", run.stderr);
}

#[test]
fn it_speaks_to_machines() {
    let run = place(&[("vpn.xml", VPN)]).run(&["saml", "inspect", "vpn.xml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json[0]["signing_certificates"][0], "9999-12-31");
    assert!(json[0]["faults"].as_array().is_some_and(Vec::is_empty), "{json:#}");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_of_its_own() {
    let run = Place::empty().run(&["saml", "inspect", "none.xml"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stderr, "error: cannot read none.xml: there is no such file\n");
}
