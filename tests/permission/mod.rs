//! The IAM policies of a blueprint.

use crate::support::place::Place;
use crate::support::snapshot;
use cvpn_compiler::permission::calls;
use serde_json::Value;
use std::collections::BTreeSet;

const GALLERY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/gallery");

fn policies(blueprint: &str, more: &[&str]) -> Vec<Value> {
    let file = format!("{GALLERY}/{blueprint}.yaml");
    let run = Place::empty().run(&[&["policy", &file, "--format", "json"], more].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    value["policies"].as_array().expect("policies").clone()
}

fn statements(policies: &[Value]) -> impl Iterator<Item = &Value> {
    policies.iter().flat_map(|policy| policy["document"]["Statement"].as_array().expect("statements"))
}

fn actions(policies: &[Value]) -> BTreeSet<String> {
    let actions = statements(policies).flat_map(|statement| statement["Action"].as_array().expect("actions"));
    actions.map(|action| action.as_str().expect("an action").to_owned()).collect()
}

#[test]
fn a_split_blueprint_has_policies_for_each_account() {
    let file = format!("{GALLERY}/split-accounts.yaml");
    let run = Place::empty().run(&["policy", &file, "--bucket", "corp-templates"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    snapshot!("permission-split-accounts", format!("{}\n{}", run.stdout, run.stderr));
}

#[test]
fn who_only_looks_can_change_nothing() {
    for blueprint in ["quickstart", "split-accounts", "mutual-and-sso", "dns-validated"] {
        let looks = actions(&policies(blueprint, &["--for", "status"]));
        assert!(looks.contains("ec2:DescribeClientVpnEndpoints"), "{blueprint}: {looks:?}");
        for action in looks {
            let operation = action.split_once(':').expect("a service").1;
            let harmless = ["Describe", "Get", "List", "Export"].iter().any(|word| operation.starts_with(word));
            assert!(harmless, "{blueprint}: {action}");
        }
    }
}

#[test]
fn no_change_is_allowed_on_everything_without_a_condition() {
    for blueprint in ["quickstart", "split-accounts", "mutual-and-sso", "dns-validated", "transit-gateway"] {
        let policies = policies(blueprint, &["--for", "deploy"]);
        for statement in statements(&policies) {
            let open = statement["Resource"].as_array().is_some_and(|all| all.iter().any(|one| one == "*"));
            let named = ["iam:ListSAMLProviders", "sts:GetCallerIdentity"];
            let plain = |action: &Value| named.iter().any(|name| action == name);
            let only_plain = statement["Action"].as_array().is_some_and(|all| all.iter().all(plain));
            assert!(!open || only_plain || statement["Condition"].is_object(), "{blueprint}: {statement:#}");
        }
    }
}

#[test]
fn each_policy_is_as_short_as_iam_takes_it() {
    for blueprint in ["quickstart", "mutual-and-sso", "zero-trust"] {
        for policy in policies(blueprint, &["--bucket", "corp-templates"]) {
            let length = policy["document"].to_string().len();
            assert!(length <= 6144, "{blueprint}: {} has {length}", policy["name"]);
        }
    }
}

#[test]
fn a_role_linked_to_a_service_is_for_client_vpn_only() {
    let policies = policies("quickstart", &["--for", "deploy"]);
    let roles: Vec<&Value> = statements(&policies)
        .filter(|statement| statement["Action"].to_string().contains("iam:CreateServiceLinkedRole"))
        .collect();
    assert_eq!(roles.len(), 1);
    assert_eq!(roles[0]["Condition"]["StringEquals"]["iam:AWSServiceName"], "clientvpn.amazonaws.com");
}

#[test]
fn a_bucket_that_would_widen_an_arn_is_refused() {
    let run = Place::empty().run(&["policy", "vpn.yaml", "--bucket", "*"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("a bucket has 3 to 63"), "{run:?}");
}

/// The calls of the crate that talks to AWS stand in its sources as `NAME = "service:Operation"`, in the list from which
/// its client takes them.
#[test]
fn the_calls_are_those_that_the_client_makes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("synth/deploy/src/client");
    let files = std::fs::read_dir(&folder).expect("the client");
    let mut made = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        for block in text.split("\nactions! {").skip(1) {
            let block = block.split("\n}").next().expect("a block");
            made.extend(block.lines().filter_map(|line| Some(line.split('"').nth(1)?.to_owned())));
        }
    }
    let known: BTreeSet<String> = calls().into_iter().map(str::to_owned).collect();
    assert_eq!(known, made);
}
