//! Rules about the ways in which people sign in, and about the portal.

use crate::support::{SMALL, edit, report, small, snapshot};

/// What stands in `endpoint.authentication`, one key a line.
const MUTUAL: &str = "mutual: { client_root_chain_arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000001 }";
const DIRECTORY: &str = "directory: { id: d-0123456789 }";
const FEDERATED: &str = "federated: { saml_provider_arn: arn:aws:iam::111122223333:saml-provider/Okta }";
const PORTAL_APPLICATION: &str = "  portal_application:
    name: AWS Client VPN portal
    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-fedcba9876543210
    metadata: saml/client-vpn-portal.xml
  groups:";

/// A text with these methods.
fn with(text: &str, methods: &[&str]) -> String {
    let methods: String = methods.iter().map(|method| format!("    {method}\n")).collect();
    edit(text, &[("endpoint:\n", &format!("endpoint:\n  authentication:\n{methods}"))])
}

/// The small blueprint without Identity Center.
fn without_center() -> String {
    let (before, rest) = SMALL.split_once("identity_center:").expect("SMALL has Identity Center");
    let (_, after) = rest.split_once("\n\n").expect("a section ends with an empty line");
    format!("{before}{after}")
}

fn portal(text: &str) -> String {
    edit(text, &[("endpoint:\n", "endpoint:\n  portal: enabled\n")])
}

#[test]
fn something_says_how_people_sign_in() {
    snapshot!("identity-center-missing", report(&without_center()));
    let empty = edit(&without_center(), &[("endpoint:\n", "endpoint:\n  authentication: {}\n")]);
    snapshot!("identity-center-missing-authentication", report(&empty));
}

#[test]
fn an_empty_authentication_is_as_if_it_were_left_out() {
    assert_eq!(report(&edit(SMALL, &[("endpoint:\n", "endpoint:\n  authentication: {}\n")])), "");
}

#[test]
fn identity_center_of_the_wrong_type_is_not_missed_again() {
    let text = edit(&without_center(), &[("endpoint:\n", "identity_center: none\n\nendpoint:\n")]);
    snapshot!("wrong-type-identity-center", report(&text));
}

#[test]
fn one_method_stands_alone_or_beside_a_certificate() {
    let everyone = edit(&without_center(), &[("groups: [Staff]", "everyone: true")]);
    let (directory, federated) = (&[DIRECTORY][..], &[FEDERATED][..]);
    let all = [&[MUTUAL][..], directory, federated, &[MUTUAL, DIRECTORY], &[MUTUAL, FEDERATED]];
    for methods in all {
        assert_eq!(report(&with(&everyone, methods)), "", "{methods:?}");
    }
    for methods in [&[MUTUAL][..], &[FEDERATED], &[MUTUAL, FEDERATED]] {
        assert_eq!(report(&with(SMALL, methods)), "", "{methods:?} beside Identity Center");
    }
}

#[test]
fn directory_and_federated_cannot_stand_together() {
    snapshot!("authentication-combination", report(&with(&without_center(), &[DIRECTORY, FEDERATED])));
}

#[test]
fn a_directory_leaves_identity_center_unused() {
    snapshot!("authentication-combination-identity-center", report(&with(SMALL, &[DIRECTORY])));
}

#[test]
fn people_with_only_a_certificate_have_no_groups() {
    snapshot!("certificate-only-groups", report(&with(&without_center(), &[MUTUAL])));
}

#[test]
fn the_portal_needs_a_user_based_way_to_sign_in() {
    let everyone = edit(&without_center(), &[("groups: [Staff]", "everyone: true")]);
    snapshot!("portal-authentication", report(&portal(&with(&everyone, &[MUTUAL]))));
    assert_eq!(report(&portal(&with(&everyone, &[MUTUAL, DIRECTORY]))), "");
}

#[test]
fn the_portal_needs_a_second_application() {
    snapshot!("portal-application", report(&portal(SMALL)));
    assert_eq!(report(&portal(&small(&[("  groups:", PORTAL_APPLICATION)]))), "");
}

#[test]
fn the_second_application_needs_the_portal() {
    snapshot!("portal-application-unused", report(&small(&[("  groups:", PORTAL_APPLICATION)])));
}

#[test]
fn the_portal_needs_a_second_provider_where_one_exists_already() {
    snapshot!("portal-application-federated", report(&portal(&with(&without_center(), &[FEDERATED]))));
    let both = FEDERATED.replace(" }", ", portal_saml_provider_arn: arn:aws:iam::111122223333:saml-provider/Okta2 }");
    snapshot!("portal-application-federated-unused", report(&with(&without_center(), &[&both])));
    assert_eq!(report(&portal(&with(&without_center(), &[&both]))), "");
}

#[test]
fn the_two_applications_are_two() {
    let same =
        PORTAL_APPLICATION.replace("apl-fedcba9876543210", "apl-0123456789abcdef").replace("-portal.xml", ".xml");
    snapshot!("same-application", report(&portal(&small(&[("  groups:", &same)]))));
}

#[test]
fn the_two_applications_are_of_one_instance() {
    let other = PORTAL_APPLICATION.replace("ssoins-0123456789abcdef", "ssoins-fedcba9876543210");
    snapshot!("application-instance-portal", report(&portal(&small(&[("  groups:", &other)]))));
}

#[test]
fn two_names_of_groups_are_kept_by_identity_center_alone() {
    let reserved = |text: &str| text.replace("Staff", "AWSAdministrators");
    snapshot!("reserved-group", report(&reserved(&small(&[]))));
    assert_eq!(report(&reserved(&with(&without_center(), &[FEDERATED]))), "");
}

#[test]
fn a_group_of_another_identity_provider_has_at_most_255_characters() {
    let group = |length: usize| {
        with(&edit(&without_center(), &[("[Staff]", &format!("[{}]", "g".repeat(length)))]), &[FEDERATED])
    };
    assert_eq!(report(&group(255)), "");
    snapshot!("foreign-group", report(&group(256)));
}
