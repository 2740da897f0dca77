//! What a deployment would change, and what each change means.

use super::situation::Situation;
use crate::support::snapshot;
use cvpn_deploy::compare::{Action, Change, Consequence, Given, compare, print};
use serde_json::Value;
use std::collections::BTreeMap;

const RULE: &str = "  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n";

/// The changes from the small blueprint to itself with edits.
fn changes(edits: &[(&str, &str)]) -> Vec<Change> {
    between(&Situation::of(&[]).template(), &Situation::of(edits).template())
}

fn between(before: &Value, after: &Value) -> Vec<Change> {
    let parameters = BTreeMap::new();
    let given = |template| Given { template, parameters: &parameters };
    compare("corp-vpn", Some(given(before)), given(after))
}

/// The one change there is.
fn one(edits: &[(&str, &str)]) -> Change {
    let found = changes(edits);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().expect("one")
}

#[test]
fn nothing_changes_by_itself() {
    assert_eq!(changes(&[]), Vec::new());
}

#[test]
fn a_first_deployment_adds_everything() {
    let template = Situation::of(&[]).template();
    let parameters = BTreeMap::new();
    let found = compare("corp-vpn", None, Given { template: &template, parameters: &parameters });
    assert!(found.iter().all(|change| change.action == Action::Add && !change.guarded), "{found:?}");
    snapshot!("changes-first", print::human(&found));
}

#[test]
fn options_of_the_endpoint_have_each_their_consequence() {
    let cases = [
        ("  client_cidr: 192.168.0.0/22\n", "description: Other", Consequence::None),
        ("  client_cidr: 192.168.0.0/22\n", "banner: Hello", Consequence::None),
        ("  client_cidr: 192.168.0.0/22\n", "split_tunnel: false", Consequence::ConnectionsReset),
        ("  client_cidr: 192.168.0.0/22\n", "dns_servers: [10.0.0.2]", Consequence::ConnectionsReset),
        ("  client_cidr: 192.168.0.0/22\n", "session: { timeout_hours: 8 }", Consequence::ConnectionsReset),
        ("  client_cidr: 192.168.0.0/22\n", "port: 1194", Consequence::ProfileReload),
    ];
    for (line, option, consequence) in cases {
        let change = one(&[(line, &format!("{line}  {option}\n"))]);
        assert_eq!(
            (change.action, change.consequence, change.guarded),
            (Action::Change, consequence, false),
            "{option}"
        );
    }
}

#[test]
fn another_client_cidr_replaces_the_endpoint_and_all_that_is_its_own() {
    let found = changes(&[("192.168.0.0/22", "192.168.4.0/22")]);
    let guarded: Vec<&str> =
        found.iter().filter(|change| change.guarded).map(|change| change.resource.as_str()).collect();
    assert_eq!(guarded, ["Endpoint"], "what follows the endpoint is agreed to with it");
    assert_eq!(print::worst(&found), Consequence::EndpointReplaced);
    snapshot!("changes-replaced", print::human(&found));
}

#[test]
fn an_association_that_goes_is_refused() {
    let line = "    - { id: subnet-0a1b2c3d4e5f60719, availability_zone: ap-northeast-1c, cidr: 10.0.20.0/24 }\n";
    let change = one(&[(line, "")]);
    assert_eq!((change.action, change.guarded), (Action::Remove, true));
}

#[test]
fn a_description_alone_is_refused_because_aws_would() {
    let change = one(&[("Application subnet", "Other words")]);
    assert_eq!((change.action, change.consequence, change.guarded), (Action::Replace, Consequence::Refused, true));
    snapshot!("changes-description", print::human(&[change]));
}

#[test]
fn a_rule_more_and_another_for_everyone_resets_connections() {
    let more = format!("{RULE}  - {{ to: 10.0.2.0/24, everyone: true }}\n");
    let change = one(&[(RULE, &more)]);
    assert_eq!(
        (change.action, change.consequence, change.guarded),
        (Action::Add, Consequence::ConnectionsReset, false)
    );
}

#[test]
fn the_log_stays_when_it_leaves_the_stack() {
    let found = changes(&[(
        "  client_cidr: 192.168.0.0/22\n",
        "  client_cidr: 192.168.0.0/22\n  logging: { enabled: false }\n",
    )]);
    let log = found.iter().find(|change| change.kind == "AWS::Logs::LogGroup").expect("the log");
    assert_eq!(log.action, Action::Keep);
}

#[test]
fn a_value_of_a_parameter_is_compared_too() {
    let template = serde_json::json!({ "Resources": { "Endpoint": {
        "Type": "AWS::EC2::ClientVpnEndpoint", "Properties": { "ServerCertificateArn": { "Ref": "ServerCertificateArn" } },
    } } });
    let with = |arn: &str| BTreeMap::from([("ServerCertificateArn".to_owned(), arn.to_owned())]);
    let (old, new) = (with("arn:old"), with("arn:new"));
    let found = compare(
        "corp-vpn",
        Some(Given { template: &template, parameters: &old }),
        Given { template: &template, parameters: &new },
    );
    snapshot!("changes-parameter", print::human(&found));
}

#[test]
fn a_comment_on_a_pull_request_has_a_row_for_each_property() {
    let line = "  client_cidr: 192.168.0.0/22\n";
    let edits = [
        (line, "  client_cidr: 192.168.0.0/22\n  port: 1194\n  split_tunnel: false\n  banner: \"a | b\"\n"),
        ("Application subnet", "Other words"),
    ];
    snapshot!("changes-markdown", print::markdown(&changes(&edits)));
}
