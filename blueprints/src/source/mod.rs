//! Declare: from the text of a blueprint to its typed model, with positions kept.
//!
//! `yaml` makes a tree in which every node knows its characters. `typed` reads the tree as a
//! [`Blueprint`](crate::model::Blueprint). Where it cannot, `structure` holds the tree against the model's JSON Schema and
//! finds all faults of form in one pass.

mod defaults;
mod document;
mod left_out;
mod place;
mod structure;
mod typed;
mod yaml;

pub use defaults::Load;
pub use document::{Document, Form, Parsed, partial_schema, schema, top};
pub use left_out::LeftOut;
pub use structure::nearest;
pub(crate) use structure::suggest;
pub use yaml::Limits;

/// Faults of form that are told of one file. A file with more is no blueprint, and each costs time to place.
const MOST: usize = 1000;
