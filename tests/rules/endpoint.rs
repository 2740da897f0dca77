//! Rules about the endpoint: tunnel, DNS, connect handler, and what it refers to.

use crate::support::{SMALL, codes, edit, faults, report, small, snapshot};

/// The small blueprint with more lines in its endpoint.
fn endpoint(lines: &str) -> String {
    small(&[("  server_certificate:\n", &format!("{lines}  server_certificate:\n"))])
}

/// A blueprint with a default route, which its rule allows.
fn default_route(text: &str) -> String {
    let route = "  routes:\n    - { to: 0.0.0.0/0, description: Internet }\n\naccess:\n";
    edit(text, &[("\naccess:\n", route)])
}

#[test]
fn dns_servers_are_at_most_2() {
    snapshot!("dns-servers", report(&endpoint("  dns_servers: [10.0.0.2, 10.0.0.3, 10.0.0.4]\n")));
    assert_eq!(report(&endpoint("  dns_servers: [10.0.0.2, 10.0.0.3]\n")), "");
}

#[test]
fn a_split_tunnel_has_no_default_route() {
    snapshot!("split-tunnel-default-route", report(&default_route(&endpoint("  split_tunnel: true\n"))));
}

#[test]
fn a_split_tunnel_by_default_has_no_default_route_either() {
    snapshot!("split-tunnel-default-route-unwritten", report(&default_route(SMALL)));
}

#[test]
fn a_full_tunnel_has_a_default_route() {
    snapshot!("full-tunnel-no-dns", report(&endpoint("  split_tunnel: false\n")));
    let dns = "  split_tunnel: false\n  dns_servers: [10.0.0.2]\n";
    snapshot!("full-tunnel-no-default-route", report(&endpoint(dns)));
    let open = default_route(&endpoint(dns)).replace("to: 10.0.1.0/24", "to: 0.0.0.0/0");
    assert_eq!(report(&open), "");
}

#[test]
fn a_full_tunnel_for_ipv6_cannot_have_one() {
    let text = edit(
        SMALL,
        &[
            ("  client_cidr: 192.168.0.0/22\n", "  split_tunnel: false\n  ip: { traffic: ipv6 }\n"),
            ("[10.0.0.0/16]", "[10.0.0.0/16, \"2600:1f14::/56\"]"),
            ("to: 10.0.1.0/24", "to: \"2600:1f14::/64\""),
        ],
    );
    snapshot!("full-tunnel-no-default-route-ipv6", report(&text));
}

#[test]
fn the_name_of_a_connect_handler_starts_as_aws_wants() {
    let handler = |name: &str| {
        endpoint(&format!(
            "  connect_handler:\n    lambda_arn: arn:aws:lambda:ap-northeast-1:111122223333:function:{name}\n"
        ))
    };
    snapshot!("connect-handler-name", report(&handler("vpn-check:live")));
    assert_eq!(report(&handler("AWSClientVPN-check:live")), "");
}

#[test]
fn no_more_people_are_connected_than_the_associations_carry() {
    let capacity =
        |capacity: &str| format!("{}\ncapacity: {{ {capacity} }}\n", small(&[("192.168.0.0/22", "172.16.0.0/12")]));
    assert_eq!(report(&capacity("concurrent: 36500")), "");
    snapshot!("connection-count", report(&capacity("concurrent: 36501")));
    assert_eq!(report(&capacity("users: 36501, quotas: { connections: 40000 }")), "");
}

#[test]
fn a_certificate_is_in_the_region_of_the_endpoint() {
    snapshot!("arn-placement", report(&small(&[("arn:aws:acm:ap-northeast-1", "arn:aws:acm:us-east-1")])));
}

#[test]
fn every_arn_is_of_the_partition_of_its_region() {
    snapshot!("arn-placement-partition", report(&small(&[("arn:aws:acm", "arn:aws-us-gov:acm")])));
    let application = report(&small(&[("application/", "application/"), ("arn:aws:sso", "arn:aws-cn:sso")]));
    assert!(application.contains("is in partition aws-cn, not in partition aws"), "{application}");
    let region: cvpn_blueprint::types::Region = "us-gov-west-1".parse().expect("a Region");
    assert_eq!(region.partition(), "aws-us-gov");
}

#[test]
fn an_application_is_in_the_account_of_identity_center() {
    let account = ("  identity_store_id:", "  account: \"444455556666\"\n  identity_store_id:");
    snapshot!("arn-placement-application", report(&small(&[account])));
    let application = ("arn:aws:sso::111122223333", "arn:aws:sso::444455556666");
    assert_eq!(report(&small(&[account, application])), "");
    let report = report(&small(&[application]));
    assert!(report.contains("the application is in account 444455556666, not in account 111122223333"), "{report}");
}

#[test]
fn every_arn_is_where_it_is_used() {
    let elsewhere = "us-east-1:999999999999";
    let text = endpoint(&format!(
        "  portal: enabled
  authentication:
    mutual: {{ client_root_chain_arn: arn:aws:acm:{elsewhere}:certificate/00000000-0000-0000-0000-000000000000 }}
    federated:
      saml_provider_arn: arn:aws:iam::999999999999:saml-provider/vpn
      portal_saml_provider_arn: arn:aws:iam::999999999999:saml-provider/portal
  connect_handler: {{ lambda_arn: arn:aws:lambda:{elsewhere}:function:AWSClientVPN-check }}
  logging: {{ kms_key_arn: arn:aws:kms:{elsewhere}:key/00000000-0000-0000-0000-000000000000 }}
"
    ));
    let text = format!("{text}\nmonitoring: {{ notify: [arn:aws:sns:{elsewhere}:ops] }}\n");
    let (_, found) = faults(&text);
    let found: Vec<_> = found.iter().filter(|fault| fault.code == "arn-placement").collect();
    let messages: Vec<_> = found.iter().map(|fault| format!("{}: {}", fault.place.path, fault.message)).collect();
    snapshot!("arn-placement-all", messages.join("\n"));
}

#[test]
fn a_key_and_a_topic_may_be_of_another_account() {
    let key = "arn:aws:kms:ap-northeast-1:999999999999:key/00000000-0000-0000-0000-000000000000";
    let text = endpoint(&format!("  logging: {{ kms_key_arn: {key} }}\n"));
    assert_eq!(
        report(&format!("{text}\nmonitoring: {{ notify: [arn:aws:sns:ap-northeast-1:999999999999:ops] }}\n")),
        ""
    );
}

#[test]
fn client_vpn_cannot_be_built_in_china() {
    let text = SMALL.replace("ap-northeast-1", "cn-north-1");
    snapshot!("china-region", report(&text));
}

#[test]
fn rules_and_dns_servers_are_of_a_family_that_goes_through_the_tunnel() {
    let text = edit(
        &endpoint("  dns_servers: [10.0.0.2, \"2600:1f14::2\"]\n"),
        &[("access:\n", "access:\n  - { to: \"2600:1f14::/64\", groups: [Staff] }\n")],
    );
    snapshot!("traffic-family", report(&text));
}

#[test]
fn an_ipv4_rule_means_nothing_to_ipv6_traffic() {
    let text = edit(
        SMALL,
        &[
            ("  client_cidr: 192.168.0.0/22\n", "  ip: { traffic: ipv6 }\n"),
            ("[10.0.0.0/16]", "[10.0.0.0/16, \"2600:1f14::/56\"]"),
        ],
    );
    snapshot!("traffic-family-ipv4", report(&text));
    assert_eq!(codes(&edit(&text, &[("to: 10.0.1.0/24", "to: \"2600:1f14::/64\"")])), Vec::<&str>::new());
}

#[test]
fn tags_are_at_most_49_because_the_name_is_one_more() {
    let tags = |count: usize| (1..=count).map(|number| format!("k{number}: v")).collect::<Vec<_>>().join(", ");
    let with = |count| report(&small(&[("endpoint:\n", &format!("tags: {{ {} }}\n\nendpoint:\n", tags(count)))]));
    snapshot!("tag-count", with(50));
    assert_eq!(with(49), "");
}

#[test]
fn alarms_tell_at_most_5_topics() {
    let topics = |count: usize| {
        let arn = |number| format!("    - arn:aws:sns:ap-northeast-1:111122223333:ops-{number}\n");
        (1..=count).map(arn).collect::<String>()
    };
    let with = |count| report(&(small(&[]) + "\nmonitoring:\n  notify:\n" + &topics(count)));
    snapshot!("topic-count", with(6));
    assert_eq!(with(5), "");
}
