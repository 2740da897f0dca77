//! What a change of the blueprint does to a VPN that was deployed before.

use crate::support::{circumstances, edit, parsed, render, small, snapshot};
use cvpn_blueprint::fault::{Fault, Severity, Target};
use cvpn_blueprint::{Checked, Document, check};
use cvpn_compiler::{changes, synthesize};
use std::fmt::Write;

fn checked(text: &str) -> Checked {
    let blueprint = parsed(text);
    let circumstances = circumstances(&blueprint);
    let (checked, faults) = check(blueprint, circumstances);
    checked.unwrap_or_else(|| panic!("{:?}", faults.iter().map(|fault| &fault.message).collect::<Vec<_>>()))
}

/// The faults of a code when one blueprint takes the place of another.
fn found(code: &str, before: &str, after: &str) -> Vec<Fault> {
    let templates = synthesize(&checked(before), "0").artifacts;
    let texts = templates.iter().filter(|it| it.path.ends_with(".json")).map(|it| it.text.as_str());
    changes(&checked(after), texts).into_iter().filter(|fault| fault.code == code).collect()
}

/// The report of a code's faults when one blueprint takes the place of another.
fn shown(code: &str, before: &str, after: &str) -> String {
    render(&(Document::parse("vpn.yaml", after).document, found(code, before, after)))
}

fn told(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{:?}: {}", fault.place.path, fault.message)).collect()
}

/// A blueprint with so many rules.
fn rules(count: usize) -> String {
    let mut text = small(&[]);
    text.truncate(text.find("access:").expect("the rules"));
    text += "capacity: { quotas: { rules: 1000 } }\naccess:\n";
    for number in 0..count {
        let _ = writeln!(text, "  - {{ to: 10.0.{}.{}/32, groups: [Staff] }}", 100 + number / 250, number % 250);
    }
    text
}

const MOVES: &str = "moves-between-stacks";

#[test]
fn rules_that_leave_the_first_template_are_told_of() {
    let faults = found(MOVES, &rules(480), &rules(520));
    assert_eq!(faults.len(), 1, "{:?}", told(&faults));
    let message = "480 routes and rules move from vpn.template.json to vpn-rules-1.template.json";
    assert!(faults[0].message.starts_with(message), "{}", faults[0].message);
    snapshot!("moves-between-stacks", shown(MOVES, &rules(480), &rules(520)));
}

#[test]
fn the_stack_of_a_template_that_is_gone_is_deleted_first() {
    let faults = found(MOVES, &rules(520), &rules(480));
    assert!(!faults.is_empty());
    for fault in &faults {
        assert!(fault.message.contains("move from vpn-rules-") && fault.message.ends_with("to vpn.template.json"));
        let help = fault.help.as_deref().unwrap_or_default();
        assert!(help.starts_with("delete the stack of vpn-rules-") && help.contains("first"), "{help}");
    }
}

#[test]
fn a_rule_more_moves_nothing() {
    assert!(found(MOVES, &rules(3), &rules(4)).is_empty());
    assert!(found(MOVES, &rules(520), &rules(521)).is_empty());
}

const DESCRIBED: &str = "description-only-change";

#[test]
fn a_description_that_changes_is_found_in_the_entry_of_its_group() {
    let two = small(&[
        ("    Staff: {", "    Guests: { description: Others }\n    Staff: {"),
        ("access:\n", "access:\n  - { to: 10.0.1.0/24, groups: [Guests], description: For guests }\n"),
    ]);
    let faults = found(DESCRIBED, &two, &edit(&two, &[("description: Application subnet", "description: Changed")]));
    assert_eq!(faults.len(), 1, "{:?}", told(&faults));
    let blueprint = checked(&two);
    let at =
        blueprint.blueprint().access.iter().position(|rule| rule.groups[0].as_str() == "Staff").expect("the entry");
    assert_eq!(faults[0].place.path, cvpn_blueprint::path!["access", at]);
}

#[test]
fn a_route_whose_description_changes_is_told_of_once() {
    let routes = "  routes:\n    - { to: 172.16.0.0/24, description: Old }\naccess:\n  - { to: 172.16.0.0/24, groups: [Staff] }\n";
    let before = small(&[("access:\n", routes)]);
    let faults = found(DESCRIBED, &before, &edit(&before, &[("description: Old", "description: New")]));
    assert_eq!(faults.len(), 1, "{:?}", told(&faults));
    assert_eq!(faults[0].place.path, cvpn_blueprint::path!["network", "routes", 0usize]);
}

#[test]
fn another_subnet_in_a_zone_is_told_of() {
    let (before, subnet) = (small(&[]), ("subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60799"));
    snapshot!("subnet-swapped", shown("subnet-swapped", &before, &edit(&before, &[subnet])));
    let elsewhere = edit(&before, &[subnet, ("ap-northeast-1a", "ap-northeast-1d")]);
    assert_eq!(shown("subnet-swapped", &before, &elsewhere), "");
}

#[test]
fn the_email_of_a_user_that_cloudformation_makes_is_told_of() {
    let taro = "  users:\n    taro: { given_name: Taro, family_name: Yamada, email: taro@example.com }\n  groups:\n";
    let before = small(&[("  groups:\n", taro), ("Staff: { ", "Staff: { members: [taro], ")]);
    let before = before.replace("ap-northeast-1", "us-east-1");
    let changed = edit(&before, &[("taro@example.com", "yamada@example.com")]);
    snapshot!("email-changed", shown("email-changed", &before, &changed));
    assert_eq!(shown("email-changed", &before, &edit(&before, &[("Yamada", "Tanaka")])), "");
}

#[test]
fn a_change_that_replaces_the_endpoint_is_told_of() {
    let before = small(&[]);
    let after = edit(&before, &[("192.168.0.0/22", "192.168.0.0/20")]);
    snapshot!("endpoint-replaced", shown("endpoint-replaced", &before, &after));
    assert_eq!(shown("endpoint-replaced", &before, &before), "");
}

#[test]
fn a_change_that_profiles_must_know_of_is_told_of() {
    let with = |key: &str| small(&[("  client_cidr", &format!("  {key}\n  client_cidr"))]);
    let (before, port) = (small(&[]), with("port: 1194"));
    let jamf = |tenant: &str| with(&format!("device_posture: [{{ type: jamf, tenant_id: {tenant} }}]"));
    let posture = jamf("0123456789abcdef0123456789abcdef");
    let told = |before: &str, after: &str| shown("profile-outdated", before, after);
    snapshot!("profile-outdated", format!("{}\n{}", told(&before, &port), told(&before, &posture)));
    assert!(!told(&posture, &before).is_empty());
    assert_eq!(told(&posture, &jamf("fedcba9876543210fedcba9876543210")), "");
    assert_eq!(told(&before, &with("split_tunnel: true")), "");
}

#[test]
fn a_rule_whose_description_changes_is_told_of() {
    let before = small(&[]);
    let after = edit(&before, &[("Application subnet", "Applications")]);
    snapshot!("description-only-change", shown(DESCRIBED, &before, &after));
}

#[test]
fn another_authority_behind_the_same_domain_is_told_of() {
    let certificate = |of: &str| {
        let arn = "    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
        small(&[(arn, &format!("    {of}"))])
    };
    let issued = certificate("issued: { domain: vpn.example.com }");
    let validated = certificate("dns_validated: { domain: vpn.example.com, hosted_zone_id: Z0123456789ABCDEFGHIJ }");
    snapshot!("server-authority-changed", shown("server-authority-changed", &issued, &validated));
    assert!(found("server-authority-changed", &issued, &issued).is_empty());
    let other = issued.replace("vpn.example.com", "other.example.com");
    snapshot!("server-name-changed", shown("server-name-changed", &issued, &other));
}

/// More groups than one template has outputs for, with Identity Center in another Region.
fn groups(count: usize) -> String {
    let groups: String = (0..count).map(|number| format!("    Group{number}: {{ description: Group }}\n")).collect();
    let names: Vec<String> = (0..count).map(|number| format!("Group{number}")).collect();
    let text = small(&[
        ("    Staff: { description: People who may connect }\n", &groups),
        ("[Staff]", &format!("[{}]", names.join(", "))),
        ("  identity_store_id:", "  region: us-east-1\n  identity_store_id:"),
    ]);
    text + "capacity: { quotas: { rules: 1000 } }\n"
}

#[test]
fn what_cloudformation_does_not_take_leaves_terraform() {
    let text = groups(210);
    let output = synthesize(&checked(&text), "0");
    let sizes: Vec<_> = output.faults.iter().filter(|fault| fault.blocks == Some(Target::CloudFormation)).collect();
    assert!(!sizes.is_empty() && sizes.iter().all(|fault| fault.severity == Severity::Warning), "{sizes:?}");
    let has = |start: &str| output.artifacts.iter().any(|artifact| artifact.path.starts_with(start));
    assert!(has("terraform/") && has("RUNBOOK.md") && !has("cloudformation/"));

    let blueprint = parsed(&text);
    let mut circumstances = circumstances(&blueprint);
    circumstances.targets = vec![Target::CloudFormation];
    let alone = check(blueprint, circumstances).0.expect("no error of the blueprint");
    let output = synthesize(&alone, "0");
    let too_large: Vec<_> = output.faults.into_iter().filter(|fault| fault.code == "template-size").collect();
    assert!(too_large.iter().any(|fault| fault.severity == Severity::Error));
    snapshot!("template-size", render(&(Document::parse("vpn.yaml", &text).document, too_large)));
    assert!(output.artifacts.is_empty());
}
