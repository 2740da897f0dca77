//! What replaces a resource in one target replaces it in the other, by the schemas of both.

use super::table::PAIRS;
use crate::compiler::schema::schema;
use serde_json::Value;
use std::collections::BTreeSet;

/// Properties whose change replaces a resource in one target only, and why that is no matter.
const KNOWN: &[(&str, &str, &str)] = &[
    ("AWS::IdentityStore::User", "Emails", "CloudFormation makes a user anew for another email, Terraform changes it"),
    ("AWS::CertificateManager::Certificate", "ValidationMethod", "it is always DNS"),
    ("AWS::EC2::ClientVpnEndpoint", "TagSpecifications", "only the blueprint's name is there, and it stays"),
];

/// The first step of a path.
fn root(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

#[test]
fn both_targets_replace_for_the_same_changes() {
    let forcenew = schema("terraform-aws-forcenew.json");
    let mut found = BTreeSet::new();
    for pair in PAIRS {
        let file = format!("cloudformation/{}.json", pair.cloudformation.replace("::", "-"));
        let schema = schema(&file);
        let pointers = schema["createOnlyProperties"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let create_only: BTreeSet<&str> = pointers.filter_map(|pointer| pointer.strip_prefix("/properties/")).collect();
        let replacing: Vec<&str> =
            forcenew[pair.terraform].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (cloudformation, terraform) in pair.properties {
            if create_only.contains(root(cloudformation)) != replacing.contains(&root(terraform)) {
                found.insert((pair.cloudformation, root(cloudformation)));
            }
        }
    }
    assert_eq!(found, KNOWN.iter().map(|(of, property, _)| (*of, *property)).collect());
}
