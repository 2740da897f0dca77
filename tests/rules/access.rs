//! Rules about access: authorization rules, what they lead to, and what they take from one another.

use crate::support::{SMALL, codes, edit, faults, report, small, snapshot};

const RULE: &str = "  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n";
const GROUPS: (&str, &str) =
    ("    Staff: { description: People who may connect }\n", "    Staff: {}\n    Operations: {}\n    Database: {}\n");

/// The small blueprint with other access rules.
fn access(rules: &str) -> String {
    small(&[GROUPS, (RULE, rules)])
}

#[test]
fn a_rule_is_for_somebody() {
    snapshot!("rule-subject", report(&small(&[("groups: [Staff], ", "")])));
}

#[test]
fn a_rule_is_for_groups_or_for_everyone() {
    snapshot!("rule-subject-both", report(&small(&[("[Staff]", "[Staff], everyone: true")])));
}

#[test]
fn a_rule_names_a_group_once() {
    snapshot!("rule-subject-twice", report(&small(&[("[Staff]", "[Staff, Staff]")])));
}

#[test]
fn a_network_is_opened_to_a_group_once() {
    let rules = "  - { to: 10.0.1.0/24, groups: [Staff, Operations] }\n  - { to: 10.0.1.0/24, groups: [Database, Operations] }\n";
    snapshot!("duplicate-rule", report(&access(rules)));
}

#[test]
fn a_network_is_opened_to_everyone_once() {
    let rules = "  - { to: 10.0.1.0/24, everyone: true }\n  - { to: 10.0.1.0/24, everyone: true }\n";
    snapshot!(
        "duplicate-rule-everyone",
        report(&edit(&access(rules), &[("    Operations: {}\n    Database: {}\n", "")]))
    );
}

#[test]
fn several_entries_for_one_network_add_their_groups() {
    let rules = "  - { to: 10.0.1.0/24, groups: [Staff, Operations] }\n  - { to: 10.0.1.0/24, groups: [Database] }\n";
    assert_eq!(report(&access(rules)), "");
}

#[test]
fn a_longer_prefix_takes_a_network_from_other_groups() {
    let rules = "  - { to: 10.0.0.0/16, groups: [Staff, Operations] }\n  - { to: 10.0.20.0/24, groups: [Database, Operations] }\n";
    snapshot!("shadowed-rule", report(&access(rules)));
}

#[test]
fn a_longer_prefix_takes_a_network_from_everyone() {
    let rules = "  - { to: 10.0.0.0/16, everyone: true }\n  - { to: 10.0.20.0/24, groups: [Database, Operations] }\n";
    snapshot!("shadowed-rule-everyone", report(&edit(&access(rules), &[("    Staff: {}\n", "")])));
}

#[test]
fn what_is_given_back_inside_is_named() {
    let rules = "  - { to: 10.0.0.0/16, groups: [Staff, Operations] }
  - { to: 10.0.20.0/24, groups: [Operations] }
  - { to: 10.0.20.0/24, groups: [Database] }
  - { to: 10.0.20.8/32, groups: [Staff, Operations, Database] }
";
    snapshot!("shadowed-rule-given-back", report(&access(rules)));
}

#[test]
fn a_longer_prefix_for_everyone_takes_nothing() {
    let rules =
        "  - { to: 10.0.0.0/16, groups: [Staff, Operations, Database] }\n  - { to: 10.0.20.0/24, everyone: true }\n";
    assert_eq!(report(&access(rules)), "");
}

#[test]
fn what_a_group_never_had_is_not_lost() {
    let rules = "  - { to: 10.0.0.0/20, groups: [Staff, Operations] }\n  - { to: 10.0.20.0/24, groups: [Database] }\n";
    assert_eq!(report(&access(rules)), "");
}

#[test]
fn what_is_lost_is_not_lost_again_inside() {
    let rules = "  - { to: 10.0.0.0/16, groups: [Staff, Operations, Database] }
  - { to: 10.0.16.0/20, groups: [Operations, Database] }
  - { to: 10.0.20.0/24, groups: [Operations, Database] }
";
    let (_, found) = faults(&access(rules));
    let messages: Vec<_> = found.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(messages, ["`Staff` does not reach 10.0.16.0/20, although its rule for 10.0.0.0/16 contains it"]);
}

/// A blueprint with many rules for the same groups.
fn many_rules(count: usize, groups: &str) -> String {
    let rule = |index: usize| format!("  - {{ to: 10.0.{index}.0/24, groups: {groups} }}\n");
    access(&(0..count).map(rule).collect::<String>())
}

#[test]
fn an_endpoint_has_at_most_200_rules() {
    assert_eq!(report(&many_rules(100, "[Staff, Operations]").replace("    Database: {}\n", "")), "");
    snapshot!("rule-count", report(&many_rules(68, "[Staff, Operations, Database]")));
}

#[test]
fn a_raised_quota_of_rules_counts() {
    let quota = |rules: u32| {
        format!("{}\ncapacity: {{ quotas: {{ rules: {rules} }} }}\n", many_rules(68, "[Staff, Operations, Database]"))
    };
    assert_eq!(report(&quota(204)), "");
    assert_eq!(codes(&quota(203)), ["rule-count"]);
}

#[test]
fn a_rule_leads_somewhere() {
    snapshot!("rule-without-route", report(&small(&[("to: 10.0.1.0/24", "to: 172.20.0.0/16")])));
}

#[test]
fn a_rule_for_the_clients_needs_the_route_between_them() {
    let rule = format!("{RULE}  - {{ to: 192.168.0.0/22, everyone: true }}\n");
    snapshot!("rule-without-route-clients", report(&small(&[(RULE, &rule)])));
}

#[test]
fn a_rule_may_be_wider_than_the_routes() {
    assert_eq!(report(&small(&[("to: 10.0.1.0/24", "to: 0.0.0.0/0")])), "");
    assert_eq!(report(&small(&[("to: 10.0.1.0/24", "to: 10.0.0.0/8")])), "");
}

#[test]
fn behind_a_transit_gateway_only_declared_routes_lead_somewhere() {
    let text = SMALL.split_once("network:\n").expect("a network").0.to_owned()
        + "network:
  transit_gateway: { id: tgw-0123456789abcdef0, cidrs: [10.0.0.0/8] }
  routes:
    - { to: 10.1.0.0/16 }

access:
  - { to: 10.1.0.0/16, groups: [Staff] }
  - { to: 10.2.0.0/16, groups: [Staff] }
";
    let (_, found) = faults(&text);
    let messages: Vec<_> = found.iter().map(|fault| (fault.code, fault.message.as_str())).collect();
    assert_eq!(messages, [("rule-without-route", "10.2.0.0/16 is allowed, but nothing leads there")]);
}

#[test]
fn with_a_default_route_every_rule_leads_somewhere() {
    let text = small(&[
        ("  server_certificate:\n", "  split_tunnel: false\n  dns_servers: [10.0.0.2]\n  server_certificate:\n"),
        ("\naccess:\n", "  routes:\n    - { to: 0.0.0.0/0 }\n\naccess:\n"),
        ("to: 10.0.1.0/24", "to: 172.20.0.0/16"),
    ]);
    assert_eq!(report(&text), "");
}

#[test]
fn a_route_is_allowed_to_somebody() {
    let text = small(&[("\naccess:\n", "  routes:\n    - { to: 10.50.0.0/16, description: Data }\n\naccess:\n")]);
    snapshot!("route-without-rule", report(&text));
}

#[test]
fn without_rules_nobody_reaches_anything() {
    let text = small(&[("\naccess:\n", "  routes:\n    - { to: 10.50.0.0/16 }\n\naccess: []\n"), (RULE, "")]);
    let (_, found) = faults(&text);
    assert!(!found.iter().any(|fault| fault.code == "route-without-rule"));
    snapshot!("no-access-rule", report(&small(&[("access:\n", "access: []\n"), (RULE, "")])));
}

/// The small blueprint in which clients reach one another by some rules.
fn clients(rules: &str) -> String {
    small(&[("\naccess:\n", &format!("  client_to_client: true\n\naccess:\n{rules}"))])
}

#[test]
fn clients_reach_one_another_by_a_rule_for_everyone() {
    snapshot!("client-to-client-rule", report(&clients("")));
    assert_eq!(report(&clients("  - { to: 192.168.0.0/22, everyone: true }\n")), "");
}

#[test]
fn a_wider_rule_for_everyone_will_do_as_long_as_no_narrower_one_decides() {
    assert_eq!(codes(&clients("  - { to: 192.168.0.0/16, everyone: true }\n")), Vec::<&str>::new());
    let decided = "  - { to: 192.168.0.0/16, everyone: true }\n  - { to: 192.168.0.0/20, groups: [Staff] }\n";
    assert_eq!(codes(&clients(decided)), ["client-to-client-rule", "shadowed-rule"]);
}

#[test]
fn groups_are_not_supported_between_clients() {
    snapshot!("client-to-client-rule-groups", report(&clients("  - { to: 192.168.0.0/22, groups: [Staff] }\n")));
}

#[test]
fn clients_do_not_reach_one_another_over_ipv6() {
    let text = edit(
        &clients(""),
        &[
            ("  client_cidr: 192.168.0.0/22\n", "  ip: { traffic: ipv6 }\n"),
            ("[10.0.0.0/16]", "[10.0.0.0/16, \"2600:1f14::/56\"]"),
            ("to: 10.0.1.0/24", "to: \"2600:1f14::/64\""),
        ],
    );
    snapshot!("client-to-client-rule-ipv6", report(&text));
}

#[test]
fn a_default_route_does_not_lead_to_the_clients() {
    let rule = format!("{RULE}  - {{ to: 192.168.0.0/22, everyone: true }}\n");
    let text = small(&[(RULE, &rule), ("\naccess:\n", "  routes: [{ to: 0.0.0.0/0 }]\n\naccess:\n")]);
    assert_eq!(codes(&text), ["split-tunnel-default-route", "rule-without-route"]);
}

#[test]
fn a_rule_inside_a_narrower_route_opens_nothing_of_a_wider_one() {
    let edits = [
        ("\naccess:\n", "  routes: [{ to: 0.0.0.0/0 }]\n\naccess:\n"),
        ("client_cidr:", "split_tunnel: false\n  dns_servers: [10.0.0.2]\n  client_cidr:"),
    ];
    snapshot!("route-without-rule-default", report(&small(&edits)));
}

#[test]
fn what_is_given_back_as_a_whole_is_not_lost() {
    let text = small(&[
        ("    Staff: {", "    DBA: { description: Databases }\n    Staff: {"),
        (
            "  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n",
            "  - { to: 10.0.0.0/16, groups: [Staff] }\n  - { to: 10.0.1.0/24, groups: [DBA] }\n  \
             - { to: 10.0.1.0/25, groups: [Staff] }\n  - { to: 10.0.1.128/25, groups: [Staff] }\n",
        ),
    ]);
    let faults = faults(&text).1;
    assert!(!faults.iter().any(|fault| fault.message.starts_with("`Staff`")), "{faults:?}");
}
