//! Reading blueprints, and the files beside them.

use crate::support::place::Place;
use crate::support::snapshot;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

#[test]
fn what_cannot_be_read_is_told_with_its_reason() {
    let place = Place::empty();
    place.write("latin.yaml", b"version: 1\nname: caf\xe9\n");
    place.write("utf16.yaml", b"\xff\xfev\x00e\x00");
    place.write("large.yaml", vec![b'#'; (4 << 20) + 1]);
    place.write("empty/notes.txt", "");
    place.pipe("pipe.yaml");
    let files = ["latin.yaml", "utf16.yaml", "large.yaml", "pipe.yaml", "missing.yaml", "latin.yaml/x", "empty"];
    let run = place.run(&[&["check"], &files[..]].concat());
    snapshot!("cli-unreadable", run.shown());
}

#[test]
fn standard_input_is_a_blueprint() {
    let place = Place::small();
    let text = place.read("vpn.yaml");
    let run = place.run_with_input(&["synth", "-"], text.as_bytes());
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "out/corp-vpn\n"), "{run:?}");
    assert_eq!(run.stderr.lines().last().map(|line| line.starts_with("<stdin>: wrote ")), Some(true), "{run:?}");
}

#[test]
fn a_folder_means_its_blueprints_and_nothing_else() {
    let place = Place::small();
    place.write("broken.yml", "version: 1\nname: broken\naccount: 1\n  region: [");
    place.write("compose.yaml", "version: \"3\"\nname: web\nservices: {}\n");
    place.write("cvpn.schema.json", cvpn_blueprint::schema().to_string());
    place.write("package.json", r#"{ "name": "web", "version": "1" }"#);
    place.write("deeper/other.yaml", place.read("vpn.yaml"));
    place.write(".hidden.yaml", place.read("vpn.yaml"));
    place.write("huge.json", vec![b' '; (4 << 20) + 1]);
    let run = place.run(&["check", "--format", "json"]);
    let json = run.json();
    let files: Vec<&str> =
        json["blueprints"].as_array().expect("a list").iter().filter_map(|one| one["file"].as_str()).collect();
    assert_eq!(files, ["broken.yml", "vpn.yaml"]);
    assert_eq!(run.stderr, "note: compose.yaml is left out: it is not a blueprint\n");
}

#[test]
fn a_blueprint_is_found_in_whatever_notation() {
    let place = Place::small();
    let text = place.read("vpn.yaml");
    let quoted = text.lines().map(|line| match line.split_once(':') {
        Some((key, rest)) if key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') => {
            format!("\"{key}\" :{rest}\n")
        }
        _ => format!("{line}\n"),
    });
    place.write("quoted.yaml", quoted.collect::<String>());
    let blueprint = cvpn_blueprint::Document::parse("vpn.yaml", text.as_str()).blueprint.expect("a blueprint");
    place.write("braces.yaml", serde_json::to_string_pretty(&blueprint).expect("JSON"));
    place.write("base.defaults.yaml", text.replace("name: corp-vpn\n", ""));
    place.write("extends.json", r#"{ "extends": "base.defaults.yaml", "name": "small" }"#);
    place.write("tsconfig.json", r#"{ "extends": "./base.json", "name": "web" }"#);
    place.write("huge.yaml", format!("{text}# {}\n", "x".repeat(4 << 20)));
    let run = place.run(&["check", "--separate", "--format", "json"]);
    let json = run.json();
    let files: Vec<&str> =
        json["blueprints"].as_array().expect("a list").iter().filter_map(|one| one["file"].as_str()).collect();
    assert_eq!(files, ["braces.yaml", "extends.json", "huge.yaml", "quoted.yaml", "vpn.yaml"], "{run:?}");
    assert_eq!(json["blueprints"][2]["error"]["message"], "cannot read huge.yaml: it is larger than 4 MiB");
}

#[test]
fn a_blueprint_may_be_json() {
    let place = Place::small();
    let blueprint = cvpn_blueprint::Document::parse("vpn.yaml", place.read("vpn.yaml")).blueprint;
    std::fs::remove_file(place.path("vpn.yaml")).expect("removed");
    place.write("vpn.json", serde_json::to_string_pretty(&blueprint.expect("a blueprint")).expect("JSON"));
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "out/corp-vpn\n"), "{run:?}");
}

#[test]
fn a_file_that_is_named_is_always_a_blueprint() {
    let place = Place::empty();
    place.write("compose.yaml", "services: {}\n");
    let run = place.run(&["check", "compose.yaml"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("error[unknown-key]: `services` is not a key of a blueprint"), "{run:?}");
}

#[test]
fn files_beside_a_blueprint_stay_in_its_folder() {
    let place = Place::empty();
    let inner = Place::small();
    place.write("elsewhere.xml", "bytes of somebody else");
    std::fs::remove_file(inner.path("saml/client-vpn.xml")).expect("removed");
    symlink(place.path("elsewhere.xml"), inner.path("saml/client-vpn.xml")).expect("a link");
    let run = inner.run(&["synth"]);
    assert!(!inner.tree("out").values().any(|text| text.contains("bytes of somebody else")), "{run:?}");
}

#[test]
fn a_link_within_the_folder_is_followed() {
    let place = Place::small();
    std::fs::rename(place.path("saml/client-vpn.xml"), place.path("saml/real.xml")).expect("renamed");
    symlink("real.xml", place.path("saml/client-vpn.xml")).expect("a link");
    assert_eq!(place.run(&["synth"]).code, Some(0));
}

#[test]
fn a_link_beside_its_blueprint_is_no_second_one() {
    for link in ["a.yaml", "z.yaml"] {
        let place = Place::small();
        symlink("vpn.yaml", place.path(link)).expect("a link");
        let run = place.run(&["check"]);
        assert_eq!(run.code, Some(0), "{run:?}");
    }
}

#[test]
fn names_of_files_that_look_the_same_are_those_of_two() {
    let place = Place::small();
    for byte in [b"\xff", b"\xfe"] {
        let name = OsStr::from_bytes(&[&byte[..], b".yaml"].concat()).to_owned();
        std::fs::copy(place.path("vpn.yaml"), place.path("").join(name)).expect("copied");
    }
    std::fs::remove_file(place.path("vpn.yaml")).expect("removed");
    let run = place.run(&["synth"]);
    assert_eq!((run.code, place.path("out").exists()), (Some(2), false), "{run:?}");
    assert!(run.stderr.contains("error: \u{fffd}.yaml has the name `corp-vpn`, as \u{fffd}.yaml has"), "{run:?}");
}

#[test]
fn a_pipe_beside_a_blueprint_does_not_make_it_wait() {
    let place = Place::small();
    std::fs::remove_file(place.path("saml/client-vpn.xml")).expect("removed");
    place.pipe("saml/client-vpn.xml");
    // It ends; what it says of the pipe is a rule's.
    place.run(&["check"]);
}
