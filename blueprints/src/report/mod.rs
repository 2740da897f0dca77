//! Faults to text for people, to JSON for machines, and to what code hosts show at the lines.

mod github;
mod human;
mod json;
mod sarif;

pub use github::{github, github_error};
pub use human::{human, visible};
pub use json::{json, place};
pub use sarif::Sarif;

use crate::fault::Fault;
use crate::source::Document;

/// Sorts faults by their place in the file, those of a file beside it where it is named; the order of the rules decides
/// between equal places.
pub fn in_file_order(faults: &mut [Fault], document: &Document) {
    faults.sort_by_cached_key(|fault| (document.locate(&fault.place).start, document.find(&fault.place).1.start));
}
