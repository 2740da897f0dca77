//! Faults of form.

use crate::support::{SMALL, codes, edit, faults, render, report, small, snapshot};
use cvpn_blueprint::source::Limits;
use cvpn_blueprint::{Circumstances, Document, examine};

const DESCRIPTION: &str = "description: Application subnet";
const CLIENT_CIDR: &str = "  client_cidr: 192.168.0.0/22\n";
const CERTIFICATE: &str =
    "    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000\n";

/// The small blueprint with one more line in its endpoint.
fn endpoint(line: &str) -> String {
    small(&[(CLIENT_CIDR, &format!("{CLIENT_CIDR}  {line}\n"))])
}

/// The report of a text that is read within other limits.
fn report_within(text: &str, limits: Limits) -> String {
    let examined = examine(Document::parse_within("vpn.yaml", text, limits), |_| Circumstances::default());
    render(&(examined.document, examined.faults))
}

#[test]
fn the_small_blueprint_has_no_fault() {
    assert_eq!(report(SMALL), "");
}

#[test]
fn what_is_not_yaml_is_shown_where_reading_ended() {
    snapshot!("yaml-syntax", report(&small(&[("[10.0.0.0/16]", "[10.0.0.0/16")])));
}

#[test]
fn a_tab_is_named_as_the_cause() {
    snapshot!("yaml-syntax-pair", report(&small(&[("  client_cidr", "  banner: \"\\ud83d\\ude00\"\n  client_cidr")])));
    snapshot!("yaml-syntax-tab", report(&small(&[("  client_cidr", "\tclient_cidr")])));
}

#[test]
fn a_second_document_is_refused() {
    snapshot!("yaml-syntax-second-document", report(&format!("{SMALL}---\nversion: 1\n")));
}

#[test]
fn a_list_as_key_is_refused() {
    snapshot!("yaml-syntax-key", report(&small(&[("name: corp-vpn", "[name]: corp-vpn")])));
}

#[test]
fn an_empty_file_is_no_blueprint() {
    snapshot!("wrong-type-empty-file", report(""));
}

#[test]
fn a_file_may_not_have_too_many_bytes() {
    snapshot!("too-large", report_within(SMALL, Limits { bytes: 100, ..Limits::default() }));
}

#[test]
fn a_file_may_not_hold_too_many_values() {
    snapshot!("too-large-values", report_within(SMALL, Limits { nodes: 20, ..Limits::default() }));
}

#[test]
fn a_file_may_not_be_nested_too_deep() {
    snapshot!("too-large-depth", report_within(SMALL, Limits { depth: 3, ..Limits::default() }));
}

#[test]
fn nesting_without_end_is_refused_and_costs_no_stack() {
    let found = faults(&"[".repeat(100_000));
    assert_eq!(found.1.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["too-large"]);
    assert!(found.1[0].message.contains("32 levels"), "{}", found.1[0].message);
}

#[test]
fn anchors_that_multiply_are_refused_before_they_do() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    snapshot!("too-large-billion-laughs", report(&text));
}

#[test]
fn a_few_anchors_are_fine() {
    let anchor = ("cidr: 10.0.10.0/24 }", "cidr: &net 10.0.10.0/24 }");
    assert_eq!(report(&small(&[anchor, ("to: 10.0.1.0/24", "to: *net")])), "");
}

#[test]
fn a_key_stands_in_a_mapping_once() {
    snapshot!("duplicate-key", report(&small(&[(CLIENT_CIDR, &format!("{CLIENT_CIDR}  client_cidr: 10.9.0.0/22\n"))])));
}

#[test]
fn a_misspelt_key_is_refused_with_the_key_that_was_meant() {
    snapshot!("unknown-key", report(&small(&[("client_cidr:", "client_cdir:")])));
}

#[test]
fn a_missing_key_is_named_with_what_it_is_for() {
    snapshot!("missing-key", report(&small(&[("region: ap-northeast-1\n", "")])));
}

#[test]
fn all_missing_keys_of_an_item_are_named() {
    let subnet = "{ id: subnet-0a1b2c3d4e5f60719, availability_zone: ap-northeast-1c, cidr: 10.0.20.0/24 }";
    snapshot!("missing-key-of-an-item", report(&small(&[(subnet, "{ id: subnet-0a1b2c3d4e5f60719 }")])));
}

#[test]
fn an_account_without_quotes_is_a_number() {
    snapshot!("wrong-type", report(&small(&[("\"111122223333\"", "111122223333")])));
}

#[test]
fn an_account_with_leading_zeros_has_lost_them() {
    snapshot!("wrong-type-leading-zeros", report(&small(&[("\"111122223333\"", "001122223333")])));
}

#[test]
fn a_text_for_a_list_is_answered_with_the_list() {
    snapshot!("wrong-type-list", report(&small(&[("groups: [Staff]", "groups: Staff")])));
}

#[test]
fn yes_is_not_a_boolean() {
    snapshot!("wrong-type-boolean", report(&endpoint("split_tunnel: yes")));
}

#[test]
fn a_key_without_value_is_not_taken_for_its_default() {
    snapshot!("wrong-type-nothing", report(&endpoint("split_tunnel:")));
}

#[test]
fn a_misspelt_word_is_answered_with_the_word_that_was_meant() {
    snapshot!("invalid-value", report(&endpoint("transport: udpp")));
}

#[test]
fn an_identifier_of_another_kind_is_refused() {
    snapshot!("invalid-value-id", report(&small(&[("id: vpc-0123456789abcdef0", "id: subnet-0123456789abcdef0")])));
}

#[test]
fn an_arn_of_another_service_is_refused() {
    let arn = ("arn:aws:acm:ap-northeast-1", "arn:aws:iam:ap-northeast-1");
    snapshot!("invalid-value-arn", report(&small(&[arn])));
}

#[test]
fn a_number_out_of_range_is_refused() {
    snapshot!("invalid-value-number", report(&format!("{SMALL}\ncapacity: {{ users: -5 }}\n")));
}

#[test]
fn another_version_is_refused() {
    snapshot!("invalid-value-version", report(&small(&[("version: 1", "version: 2")])));
}

#[test]
fn a_control_character_in_a_text_is_refused_and_not_sent_to_the_terminal() {
    let text = small(&[(DESCRIPTION, "description: \"Application\\u001b[31m subnet\"")]);
    snapshot!("invalid-value-escape-character", report(&text));
    let text = small(&[(DESCRIPTION, "description: \"Application\\0 subnet\"")]);
    snapshot!("invalid-value-nul", report(&text));
}

#[test]
fn raw_control_characters_never_reach_the_terminal() {
    for letter in ['\0', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{200b}'] {
        let text = small(&[("Staff: {", &format!("\"St{letter}aff\": {{")), ("[Staff]", "[Staf]"), (CLIENT_CIDR, "")]);
        let report = report(&text);
        assert!(!report.is_empty());
        assert!(!report.contains(letter), "U+{:04X} in\n{report}", u32::from(letter));
    }
}

#[test]
fn a_server_certificate_is_one_of_three() {
    snapshot!(
        "exactly-one",
        report(&small(&[(CERTIFICATE, &format!("{CERTIFICATE}    issued: {{ domain: vpn.example.com }}\n"))]))
    );
}

#[test]
fn a_server_certificate_is_not_empty() {
    let certificate = format!("  server_certificate:\n{CERTIFICATE}");
    snapshot!("exactly-one-of-none", report(&small(&[(&certificate, "  server_certificate: {}\n")])));
}

#[test]
fn a_network_has_no_bits_after_its_prefix() {
    snapshot!("cidr-host-bits", report(&small(&[("10.0.1.0/24", "10.0.1.5/24")])));
}

#[test]
fn what_stands_beside_a_network_with_bits_after_its_prefix_is_checked_too() {
    let text = small(&[("10.0.1.0/24, groups: [Staff]", "10.0.1.5/24, groups: [Stuff]")]);
    assert_eq!(codes(&text), ["cidr-host-bits", "dangling-group"]);
    let text = small(&[("client_cidr: 192.168.0.0/22", "client_cidr: 10.0.0.1/8"), ("[Staff]", "[Stuff]")]);
    assert_eq!(codes(&text), ["unused-group", "cidr-host-bits", "dangling-group"]);
}

#[test]
fn a_network_is_written_in_canonical_form() {
    let ipv6 = "\"2001:DB8:0:0::/32\"";
    snapshot!("cidr-host-bits-form", report(&small(&[("10.0.1.0/24", ipv6)])));
}

#[test]
fn an_address_is_not_a_network() {
    snapshot!("invalid-value-address", report(&small(&[("10.0.1.0/24", "10.0.1.5")])));
}

#[test]
fn the_id_of_a_group_is_not_its_name() {
    snapshot!("group-id", report(&small(&[("{ description: People who may connect }", "{ id: Staff }")])));
}

#[test]
fn a_port_is_443_or_1194() {
    snapshot!("vpn-port", report(&endpoint("port: 8443")));
}

#[test]
fn a_session_lasts_8_10_12_or_24_hours() {
    snapshot!("session-timeout", report(&endpoint("session: { timeout_hours: 9 }")));
}

#[test]
fn a_log_is_kept_for_a_number_of_days_that_aws_has() {
    snapshot!("log-retention", report(&endpoint("logging: { retention_days: 100 }")));
}

#[test]
fn a_banner_has_at_most_1400_characters() {
    // Characters, not bytes: 1,400 of three bytes each are fine.
    assert_eq!(report(&endpoint(&format!("banner: \"{}\"", "許".repeat(1400)))), "");
    let (_, found) = faults(&endpoint(&format!("banner: \"{}\"", "許".repeat(1401))));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].code, &*found[0].message), ("banner-length", "the banner has 1401 characters"));
}

#[test]
fn a_banner_is_not_empty() {
    snapshot!("banner-length", report(&endpoint("banner: \"\"")));
}

#[test]
fn the_domain_of_a_server_certificate_has_a_dot() {
    let issued = edit(SMALL, &[(CERTIFICATE, "    issued: { domain: server }\n")]);
    snapshot!("server-certificate-domain", report(&issued));
}

#[test]
fn all_faults_of_a_file_are_shown_in_one_run_in_its_order() {
    let text = small(&[
        (CLIENT_CIDR, "  client_cidr: 192.168.0.0/24\n  transprot: tcp\n"),
        ("cidr: 10.0.20.0/24", "cidr: 10.0.20.0/28"),
        ("cidrs: [10.0.0.0/16]", "cidrs: [10.0.0.1/16, 10.0.0.0/16, 10.1.0.0/16]"),
        ("access:\n", "  routes:\n    - { to: 10.1.0.0/16 }\n\naccess:\n  - { to: 10.0.7.1/24, groups: [Staff] }\n"),
        ("to: 10.0.1.0/24", "to: 10.2.0.0/16"),
    ]);
    // The faults of form take nothing away from the others: an entry that cannot be read is left out, and the places of
    // those after it stay right.
    snapshot!("all-in-one-run", report(&text));
}

#[test]
fn a_tag_has_only_letters_that_every_service_takes() {
    let tags = "tags: { \"aws:x\": a, \"cost(center)\": b, team: \"\", owner: \"a\\u200Fb\", site: Tōkyō 東京_1/2 }\n\nendpoint:\n";
    snapshot!("invalid-value-tag", report(&small(&[("endpoint:\n", tags)])));
}

#[test]
fn a_name_does_not_look_like_the_id_of_a_security_group() {
    snapshot!("invalid-value-name", report(&small(&[("name: corp-vpn", "name: sg-vpn")])));
}

#[test]
fn a_server_certificate_has_one_name_no_wildcard_and_no_address() {
    for (name, domain) in [("wildcard", "\"*.example.com\""), ("address", "10.0.0.1")] {
        let arn = "    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
        let issued = small(&[(arn, &format!("    issued: {{ domain: {domain} }}"))]);
        snapshot!(format!("server-certificate-{name}"), report(&issued));
    }
}
