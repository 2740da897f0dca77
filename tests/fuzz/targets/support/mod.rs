//! What the checks against the schemas share with the other tests.

#[path = "../../../support/said.rs"]
pub mod said;
