//! Compiles a checked blueprint: lower it to resources, the resources to documents, the documents to text.
//!
//! ```text
//! Checked ──► lower ──► stack::Plan ──► target::cfn, target::hcl ──► artifact::Artifact
//!    │                  resources        documents                   path + text
//!    └──────────────────────────────► runbook ────────────────────►
//!                                      steps
//! ```
//!
//! Pure: no clock, no environment, no files, no network. The same blueprint gives the same bytes everywhere.

pub mod artifact;
pub mod lower;
pub mod resource;
pub mod runbook;
pub mod stack;
pub mod target;

mod synthesize;

pub use runbook::{Language, runbook};
pub use synthesize::{Synthesis, synthesize};
