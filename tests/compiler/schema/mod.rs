//! Templates and Terraform files against the schemas in `tests/schemas/`.

mod broken_cloudformation;
mod broken_terraform;
mod cloudformation;
mod constraints;
mod resource_type;
mod terraform;

use crate::support::case::{Case, gallery};
use crate::support::{generate, parsed, small};
use proptest::prelude::*;
use serde_json::Value;

/// The folder with the schemas.
pub const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas");

/// A file of `tests/schemas/`.
pub fn schema(file: &str) -> Value {
    let path = format!("{SCHEMAS}/{file}");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What the schemas say against an output.
fn faults(case: &Case) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, template) in case.templates() {
        faults.extend(cloudformation::faults(&template).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    let modules = case.modules();
    if !modules.is_empty() {
        faults.extend(terraform::faults(&modules.into_iter().map(|(_, body)| body).collect::<Vec<_>>()));
    }
    faults
}

#[test]
fn the_gallery_is_what_the_schemas_allow() {
    for case in gallery() {
        assert_eq!(faults(case), Vec::<String>::new(), "{}", case.name());
    }
}

#[test]
fn a_stack_set_is_what_the_schemas_allow() {
    let artifacts = crate::fleet::example_stack_set();
    assert_eq!(artifacts.len(), 2);
    for (path, text) in artifacts {
        let template = serde_json::from_str(&text).expect("JSON");
        assert_eq!(cloudformation::faults(&template), Vec::<String>::new(), "{path}");
    }
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn any_blueprint_becomes_what_the_schemas_allow(case in generate::cases()) {
        prop_assert_eq!(faults(&case), Vec::<String>::new());
    }
}

#[test]
fn the_longest_texts_become_what_the_schemas_allow() {
    let long = |most: usize| "字".repeat(most);
    let (group, user) = (long(1024), long(128));
    let users = format!(
        "users:\n    {user}: {{ given_name: {name}, family_name: {name}, email: {mail}@example.com }}\n  groups:\n",
        name = long(1024),
        mail = long(80),
    );
    let people = format!("    {group}: {{ description: {}, members: [{user}] }}", long(1024));
    let rule = format!("[{group}], description: {}", long(255));
    let edits = [
        ("    Staff: { description: People who may connect }", people.as_str()),
        ("  groups:\n", &format!("  {users}")),
        ("[Staff], description: Application subnet", &rule),
        (
            "endpoint:\n",
            &format!(
                "tags: {{ {}: {} }}\nendpoint:\n  description: {}\n  banner: {}\n",
                long(127),
                long(256),
                long(255),
                long(1400)
            ),
        ),
        // Only here does CloudFormation make users.
        ("region: ap-northeast-1\n", "region: us-east-1\n"),
        ("arn:aws:acm:ap-northeast-1", "arn:aws:acm:us-east-1"),
    ];
    let blueprint = parsed(&small(&edits).replace("availability_zone: ap-northeast-1", "availability_zone: us-east-1"));
    let case = Case::of(blueprint).expect("no errors");
    assert_eq!(faults(&case), Vec::<String>::new());
}
