//! `cvpn explain`.

use crate::support::place::Place;
use crate::support::snapshot;
use cvpn_blueprint::rule;

#[test]
fn a_code_is_explained() {
    snapshot!("cli-explain", Place::empty().run(&["explain", "group-id"]).shown());
}

#[test]
fn every_code_is_listed_on_one_line() {
    let run = Place::empty().run(&["explain"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let codes: Vec<&str> = run.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(codes, rule::all().map(|rule| rule.code).collect::<Vec<_>>());
}

#[test]
fn a_misspelt_code_gets_the_one_that_was_meant() {
    let run = Place::empty().run(&["explain", "vpn-prot"]);
    assert_eq!(
        run.shown(),
        "exit status: 2\n----- stdout -----\n----- stderr -----\nerror: no fault has the code `vpn-prot`\nhelp: did you \
         mean `vpn-port`?\n"
    );
}

#[test]
fn machines_get_the_documentation() {
    let place = Place::empty();
    let one = place.run(&["explain", "vpn-port", "--format", "json"]).json();
    assert_eq!((&one["code"], &one["severity"]), (&"vpn-port".into(), &"error".into()));
    let all = place.run(&["explain", "--format", "json"]).json();
    assert!(all.as_array().expect("a list").contains(&one));
}
