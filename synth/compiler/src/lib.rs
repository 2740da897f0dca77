//! Compiles a checked blueprint: lower it to resources, the resources to documents, the documents to text.
//!
//! ```text
//! Checked ──► lower ──► stack::Plan ──► target::cfn, target::hcl ──► artifact::Artifact
//!                       resources        documents                   path + text
//! ```
//!
//! Pure: no clock, no environment, no files, no network. The same blueprint gives the same bytes everywhere.

pub mod artifact;
mod changes;
pub mod lower;
pub mod resource;
pub mod stack;
pub mod target;

mod synthesize;

pub use changes::changes;
pub use synthesize::{Synthesis, synthesize};
