//! The blueprint of an AWS Client VPN: its typed model, its reading from YAML with positions, and the rules that check it.
//!
//! ```text
//! text ──► source::Document ──► model::Blueprint ──► check ──► Checked
//!          (or built in Rust)                         rules      faults
//! ```

pub mod access;
pub mod cedar;
mod check;
mod circumstances;
pub mod fault;
pub mod fleet;
pub mod gallery;
pub mod model;
pub mod report;
pub mod rule;
pub mod saml;
pub mod source;
pub mod types;

pub use check::{Checked, Examined, check, examine, targets};
pub use circumstances::Circumstances;
pub use source::{Document, Parsed, nearest, partial_schema, schema, top};
pub use time::Date;
