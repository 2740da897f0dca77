//! Text is data: a path or a name comes back from the workflow as itself, or is refused with a message.

use super::REVISION;
use crate::schema::json;
use crate::support::place::Place;
use crate::support::{SMALL, circumstances, parsed, snapshot};
use cvpn_blueprint::{Checked, check};
use cvpn_compiler::workflow::{FilePath, Refused, Settings, github};
use proptest::prelude::*;
use serde_json::Value;

fn hostile() -> impl Strategy<Value = String> {
    let marks = prop_oneof![
        Just("${{ github.token }}"),
        Just("${{"),
        Just("$"),
        Just("{{name}}"),
        Just("}}"),
        Just("$(id)"),
        Just("`id`"),
        Just("'"),
        Just("\""),
        Just("\\"),
        Just("\n"),
        Just("\t"),
        Just(" #"),
        Just(": "),
        Just("- "),
        Just("-"),
        Just("--yes"),
        Just("&a"),
        Just("*"),
        Just("**"),
        Just("?"),
        Just("!"),
        Just("[a-z]"),
        Just("|"),
        Just(";"),
        Just("/"),
        Just("./"),
        Just("../"),
        Just("~"),
        Just("null"),
        Just("\u{85}"),
        Just("\u{202e}"),
        Just("\u{2028}"),
        Just("\u{feff}"),
        Just("日本"),
        Just("vpn.yaml"),
    ];
    let letters = any::<char>().prop_map(String::from);
    let part = prop_oneof![5 => marks.prop_map(str::to_owned), 1 => letters];
    prop::collection::vec(part, 1..8).prop_map(|parts| parts.concat())
}

/// The small blueprint with another metadata file.
fn checked(file: Option<&str>) -> Option<Checked> {
    let mut blueprint = parsed(SMALL);
    let mut circumstances = circumstances(&blueprint);
    if let Some(file) = file {
        let center = blueprint.identity_center.as_mut().expect("it is there");
        let text = circumstances.files.values().next().expect("metadata").clone();
        center.application.metadata = Some(file.parse().ok()?);
        circumstances.files = [(file.parse().ok()?, text)].into();
    }
    check(blueprint, circumstances).0
}

fn workflow(checked: &Checked, path: &str) -> Result<String, Refused> {
    let path: FilePath = path.parse()?;
    github(checked, &path, &REVISION.parse().expect("a commit"), &Settings::default())
}

/// Whether GitHub's pattern matches a path: a star is any letters but a slash, two are any at all.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.chars().next() {
        None => path.is_empty(),
        Some('*') => {
            let rest = &pattern[1..];
            (0..=path.len())
                .filter(|at| path.is_char_boundary(*at))
                .take_while(|at| !path[..*at].contains('/'))
                .any(|at| matches(rest, &path[at..]))
        }
        Some(letter) => path.strip_prefix(letter).is_some_and(|path| matches(&pattern[letter.len_utf8()..], path)),
    }
}

/// A path without the parts that mean nothing.
fn plain(path: &str) -> String {
    path.split('/').filter(|part| !["", "."].contains(part)).collect::<Vec<_>>().join("/")
}

/// What GitHub would evaluate.
fn expressions(text: &str) -> usize {
    text.matches("${{").count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_path_comes_back_as_itself_or_is_refused(path in hostile()) {
        let checked = checked(None).expect("it has no fault");
        let text = match workflow(&checked, &path) {
            Ok(text) => text,
            Err(refused) => {
                prop_assert!(refused.message.contains("cannot stand in a workflow"));
                return Ok(());
            }
        };
        prop_assert_eq!(expressions(&text), expressions(&workflow(&checked, "vpn.yaml").expect("a plain path")));
        let read = json(&text);
        let argument = read["env"]["BLUEPRINT"].as_str().expect("a path");
        prop_assert!(!argument.starts_with('-'));
        prop_assert_eq!(plain(argument), plain(&path));
        let pattern = read["on"]["pull_request"]["paths"][0].as_str().expect("a pattern");
        prop_assert!(matches(pattern, &plain(&path)), "{} does not match", pattern);
        prop_assert!(!pattern.contains(['?', '+', '[', ']', '!']) && !pattern.contains("**"));
        // Whatever the path is, what is run is the same.
        let plain = json(&workflow(&checked, "vpn.yaml").expect("a plain path"));
        prop_assert_eq!(&read["jobs"], &plain["jobs"]);
    }

    #[test]
    fn a_file_that_the_blueprint_names_does_so_too(file in hostile()) {
        // A folder is no file, which whoever reads it finds.
        let Some(checked) = checked(Some(&file)).filter(|_| !plain(&file).is_empty()) else { return Ok(()) };
        let Ok(text) = workflow(&checked, "folder/vpn.yaml") else {
            prop_assert!(file.contains("${{"), "{} is refused without need", file);
            return Ok(());
        };
        prop_assert_eq!(expressions(&text), expressions(&workflow(&checked, "vpn.yaml").expect("a plain path")));
        let read = json(&text);
        let patterns: Vec<&str> = read["on"]["push"]["paths"].as_array().expect("paths").iter().filter_map(Value::as_str).collect();
        let path = format!("folder/{}", plain(&file));
        prop_assert!(patterns.iter().any(|pattern| matches(pattern, &path)), "{:?} does not match", patterns);
    }
}

#[test]
fn a_path_that_cannot_stand_in_a_workflow_is_told() {
    let place = Place::small();
    let mut said = String::new();
    for path in ["-", "/vpn.yaml", "../vpn.yaml", ".", "a\nb.yaml", "a\\b.yaml", "${{ x }}.yaml"] {
        let run = place.run(&["ci", "github", "--revision", REVISION, "--", path]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{path}: {run:?}");
        said += &run.stderr;
    }
    place.edit("vpn.yaml", "saml/client-vpn.xml", "saml/${{ x }}.xml");
    place.write("saml/${{ x }}.xml", place.read("saml/client-vpn.xml"));
    let run = place.run(&["ci", "github", "--revision", REVISION, "vpn.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    said += &run.stderr;
    snapshot!("workflow-paths", said);
}

#[test]
fn a_path_that_looks_like_an_option_is_none() {
    let place = Place::small();
    place.write("-o.yaml", SMALL);
    let run = place.run(&["ci", "github", "--revision", REVISION, "./-o.yaml"]);
    assert!(run.stdout.contains("\n  BLUEPRINT: \"./-o.yaml\"\n"), "{run:?}");
    assert!(run.stdout.contains("\n      - \"-o.yaml\"\n"), "{run:?}");
}
