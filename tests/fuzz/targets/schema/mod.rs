//! The checks against the schemas in `tests/schemas`, as the other tests have them.

#[path = "../../../compiler/schema/cloudformation.rs"]
pub mod cloudformation;
#[path = "../../../compiler/schema/constraints.rs"]
mod constraints;
#[path = "../../../compiler/schema/resource_type.rs"]
mod resource_type;
#[path = "../../../compiler/schema/terraform.rs"]
pub mod terraform;

use serde_json::Value;

const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas");

fn schema(file: &str) -> Value {
    let path = format!("{SCHEMAS}/{file}");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}
