//! On what, and on which condition.

use super::{policies, policies_of, statements};
use crate::support::place::Place;
use crate::support::snapshot;
use cvpn_blueprint::gallery;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Resources of the statements that allow an action.
fn on(policies: &[Value], action: &str) -> BTreeSet<String> {
    let allows = |statement: &&Value| statement["Action"].as_array().is_some_and(|all| all.contains(&json!(action)));
    let found = statements(policies).filter(allows);
    let resources = found.flat_map(|statement| statement["Resource"].as_array().expect("resources"));
    resources.map(|one| one.as_str().expect("an ARN").to_owned()).collect()
}

fn set<const N: usize>(arns: [&str; N]) -> BTreeSet<String> {
    arns.map(str::to_owned).into()
}

#[test]
fn nothing_is_allowed_on_everything_without_a_condition() {
    for entry in gallery::ALL {
        for statement in statements(&policies(entry.name, &["--bucket", "corp-templates"])) {
            let open = statement["Resource"].as_array().is_some_and(|all| all.iter().any(|one| one == "*"));
            // Everybody may ask who they are.
            let plain = statement["Action"] == json!(["sts:GetCallerIdentity"]);
            assert!(!open || plain || statement["Condition"].is_object(), "{}: {statement:#}", entry.name);
        }
    }
}

#[test]
fn what_the_blueprint_names_is_named() {
    let place = Place::small();
    let policies = policies_of(&place, "vpn.yaml", &["--for", "deploy", "--bucket", "corp-templates"]);
    let here = "arn:aws:ec2:ap-northeast-1:111122223333:";
    let [endpoint, vpc, group] =
        ["client-vpn-endpoint/*", "vpc/vpc-0123456789abcdef0", "security-group/*"].map(|end| format!("{here}{end}"));
    let subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"].map(|id| format!("{here}subnet/{id}"));
    assert_eq!(on(&policies, "ec2:AssociateClientVpnTargetNetwork"), set([&subnets[0], &subnets[1], &endpoint]));
    assert_eq!(on(&policies, "ec2:CreateClientVpnEndpoint"), set([&endpoint, &vpc, &group]));
    assert_eq!(on(&policies, "ec2:DeleteClientVpnEndpoint"), set([&endpoint]));
    let provider = "arn:aws:iam::111122223333:saml-provider/corp-vpn";
    assert_eq!(on(&policies, "iam:GetSAMLProvider"), set([provider]));
    assert_eq!(on(&policies, "iam:UpdateSAMLProvider"), set([provider]));
    let application = "arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef";
    for action in ["sso:CreateApplicationAssignment", "sso:DescribeApplication", "sso:ListApplicationAssignments"] {
        assert_eq!(on(&policies, action), set([application]), "{action}");
    }
    let store = "arn:aws:identitystore::111122223333:identitystore/d-0123456789";
    assert_eq!(on(&policies, "identitystore:CreateGroup"), set([store]));
    assert_eq!(on(&policies, "identitystore:GetUserId"), set([store, "arn:aws:identitystore:::user/*"]));
    let log = "arn:aws:logs:ap-northeast-1:111122223333:log-group:/aws/clientvpn/corp-vpn";
    assert_eq!(on(&policies, "logs:CreateLogGroup"), set([log, &format!("{log}:*")]));
    let stack = "arn:aws:cloudformation:ap-northeast-1:111122223333:stack/corp-vpn";
    let stacks = set([&format!("{stack}/*"), &format!("{stack}-routes-*/*"), &format!("{stack}-rules-*/*")]);
    assert_eq!(on(&policies, "cloudformation:DeleteStack"), stacks);
    let bucket = "arn:aws:s3:::corp-templates/cvpn/corp-vpn";
    let objects = set([&format!("{bucket}/*"), &format!("{bucket}-routes-*/*"), &format!("{bucket}-rules-*/*")]);
    assert_eq!(on(&policies, "s3:PutObject"), objects);
}

#[test]
fn security_groups_that_are_there_are_named() {
    let place = Place::small();
    place.edit("vpn.yaml", "network:\n", "network:\n  security_groups: [sg-0123456789abcdef0]\n");
    let policies = policies_of(&place, "vpn.yaml", &["--for", "deploy"]);
    let named = "arn:aws:ec2:ap-northeast-1:111122223333:security-group/sg-0123456789abcdef0".to_owned();
    let found = on(&policies, "ec2:ApplySecurityGroupsToClientVpnTargetNetwork");
    assert!(found.contains(&named), "{found:?}");
    let any = |policy: &Value| policy.to_string().contains(":security-group/*");
    assert!(!policies.iter().any(any), "{policies:#?}");
}

#[test]
fn a_security_group_of_another_vpc_is_left_alone() {
    let policies = policies("quickstart", &["--for", "deploy"]);
    let vpc = "arn:aws:ec2:ap-northeast-1:111122223333:vpc/vpc-0123456789abcdef0";
    for statement in statements(&policies) {
        let actions = statement["Action"].as_array().expect("actions");
        if actions.contains(&json!("ec2:DeleteSecurityGroup")) {
            assert_eq!(statement["Condition"]["ArnEquals"]["ec2:Vpc"], vpc, "{statement:#}");
        }
        let group = statement["Resource"].to_string().contains(":security-group/*");
        if group && actions.contains(&json!("ec2:CreateTags")) {
            let made = statement["Condition"]["StringEquals"]["ec2:CreateAction"] == "CreateSecurityGroup";
            assert!(made || statement["Condition"]["ArnEquals"]["ec2:Vpc"] == vpc, "{statement:#}");
        }
    }
}

#[test]
fn the_certificates_that_are_named_are_named() {
    let policies = policies("mutual-and-sso", &["--for", "deploy"]);
    let found = on(&policies, "acm:GetCertificate");
    assert!(!found.is_empty() && found.iter().all(|arn| !arn.contains('*')), "{found:?}");
    let yaml = crate::support::gallery("mutual-and-sso");
    assert!(found.iter().all(|arn| yaml.contains(arn.as_str())), "{found:?}");
    let root = yaml.split("client_root_chain_arn:").nth(1).expect("it is there").trim();
    assert!(found.iter().any(|arn| root.starts_with(arn.as_str())), "{found:?}");
}

#[test]
fn each_account_has_only_its_own() {
    for policy in policies("split-accounts", &["--bucket", "corp-templates"]) {
        let (account, name) = (policy["account"].as_str().expect("an account"), policy["name"].to_string());
        for arn in statements(std::slice::from_ref(&policy)).flat_map(|one| one["Resource"].as_array().expect("ARNs")) {
            let arn = arn.as_str().expect("an ARN");
            let of = arn.split(':').nth(4).unwrap_or_default();
            assert!(of.is_empty() || of == account, "{name}: {arn}");
        }
        let actions = super::actions(std::slice::from_ref(&policy));
        let people = actions.iter().any(|action| action.starts_with("sso:"));
        assert_eq!(people, account == "444455556666", "{name}: {actions:?}");
        let network = actions.iter().any(|action| action.starts_with("ec2:"));
        assert_eq!(network, account == "111122223333", "{name}: {actions:?}");
        let regions: BTreeSet<String> = statements(std::slice::from_ref(&policy))
            .filter_map(|one| Some(one["Condition"]["StringEquals"]["aws:RequestedRegion"].as_str()?.to_owned()))
            .collect();
        let region = if account == "444455556666" { "us-east-1" } else { "ap-northeast-1" };
        assert!(regions.is_empty() || regions == set([region]), "{name}: {regions:?}");
    }
}

#[test]
fn another_partition_has_its_own_arns() {
    let place = Place::small();
    let text = place.read("vpn.yaml").replace("ap-northeast-1", "us-gov-west-1").replace("arn:aws:", "arn:aws-us-gov:");
    place.write("vpn.yaml", text);
    let policies = policies_of(&place, "vpn.yaml", &["--bucket", "corp-templates"]);
    let mut arns = 0;
    for arn in statements(&policies).flat_map(|one| one["Resource"].as_array().expect("ARNs")).filter(|arn| *arn != "*")
    {
        assert!(arn.as_str().is_some_and(|arn| arn.starts_with("arn:aws-us-gov:")), "{arn}");
        arns += 1;
    }
    assert!(arns > 20, "{arns}");
    snapshot!("permission-us-gov", policies.iter().map(|policy| format!("{policy:#}\n")).collect::<String>());
}
