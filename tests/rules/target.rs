//! Rules about what a target cannot express.

use crate::support::{circumstances, edit, faults_with, render, report, small, snapshot};
use cvpn_blueprint::fault::Target::{self, CloudFormation, Terraform};
use cvpn_blueprint::{Circumstances, Document, examine};

const POLICY: &str = "endpoint:
  device_posture:
    - { type: crowdstrike, tenant_id: abc, public_signing_key_url: https://example.com/jwk.json }
    - { type: jamf, tenant_id: def }
  authorization_policy: { file: policies/zero-trust.cedar }
  logging: { policy_context: true }
";

/// The small blueprint with all that Terraform cannot express.
fn posture() -> String {
    small(&[("endpoint:\n", POLICY)])
}

/// The report for some targets, as of a build that reads Cedar.
fn report_for(text: &str, targets: &[Target]) -> String {
    let (document, mut faults) = faults_with(text, |circumstances| circumstances.targets = targets.to_vec());
    faults.retain(|fault| fault.code != "policy-unchecked");
    render(&(document, faults))
}

/// The targets that are written, or `None` if the check fails.
fn written(text: &str, targets: &[Target]) -> Option<Vec<Target>> {
    let examined = examine(Document::parse("vpn.yaml", text), |blueprint| Circumstances {
        targets: targets.to_vec(),
        ..circumstances(blueprint)
    });
    examined.checked.map(|checked| checked.targets().collect())
}

fn people(region: &str) -> String {
    let text = small(&[(
        "groups:\n    Staff: {",
        "users:\n    taro: { given_name: Taro, family_name: Yamada, email: taro@example.com }\n  groups:\n    Staff: { members: [taro],",
    )]);
    edit(&text, &[("  identity_store_id:", &format!("{region}  identity_store_id:"))])
}

#[test]
fn what_terraform_cannot_express_leaves_the_other_target() {
    snapshot!("terraform-unsupported", report_for(&posture(), &Target::ALL));
}

#[test]
fn what_terraform_cannot_express_is_an_error_if_it_is_the_only_target() {
    snapshot!("terraform-unsupported-alone", report_for(&posture(), &[Terraform]));
}

#[test]
fn what_terraform_cannot_express_does_not_matter_where_it_is_not_asked_for() {
    assert_eq!(report_for(&posture(), &[CloudFormation]), "");
}

#[test]
fn only_the_target_that_can_express_a_blueprint_is_written() {
    assert_eq!(written(&posture(), &Target::ALL), Some(vec![CloudFormation]));
    assert_eq!(written(&posture(), &[CloudFormation]), Some(vec![CloudFormation]));
    assert_eq!(written(&posture(), &[Terraform]), None);
}

#[test]
fn an_accepted_warning_does_not_bring_the_target_back() {
    let accepted = posture() + "accept:\n  - { fault: terraform-unsupported, reason: CloudFormation is enough }\n";
    assert_eq!(report_for(&accepted, &Target::ALL), "");
    assert_eq!(written(&small(&[]), &Target::ALL), Some(Target::ALL.to_vec()));
}

#[test]
fn terraform_refuses_a_comma_in_the_id_of_a_group() {
    let center = |text: &str| {
        let (before, rest) = text.split_once("identity_center:").expect("it has Identity Center");
        let (_, after) = rest.split_once("\n\n").expect("a section ends with an empty line");
        format!("{before}{after}")
    };
    let text = center(&small(&[
        ("[Staff]", "[\"CN=Staff,DC=example,DC=com\"]"),
        (
            "endpoint:\n",
            "endpoint:\n  authentication:\n    federated: { saml_provider_arn: arn:aws:iam::111122223333:saml-provider/Okta }\n",
        ),
    ]));
    snapshot!("terraform-unsupported-group", report(&text));
    assert_eq!(report_for(&text, &[CloudFormation]), "");
    assert_eq!(written(&text, &Target::ALL), Some(vec![CloudFormation]));
}

#[test]
fn cloudformation_makes_users_in_one_region() {
    snapshot!("cloudformation-users", report(&people("")));
    snapshot!("cloudformation-users-region", report(&people("  region: eu-west-1\n")));
    assert_eq!(report(&people("  region: us-east-1\n")), "");
    assert_eq!(report_for(&people(""), &[Terraform]), "");
}

#[test]
fn an_acceptance_that_another_target_needs_is_not_reported_as_unused() {
    let accepted = people("") + "accept:\n  - { fault: cloudformation-users, reason: People are added by hand }\n";
    assert_eq!(report_for(&accepted, &Target::ALL), "");
    assert_eq!(report_for(&accepted, &[Terraform]), "");
    let accepted = posture() + "accept:\n  - { fault: terraform-unsupported, reason: CloudFormation is enough }\n";
    assert_eq!(report_for(&accepted, &[CloudFormation]), "");
}

#[test]
fn an_acceptance_that_another_run_may_need_is_not_reported_as_unused() {
    let accept = |code: &str| posture() + &format!("accept:\n  - {{ fault: {code}, reason: Known }}\n");
    for code in ["policy-guard", "policy-attribute", "policy-permits-nothing", "policy-unchecked"] {
        let (_, faults) = faults_with(&accept(code), |_| {});
        let unused = faults.iter().any(|fault| fault.code == "unused-acceptance");
        assert_eq!(unused, cfg!(feature = "cedar") && code != "policy-unchecked", "{code}");
    }
    let expiring = accept("saml-certificate-expiring");
    assert!(faults_with(&expiring, |_| {}).1.iter().any(|fault| fault.code == "unused-acceptance"));
    assert!(
        !faults_with(&expiring, |circumstances| circumstances.today = None)
            .1
            .iter()
            .any(|fault| fault.code == "unused-acceptance")
    );
}
