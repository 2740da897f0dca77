//! What the program says of itself.

use crate::support::place::Place;
use crate::support::snapshot;
use std::process::Command;

#[test]
fn each_command_says_what_it_does_with_examples() {
    let place = Place::empty();
    for command in [
        "synth",
        "check",
        "access",
        "runbook",
        "deploy",
        "diff",
        "status",
        "sessions",
        "crl",
        "destroy",
        "cost",
        "graph",
        "report",
        "init",
        "explain",
        "schema",
        "completions",
        "man",
        "policy",
        "ci",
    ] {
        let run = place.run(&[command, "-h"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{command}");
        assert!(run.stdout.contains("\nExamples:\n  cvpn "), "{command} has examples");
        snapshot!(format!("cli-help-{command}"), run.stdout);
    }
}

#[test]
fn a_command_of_a_command_says_what_it_does() {
    let run = Place::empty().run(&["access", "diff", "-h"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    snapshot!("cli-help-access-diff", run.stdout);
    let run = Place::empty().run(&["ci", "github", "--help"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    snapshot!("cli-help-ci-github", run.stdout);
}

#[test]
fn the_program_says_what_it_does() {
    let run = Place::empty().run(&["--help"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    snapshot!("cli-help", run.stdout);
}

#[test]
fn without_a_command_it_says_what_there_is() {
    let run = Place::empty().run(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("Usage: cvpn"), "{run:?}");
}

#[test]
fn the_version_has_the_commit_and_artifacts_have_not() {
    let place = Place::small();
    let run = place.run(&["--version"]);
    assert_eq!(run.code, Some(0));
    let version = env!("CARGO_PKG_VERSION");
    let git =
        Command::new("git").args(["rev-parse", "--show-toplevel"]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let checkout = git.is_ok_and(|output| output.stdout.trim_ascii() == env!("CARGO_MANIFEST_DIR").as_bytes());
    let Some(rest) = run.stdout.trim_end().strip_prefix(&format!("cvpn {version}")) else { panic!("{run:?}") };
    if checkout {
        let commit = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')')).expect("a commit");
        assert!(commit.len() >= 7 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{run:?}");
        place.run(&["synth"]);
        assert!(!place.tree("out").values().any(|text| text.contains(commit)));
    } else {
        assert_eq!(rest, "");
    }
}

#[test]
fn wrong_use_is_told_with_the_right_one() {
    let run = Place::empty().run(&["synth", "--chek"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("tip: a similar argument exists: '--check'"), "{run:?}");
}
