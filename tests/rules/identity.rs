//! Rules about the people and groups of Identity Center.

use crate::support::{edit, faults, faults_with, render, report, small, snapshot};
use cvpn_blueprint::fault::Target;

/// The small blueprint with people, and edits of it.
fn people(edits: &[(&str, &str)]) -> String {
    let people = "users:
    hanako: { given_name: Hanako, family_name: Sato, email: hanako@example.com }
    taro: { given_name: Taro, family_name: Yamada, email: taro@example.com }
  groups:
    DBA: { id: 90676c1b-5041-70f7-a9a5-7f2a1c1f0e55 }
    Staff: { description: People who may connect, members: [hanako, taro] }";
    let text =
        small(&[("groups:\n    Staff: { description: People who may connect }", people), ("[Staff]", "[Staff, DBA]")]);
    edit(&text, edits)
}

/// The report for Terraform, which makes users in every Region.
fn terraform(text: &str) -> String {
    render(&faults_with(text, |circumstances| circumstances.targets = vec![Target::Terraform]))
}

#[test]
fn a_blueprint_with_people_has_no_fault() {
    assert_eq!(terraform(&people(&[])), "");
}

#[test]
fn an_access_rule_names_a_group_of_the_blueprint() {
    snapshot!("dangling-group", terraform(&people(&[("[Staff, DBA]", "[Staf, Developers, DBA, Staff]")])));
}

#[test]
fn an_access_rule_names_a_group_not_its_id() {
    let ids = "[Staff, DBA, 90676c1b-5041-70f7-a9a5-7f2a1c1f0e55, 5b1c8f02-7d3e-4a96-8c41-e2d9b0f3a674]";
    snapshot!("dangling-group-id", terraform(&people(&[("[Staff, DBA]", ids)])));
}

#[test]
fn a_group_that_is_written_wrongly_is_not_missed_again_where_it_is_named() {
    let (_, faults) = faults(&people(&[("    DBA: { id: 90676c1b-5041-70f7-a9a5-7f2a1c1f0e55 }", "    DBA: 5")]));
    assert!(faults.iter().any(|fault| fault.code == "wrong-type"));
    assert!(!faults.iter().any(|fault| fault.code == "dangling-group"), "{faults:?}");
}

#[test]
fn members_are_users_of_the_blueprint() {
    snapshot!("dangling-user", terraform(&people(&[("[hanako, taro]", "[hanako, taro, tarro, jiro]")])));
}

#[test]
fn a_user_in_no_group_cannot_sign_in() {
    snapshot!("unused-user", terraform(&people(&[("[hanako, taro]", "[taro]")])));
}

#[test]
fn a_group_that_no_rule_names_is_reported() {
    snapshot!("unused-group", terraform(&people(&[("groups: [Staff, DBA]", "groups: [DBA]")])));
    snapshot!("unused-group-id", terraform(&people(&[("groups: [Staff, DBA]", "groups: [Staff]")])));
}

#[test]
fn a_group_made_here_needs_no_rule_where_a_rule_is_for_everyone() {
    let everyone = "groups: [DBA] }\n  - { to: 10.0.2.0/24, everyone: true }";
    assert_eq!(terraform(&people(&[("groups: [Staff, DBA], description: Application subnet }", everyone)])), "");
}

#[test]
fn a_member_stands_once_in_a_group() {
    snapshot!("duplicate-member", terraform(&people(&[("[hanako, taro]", "[hanako, taro, hanako]")])));
}

#[test]
fn a_group_is_made_here_or_exists_already() {
    let both = ", description: Database administrators, members: [taro] }";
    snapshot!(
        "group-kind",
        terraform(&people(&[("5041-70f7-a9a5-7f2a1c1f0e55 }", &format!("5041-70f7-a9a5-7f2a1c1f0e55{both}"))]))
    );
}

#[test]
fn only_identity_centers_own_directory_makes_people_and_groups() {
    let source = |source| people(&[("  identity_store_id:", &format!("  source: {source}\n  identity_store_id:"))]);
    snapshot!("managed-source", terraform(&source("external")));
    snapshot!("managed-source-active-directory", terraform(&source("active_directory")));
}

#[test]
fn mfa_beside_an_external_identity_provider_has_no_effect() {
    let text = small(&[
        ("  identity_store_id:", "  source: external\n  mfa: { prompt: never }\n  identity_store_id:"),
        ("{ description: People who may connect }", "{ id: 90676c1b-5041-70f7-a9a5-7f2a1c1f0e55 }"),
    ]);
    snapshot!("mfa-external", report(&text));
}

#[test]
fn signing_in_without_a_second_factor_is_reported() {
    let mfa = |mfa| small(&[("  identity_store_id:", &format!("  mfa: {mfa}\n  identity_store_id:"))]);
    snapshot!("mfa-off", report(&mfa("{ prompt: never, unregistered_device: allow }")));
    snapshot!("mfa-off-unregistered-device", report(&mfa("{ unregistered_device: allow }")));
    assert_eq!(report(&mfa("{ prompt: context_aware, unregistered_device: email_otp }")), "");
}

#[test]
fn two_people_do_not_share_an_email_address() {
    snapshot!("duplicate-email", terraform(&people(&[("email: taro@example.com", "email: Hanako@example.com")])));
}

#[test]
fn an_application_belongs_to_the_instance_of_the_blueprint() {
    let instance = "instance_arn: arn:aws:sso:::instance/ssoins-fedcba9876543210\n  identity_store_id:";
    snapshot!("application-instance", report(&small(&[("identity_store_id:", instance)])));
}

#[test]
fn an_invisible_letter_in_a_name_of_identity_center_is_refused_by_its_number() {
    let edits = [
        ("    Staff: { description: People who may connect }", "    \"St\\u200Faff\": { description: \"\" }"),
        (
            "groups:\n",
            "users:\n    \"taro yamada\": { given_name: \"Ta\\u200Bro\", family_name: \"Yama\\u0085da\", email: \"t\\uFEFFaro@example.com\" }\n  groups:\n",
        ),
        ("[Staff]", "[Everybody\u{a0}else]"),
    ];
    snapshot!("invalid-value-identity-store", report(&small(&edits)));
}

#[test]
fn names_of_identity_center_may_be_of_any_script() {
    let text = people(&[
        ("    Staff: {", "    社員 全員 (東京) é: {"),
        ("[Staff, DBA]", "[社員 全員 (東京) é, DBA]"),
        (
            "    taro: { given_name: Taro, family_name: Yamada, email: taro@example.com }",
            "    山田+太郎: { given_name: 太郎, family_name: O’Neil, email: yamada@例え.jp }",
        ),
        ("[hanako, taro]", "[hanako, 山田+太郎]"),
    ]);
    assert_eq!(terraform(&text), "");
}

#[test]
fn two_groups_do_not_share_an_id() {
    let again = "5041-70f7-a9a5-7f2a1c1f0e55 }\n    Ops: { id: 90676C1B-5041-70F7-A9A5-7F2A1C1F0E55 }";
    let edits = [("5041-70f7-a9a5-7f2a1c1f0e55 }", again), ("[Staff, DBA]", "[Staff, DBA, Ops]")];
    snapshot!("duplicate-group-id", terraform(&people(&edits)));
}

#[test]
fn a_rule_for_everyone_assigns_nobody() {
    let edits = [
        ("  groups:\n    Staff: { description: People who may connect }\n", ""),
        ("groups: [Staff]", "everyone: true"),
    ];
    snapshot!("nobody-assigned", report(&small(&edits)));
}
