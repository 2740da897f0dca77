//! `cvpn access`.

mod diff;
mod expect;
mod hostile;
mod policy;

use crate::support::place::Place;
use crate::support::{SMALL, gallery, snapshot};
use serde_json::json;

/// A place with the blueprint of several teams, without the file that it names.
pub fn teams() -> Place {
    let place = Place::empty();
    place.write("vpn.yaml", gallery("multi-group"));
    place
}

#[test]
fn the_whole_address_space_is_cut_by_who_reaches_it() {
    snapshot!("cli-access", teams().run(&["access", "vpn.yaml"]).shown());
}

#[test]
fn a_question_is_answered_in_words_with_the_lines_it_rests_on() {
    let run = teams().run(&["access", "vpn.yaml", "--to", "10.0.20.5", "--to", "8.8.8.8"]);
    snapshot!("cli-access-to", run.shown());
}

#[test]
fn a_network_is_split_where_the_answer_changes() {
    let people = ["--user", "taro.yamada", "--group", "VPN-Database"];
    let arguments = [&["access", "vpn.yaml", "--to", "10.0.0.0/16"][..], &people].concat();
    snapshot!("cli-access-network", teams().run(&arguments).shown());
}

#[test]
fn machines_get_networks_and_what_each_answer_rests_on() {
    let place = teams();
    let run = place.run(&["access", "vpn.yaml", "--group", "VPN-Engineering", "--to", "10.0.20.5", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    snapshot!("cli-access-json", run.stdout);
    let run =
        place.run(&["access", "vpn.yaml", "--group", "VPN-Engineering", "--to", "10.0.16.0/20", "--format", "json"]);
    let decisions = run.json()["decisions"].as_array().expect("decisions").clone();
    let told: Vec<_> = decisions.iter().map(|one| json!([one["destination"], one["allowed"]])).collect();
    let expected = json!([
        ["10.0.16.0/22", true],
        ["10.0.20.0/24", false],
        ["10.0.21.0/24", true],
        ["10.0.22.0/23", true],
        ["10.0.24.0/21", true],
    ]);
    assert_eq!(json!(told), expected);
    let keys: Vec<&str> = decisions[0].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["who", "destination", "allowed", "reason", "rule", "route"]);
}

#[test]
fn a_matrix_has_destinations_and_people() {
    let place = teams();
    let mut shown = String::new();
    for format in ["human", "csv", "markdown"] {
        shown += &place.run(&["access", "vpn.yaml", "--matrix", "--format", format]).shown();
    }
    snapshot!("cli-access-matrix", shown);
}

#[test]
fn tables_go_into_spreadsheets_and_pages() {
    let place = teams();
    let arguments = ["access", "vpn.yaml", "--user", "hanako.sato", "--to", "10.0.20.0/23"];
    let mut shown = String::new();
    for format in ["csv", "markdown"] {
        shown += &place.run(&[&arguments[..], &["--format", format]].concat()).shown();
    }
    shown += &place.run(&["access", "vpn.yaml", "--format", "markdown"]).shown();
    snapshot!("cli-access-tables", shown);
}

#[test]
fn the_format_may_stand_before_the_command() {
    let place = teams();
    let after = place.run(&["access", "vpn.yaml", "--format", "csv"]);
    assert_eq!(place.run(&["--format", "csv", "access", "vpn.yaml"]).stdout, after.stdout);
    assert!(after.stdout.starts_with("who,destination,"), "{after:?}");
}

#[test]
fn other_commands_refuse_formats_that_they_do_not_have() {
    let run = Place::small().run(&["check", "vpn.yaml", "--format", "csv"]);
    assert_eq!(
        run.shown(),
        "exit status: 2\n----- stdout -----\n----- stderr -----\nerror: this command has no format `csv`\nhelp: its formats are `human`, `json`, `sarif`, `github`\n"
    );
}

#[test]
fn whoever_is_asked_about_must_be_in_the_blueprint() {
    let place = teams();
    for (option, name, help) in [
        ("--group", "VPN-Databse", "did you mean `VPN-Database`?"),
        ("--user", "saburo", "it has hanako.sato, jiro.suzuki, taro.yamada"),
    ] {
        let run = place.run(&["access", "vpn.yaml", option, name]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains(&format!("`{name}`\nhelp: {help}\n")), "{run:?}");
    }
    let run = place.run(&["access", "vpn.yaml", "--to", "10.0.0.1/16"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("has bits set after its prefix"), "{run:?}");
}

#[test]
fn everyone_is_named_once_where_everyone_gets_in() {
    let place = Place::small();
    place.edit("vpn.yaml", "groups: [Staff], ", "everyone: true, ");
    let run = place.run(&["access", "vpn.yaml"]);
    assert!(run.stdout.starts_with("10.0.1.0/24\n    reached by everyone\n"), "{run:?}");
}

#[test]
fn a_blueprint_that_aws_would_refuse_is_answered_for_and_fails() {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    let run = place.run(&["access", "vpn.yaml", "--to", "10.0.1.5", "--format", "json"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("error[client-cidr-size]"), "{run:?}");
    assert_eq!(run.json()["decisions"][0]["allowed"], true);
}

#[test]
fn a_blueprint_that_cannot_be_read_whole_is_not_answered_for() {
    let place = Place::small();
    place.edit("vpn.yaml", "to: 10.0.1.0/24", "to: 10.0.1.0/33");
    let run = place.run(&["access", "vpn.yaml", "--to", "10.0.1.5"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("error[invalid-value]"), "{run:?}");
}

#[test]
fn standard_input_is_a_blueprint_too() {
    let run = Place::empty().run_with_input(&["access", "-", "--to", "10.0.1.5"], SMALL.as_bytes());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stdout.contains("group:Staff reaches 10.0.1.5: ") && run.stdout.contains("    <stdin>:27: "),
        "{run:?}"
    );
}

#[test]
fn what_is_not_evaluated_is_named() {
    let place = Place::small();
    place.edit("vpn.yaml", "  subnets:\n", "  security_groups: [sg-0123456789abcdef0]\n  subnets:\n");
    place.edit(
        "vpn.yaml",
        "endpoint:\n",
        "endpoint:\n  connect_handler: { lambda_arn: \"arn:aws:lambda:ap-northeast-1:111122223333:function:AWSClientVPN-check\" }\n",
    );
    let run = place.run(&["access", "vpn.yaml"]);
    let note = "note: not evaluated: the security groups sg-0123456789abcdef0, the connect handler, and route tables and network ACLs behind the endpoint\n";
    assert_eq!(run.stderr, note);
}
