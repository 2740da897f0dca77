//! Decisions, as a network engineer would try them.

use super::{blueprint, decide};
use crate::support::{edit, gallery, small, snapshot};
use cvpn_blueprint::access::Way;

const RULE: &str = "  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n";
const STAFF: &str = "    Staff: { description: People who may connect }\n";

/// The small blueprint with three groups, three users, other rules, and more lines in `network`.
fn network(rules: &str, more: &str) -> String {
    let people = "    Staff: { members: [taro, hanako] }\n    Ops: { members: [hanako] }\n    DBA: {}\n";
    let users = ["taro", "hanako", "jiro"]
        .map(|name| format!("    {name}: {{ given_name: A, family_name: B, email: {name}@example.com }}\n"))
        .concat();
    let people = format!("{people}  users:\n{users}");
    small(&[(STAFF, &people), (RULE, rules), ("\naccess:\n", &format!("{more}\naccess:\n"))])
}

/// Each question with its answer, a line for each.
fn answers(text: &str, questions: &[(&str, &str)]) -> String {
    let blueprint = blueprint(text);
    let line = |(who, destination): &(&str, &str)| {
        let (decision, reason) = decide(&blueprint, who, destination);
        let word = if decision.allowed() { "allowed" } else { "denied" };
        format!("{who} → {destination}: {word}: {reason}\n")
    };
    questions.iter().map(line).collect()
}

#[test]
fn the_longest_prefix_of_all_groups_decides() {
    let rules = "  - { to: 0.0.0.0/0, groups: [Staff] }
  - { to: 10.20.7.0/24, groups: [DBA] }
  - { to: 10.20.0.0/16, groups: [Ops] }
  - { to: 10.0.3.0/24, everyone: true }
";
    let routes = "  routes: [{ to: 10.20.0.0/16 }, { to: 10.30.0.0/16 }]\n";
    let questions = [
        ("Ops", "10.20.8.1"),
        ("Ops", "10.20.7.1"),
        ("DBA", "10.20.7.255"),
        ("DBA", "10.20.8.0"),
        ("Staff", "10.20.8.1"),
        ("Staff", "10.20.7.1"),
        ("Staff", "10.30.0.1"),
        ("Staff", "10.0.9.1"),
        ("Staff", "10.40.0.1"),
        ("Ops", "10.0.9.1"),
        ("everyone", "10.0.3.1"),
        ("DBA", "10.0.3.1"),
        ("user:taro", "10.30.0.1"),
        ("user:hanako", "10.20.8.1"),
        ("user:hanako", "10.20.7.1"),
        ("user:jiro", "10.30.0.1"),
        ("user:jiro", "10.0.3.1"),
        ("Ops", "2001:db8::1"),
    ];
    snapshot!("access-decisions", answers(&network(rules, routes), &questions));
}

#[test]
fn a_user_has_what_any_of_their_groups_has_and_a_longer_prefix_of_one_helps_the_other() {
    let rules = "  - { to: 10.0.0.0/16, groups: [Staff] }\n  - { to: 10.0.20.0/24, groups: [Ops] }\n";
    let blueprint = blueprint(&network(rules, ""));
    for (who, address, allowed) in [
        ("user:taro", "10.0.19.255", true),
        ("user:taro", "10.0.20.0", false),
        ("user:hanako", "10.0.19.255", true),
        ("user:hanako", "10.0.20.0", true),
        ("Ops", "10.0.19.255", false),
    ] {
        assert_eq!(decide(&blueprint, who, address).0.allowed(), allowed, "{who} at {address}");
    }
}

#[test]
fn the_same_network_in_several_entries_adds_their_groups() {
    let rules = "  - { to: 10.0.1.0/24, groups: [Staff] }\n  - { to: 10.0.1.0/24, groups: [Ops] }\n";
    let blueprint = blueprint(&network(rules, ""));
    let rule = |who| decide(&blueprint, who, "10.0.1.1").0.rule;
    assert_eq!((rule("Staff"), rule("Ops"), rule("user:hanako")), (Some(0), Some(1), Some(0)));
    assert!(!decide(&blueprint, "DBA", "10.0.1.1").0.allowed());
    assert!(!decide(&blueprint, "Staff", "10.0.2.0").0.allowed());
}

#[test]
fn the_longest_route_leads_there_and_each_cidr_of_the_vpc_has_one() {
    let rules = "  - { to: 0.0.0.0/0, groups: [Staff] }\n";
    let text = edit(
        &network(rules, "  routes: [{ to: 10.0.0.0/8 }, { to: 10.1.2.0/24 }]\n"),
        &[("cidrs: [10.0.0.0/16]", "cidrs: [10.0.0.0/16, 10.1.0.0/16]")],
    );
    let blueprint = blueprint(&text);
    for (address, way) in [
        ("10.0.9.1", Some(Way::Vpc(0))),
        ("10.1.9.1", Some(Way::Vpc(1))),
        ("10.1.2.9", Some(Way::Declared(1))),
        ("10.2.0.1", Some(Way::Declared(0))),
        ("11.0.0.1", None),
    ] {
        let (decision, reason) = decide(&blueprint, "Staff", address);
        assert_eq!((decision.route, decision.allowed()), (way, way.is_some()), "{address}: {reason}");
    }
}

#[test]
fn without_an_associated_subnet_nothing_is_routed() {
    let subnets = "  subnets:
    - { id: subnet-0a1b2c3d4e5f60718, availability_zone: ap-northeast-1a, cidr: 10.0.10.0/24 }
    - { id: subnet-0a1b2c3d4e5f60719, availability_zone: ap-northeast-1c, cidr: 10.0.20.0/24 }
";
    let blueprint = blueprint(&small(&[(subnets, "  routes: [{ to: 10.0.1.0/25 }]\n")]));
    assert!(!decide(&blueprint, "Staff", "10.0.1.1").0.allowed());
}

#[test]
fn behind_a_transit_gateway_only_declared_routes_lead_anywhere() {
    let text = edit(&gallery("transit-gateway"), &[("{ to: 10.20.0.0/16, groups", "{ to: 10.0.0.0/8, groups")]);
    let questions = [("VPN-User-Group", "10.10.0.1"), ("DBA", "10.10.0.1"), ("DBA", "10.20.0.1"), ("DBA", "10.30.0.1")];
    snapshot!("access-transit-gateway", answers(&text, &questions));
}

#[test]
fn a_full_tunnel_says_what_becomes_of_unrouted_traffic() {
    let rules = "  - { to: 0.0.0.0/0, everyone: true }\n";
    let text = edit(&network(rules, ""), &[("endpoint:\n", "endpoint:\n  split_tunnel: false\n")]);
    let questions = [("everyone", "10.0.1.1"), ("everyone", "93.184.215.14"), ("Staff", "192.168.0.9")];
    snapshot!("access-full-tunnel", answers(&text, &questions));
}

#[test]
fn clients_reach_one_another_by_their_own_route_and_a_rule_for_everyone() {
    let rules = "  - { to: 0.0.0.0/0, everyone: true }\n  - { to: 192.168.1.0/24, groups: [Staff] }\n  - { to: 192.168.2.0/24, everyone: true }\n";
    let default = "  routes: [{ to: 0.0.0.0/0 }]\n";
    let questions = [
        ("Staff", "192.168.0.9"),
        ("Staff", "192.168.1.9"),
        ("DBA", "192.168.1.9"),
        ("DBA", "192.168.2.9"),
        ("DBA", "192.168.4.0"),
    ];
    let apart = network(rules, default);
    let together = network(rules, &format!("{default}  client_to_client: true\n"));
    let shown = format!("apart\n{}\ntogether\n{}", answers(&apart, &questions), answers(&together, &questions));
    snapshot!("access-clients", shown);
}

#[test]
fn each_family_is_decided_by_its_own_rules_and_routes() {
    let text = gallery("dual-stack");
    let questions = [
        ("VPN-User-Group", "10.0.32.1"),
        ("VPN-User-Group", "2600:1f14:aaaa:bb20::1"),
        ("VPN-User-Group", "2600:1f14:aaaa:bb21::1"),
        ("VPN-User-Group", "::ffff:10.0.32.1"),
    ];
    snapshot!("access-dual-stack", answers(&text, &questions));
    let only = edit(&text, &[("traffic: dual-stack", "traffic: ipv6")]);
    let (decision, reason) = decide(&blueprint(&only), "VPN-User-Group", "10.0.32.1");
    assert!(!decision.allowed() && reason == "only IPv6 goes through the tunnel", "{reason}");
}

#[test]
fn people_who_show_only_a_certificate_are_in_no_group() {
    let center = small(&[]);
    let center = &center[center.find("identity_center:").expect("it")..center.find("endpoint:").expect("it")];
    let mutual = "  authentication:\n    mutual: { client_root_chain_arn: \"arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000001\" }\n";
    let text = small(&[
        (center, ""),
        ("endpoint:\n", &format!("endpoint:\n{mutual}")),
        (RULE, &format!("{RULE}  - {{ to: 10.0.2.0/24, everyone: true }}\n")),
    ]);
    let questions = [("Staff", "10.0.1.1"), ("Staff", "10.0.2.1"), ("everyone", "10.0.2.1")];
    snapshot!("access-certificate", answers(&text, &questions));
}

#[test]
fn a_group_that_the_blueprint_does_not_name_has_what_everyone_has() {
    let rules = "  - { to: 10.0.1.0/24, groups: [Staff] }\n  - { to: 10.0.2.0/24, everyone: true }\n";
    let blueprint = blueprint(&network(rules, ""));
    assert!(!decide(&blueprint, "Unknown", "10.0.1.1").0.allowed());
    assert!(decide(&blueprint, "Unknown", "10.0.2.1").0.allowed());
}
