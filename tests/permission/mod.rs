//! The IAM policies of a blueprint.

mod emitted;
mod scope;

use crate::support::place::Place;
use crate::support::snapshot;
use cvpn_blueprint::gallery;
use serde_json::Value;
use std::collections::BTreeSet;

const GALLERY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/gallery");

/// The policies of a blueprint of the gallery.
fn policies(blueprint: &str, more: &[&str]) -> Vec<Value> {
    policies_of(&Place::empty(), &format!("{GALLERY}/{blueprint}.yaml"), more)
}

fn policies_of(place: &Place, file: &str, more: &[&str]) -> Vec<Value> {
    let run = place.run(&[&["policy", file, "--format", "json"], more].concat());
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
    for entry in gallery::ALL {
        let looks = actions(&policies(entry.name, &["--for", "status"]));
        assert!(looks.contains("ec2:DescribeClientVpnEndpoints"), "{}: {looks:?}", entry.name);
        for action in looks {
            let operation = action.split_once(':').expect("a service").1;
            let harmless = ["Describe", "Get", "List", "Export"].iter().any(|word| operation.starts_with(word));
            assert!(harmless, "{}: {action}", entry.name);
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
