//! Rules over a fleet.

use crate::support::{edit, examined_with, parsed, render, small, snapshot};
use cvpn_blueprint::Document;
use cvpn_blueprint::fleet::{self, Member};

/// The report of the faults between blueprints, which are called 0.yaml, 1.yaml and so on.
fn between(texts: &[String]) -> String {
    let name = |index: usize| format!("{index}.yaml");
    let files: Vec<_> = (0..texts.len()).map(name).collect();
    let members: Vec<_> = files.iter().zip(texts).map(|(file, text)| Member::of(file, &parsed(text))).collect();
    let shown = fleet::check(&members).into_iter().map(|found| {
        let document = Document::parse(name(found.member), &*texts[found.member]).document;
        render(&(document, vec![found.fault]))
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// A blueprint that shares nothing with those of other numbers.
fn own(number: usize) -> String {
    let text =
        small(&[("corp-vpn", &format!("vpn-{number}")), ("192.168.0.0/22", &format!("192.168.{}.0/22", number * 4))]);
    text.replace("111122223333", &format!("{:012}", 111_122_223_333 + number))
        .replace("vpc-0123456789abcdef0", &format!("vpc-{number:017x}"))
        .replace("d-0123456789", &format!("d-{number:010x}"))
}

#[test]
fn blueprints_that_share_nothing_have_no_faults_between_them() {
    assert_eq!(between(&(0..20).map(own).collect::<Vec<_>>()), "");
}

#[test]
fn clients_of_one_vpc_have_addresses_of_their_own() {
    let vpc = "vpc-00000000000000000";
    let second = own(1).replace("vpc-00000000000000001", vpc);
    assert_eq!(between(&[own(0), second.clone()]), "");
    let wide = edit(&second, &[("192.168.4.0/22", "192.168.0.0/20")]);
    snapshot!("fleet-client-cidr-overlap", between(&[own(0), wide.clone()]));
    let accepted = wide + "accept: [{ fault: fleet-client-cidr-overlap, reason: Addresses are translated }]\n";
    assert_eq!(between(&[own(0), accepted.clone()]), "");
    let examined = examined_with(&accepted, |_| {});
    assert!(examined.checked.is_some(), "{}", render(&(examined.document, examined.faults)));
}

#[test]
fn clients_of_one_transit_gateway_must_have_addresses_of_their_own() {
    let gateway = |number| {
        let text = own(number);
        let (start, end) = (text.find("  vpc:").expect("the VPC"), text.find("\naccess:").expect("the rules"));
        let gateway = "  transit_gateway: { id: tgw-0123456789abcdef0, availability_zones: [ap-northeast-1a], cidrs: [10.0.0.0/8] }\n";
        format!("{}{gateway}{}", &text[..start], &text[end..])
    };
    assert_eq!(between(&[gateway(0), gateway(1)]), "");
    let same = gateway(1).replace("192.168.4.0/22", "192.168.0.0/22");
    snapshot!("fleet-client-cidr-overlap-transit-gateway", between(&[gateway(0), same]));
}

#[test]
fn endpoints_of_an_account_in_a_region_are_at_most_5_unless_raised() {
    let account = |number: usize| {
        let text = own(number).replace(&format!("{:012}", 111_122_223_333_usize + number), "111122223333");
        text.replace("apl-0123456789abcdef", &format!("apl-{number:016}"))
    };
    let mut six: Vec<_> = (0..6).map(account).collect();
    assert_eq!(between(&six[..5]), "");
    snapshot!("fleet-endpoint-count", between(&six));
    six[2] += "capacity: { quotas: { endpoints: 6 } }\n";
    assert_eq!(between(&six), "");
}

#[test]
fn a_group_of_an_identity_store_is_made_once() {
    let store = |number: usize| own(number).replace(&format!("d-{number:010x}"), "d-0123456789");
    snapshot!("fleet-same-group", between(&[store(0), store(1)]));
    let existing = "Staff: { id: 90676c1b-5041-70f7-a9a5-7f2a1c1f0e55 }";
    let named = edit(&store(1), &[("Staff: { description: People who may connect }", existing)]);
    assert_eq!(between(&[store(0), named]), "");
}

#[test]
fn a_user_of_an_identity_store_is_made_once() {
    let user = |number: usize| {
        let taro =
            "  users:\n    taro: { given_name: Taro, family_name: Yamada, email: taro@example.com }\n  groups:\n";
        let group = format!("Staff{number}");
        let text = edit(
            &own(number),
            &[
                ("  groups:\n", taro),
                ("    Staff: {", &format!("    {group}: {{ members: [taro],")),
                ("[Staff]", &format!("[{group}]")),
            ],
        );
        text.replace(&format!("d-{number:010x}"), "d-0123456789")
    };
    snapshot!("fleet-same-user", between(&[user(0), user(1)]));
}

#[test]
fn names_of_saml_providers_are_taken_in_all_regions() {
    let portal = "  portal_application:\n    name: Portal\n    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-fedcba9876543210\n    metadata: saml/client-vpn-portal.xml\n  groups:\n";
    let first = edit(&own(0), &[("  groups:\n", portal)]);
    let second = own(1).replace("111122223334", "111122223333").replace("vpn-1", "vpn-0-portal");
    let second = second.replace("apl-0123456789abcdef", "apl-00000000000000ff").replace("ap-northeast-1", "us-east-1");
    snapshot!("fleet-provider-name", between(&[first, second]));
}

#[test]
fn a_saml_provider_can_serve_several_endpoints() {
    let second = own(1).replace("111122223334", "111122223333");
    snapshot!("fleet-shared-provider", between(&[own(0), second]));
}
