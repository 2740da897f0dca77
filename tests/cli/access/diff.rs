//! `cvpn access diff`.

use super::teams;
use crate::support::place::{Place, Run};
use crate::support::snapshot;
use serde_json::Value;
use std::process::Command;

const WIDE: (&str, &str) =
    ("to: 10.0.20.0/24, groups: [VPN-Database, VPN-Operations]", "to: 10.0.16.0/20, groups: [VPN-Database]");

/// The blueprint of several teams before and after a change.
fn changed(from: &str, to: &str) -> Place {
    let place = teams();
    place.write("old.yaml", place.read("vpn.yaml"));
    place.edit("vpn.yaml", from, to);
    place
}

fn git(place: &Place, arguments: &[&str]) {
    let fixed = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
    let run = Command::new("git").args(fixed).args(arguments).current_dir(place.path("")).output().expect("git runs");
    assert!(run.status.success(), "{run:?}");
}

#[test]
fn who_gains_and_who_loses_is_told_in_every_format() {
    let place = changed(WIDE.0, WIDE.1);
    let mut shown = String::new();
    for format in ["human", "markdown", "csv", "json"] {
        shown += &place.run(&["access", "diff", "old.yaml", "vpn.yaml", "--format", format]).shown();
    }
    snapshot!("cli-access-diff", shown);
}

#[test]
fn widening_can_be_forbidden() {
    let check = |place: &Place, old, new| -> Run { place.run(&["access", "diff", old, new, "--no-widening"]) };
    let place = changed(WIDE.0, WIDE.1);
    let run = check(&place, "old.yaml", "vpn.yaml");
    assert_eq!((run.code, run.stderr.as_str()), (Some(3), "error: access widens: somebody gains 2 ranges\n"));
    assert_eq!(place.run(&["access", "diff", "old.yaml", "vpn.yaml"]).code, Some(0));
    let narrower = changed("groups: [VPN-Database, VPN-Operations]", "groups: [VPN-Database]");
    let run = check(&narrower, "old.yaml", "vpn.yaml");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "10.0.20.0/24\n  - group:VPN-Operations\n"));
    // Taking a rule away can widen: its network falls back to the wider one.
    let run = check(
        &changed(
            "  - { to: 10.0.20.0/24, groups: [VPN-Database, VPN-Operations], description: Database subnet }\n",
            "",
        ),
        "old.yaml",
        "vpn.yaml",
    );
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(3), "10.0.20.0/24\n  + group:VPN-Engineering\n  - group:VPN-Database\n")
    );
    let run = check(&place, "old.yaml", "old.yaml");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "nobody gains or loses anything\n"));
}

#[test]
fn a_user_is_named_where_no_group_of_theirs_changes() {
    let place = changed("members: [jiro.suzuki]", "members: [jiro.suzuki, taro.yamada]");
    let run = place.run(&["access", "diff", "old.yaml", "vpn.yaml"]);
    assert_eq!(run.stdout, "10.0.20.0/24\n  + user:taro.yamada\n172.20.0.0/16\n  + user:taro.yamada\n");
}

#[test]
fn everyone_but_those_who_had_it_gains() {
    let place = changed("groups: [VPN-Database, VPN-Operations]", "everyone: true");
    let run = place.run(&["access", "diff", "old.yaml", "vpn.yaml"]);
    assert_eq!(run.stdout, "10.0.20.0/24\n  + everyone but group:VPN-Database, group:VPN-Operations\n");
}

#[test]
fn a_revision_of_git_is_compared_with_a_file() {
    let place = changed(WIDE.0, WIDE.1);
    git(&place, &["init", "-q"]);
    place.write("vpn/vpn.yaml", place.read("old.yaml"));
    git(&place, &["add", "vpn/vpn.yaml"]);
    git(&place, &["commit", "-q", "-m", "The old one"]);
    let run = place.run(&["access", "diff", "main:vpn/vpn.yaml", "vpn.yaml"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.stdout, place.run(&["access", "diff", "old.yaml", "vpn.yaml"]).stdout);
    for (object, why) in [
        ("nowhere:vpn.yaml", "invalid object name 'nowhere'"),
        ("main:vpn", "bad file"),
        ("./--help:x", "ambiguous argument"),
    ] {
        let run = place.run(&["access", "diff", object, "vpn.yaml"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        let told = run.stderr.starts_with(&format!("error: cannot read {object}: "));
        assert!(told && (object.starts_with('.') || run.stderr.contains(why)), "{run:?}");
    }
}

#[test]
fn a_blueprint_that_a_revision_does_not_have_is_new() {
    let place = teams();
    git(&place, &["init", "-q"]);
    place.write("vpn/other.yaml", "");
    git(&place, &["add", "vpn/other.yaml"]);
    git(&place, &["commit", "-q", "-m", "Another file"]);
    let run = place.run(&["access", "diff", "main:vpn/vpn.yaml", "vpn.yaml"]);
    snapshot!("cli-access-diff-new", run.shown());
    let all = place.run(&["access", "vpn.yaml", "--format", "json"]).json();
    let reached = all["decisions"].as_array().expect("decisions").len();
    let gained = place.run(&["access", "diff", "main:vpn/vpn.yaml", "vpn.yaml", "--format", "json"]).json();
    let by_groups = |change: &Value| {
        let names = change["gained"].as_array().expect("names");
        names.iter().filter(|name| name.as_str().is_some_and(|name| name.starts_with("group:"))).count()
    };
    assert_eq!(gained["changes"].as_array().expect("changes").iter().map(by_groups).sum::<usize>(), reached);
    let run = place.run(&["access", "diff", "main:vpn/vpn.yaml", "vpn.yaml", "--no-widening"]);
    assert_eq!(run.code, Some(3), "{run:?}");
    // A slip in NEW must not pass for a VPN that is taken away.
    let run = place.run(&["access", "diff", "vpn.yaml", "main:vpn/vpn.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.stderr.contains("error: cannot read main:vpn/vpn.yaml: path 'vpn/vpn.yaml' does not exist in 'main'"));
}

#[test]
fn a_file_counts_before_a_revision() {
    let place = teams();
    place.write("main:vpn.yaml", place.read("vpn.yaml"));
    assert_eq!(place.run(&["access", "diff", "main:vpn.yaml", "vpn.yaml"]).code, Some(0));
}

#[test]
fn errors_of_the_new_blueprint_count_and_those_of_the_old_do_not() {
    let place = changed("client_cidr: 10.100.0.0/20", "client_cidr: 10.100.0.0/24");
    assert_eq!(place.run(&["access", "diff", "old.yaml", "vpn.yaml"]).code, Some(1));
    assert_eq!(place.run(&["access", "diff", "vpn.yaml", "old.yaml"]).code, Some(0));
    place.edit("old.yaml", "version: 1", "version: 2");
    let run = place.run(&["access", "diff", "old.yaml", "vpn.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
}
