//! Faults to text for people and to JSON for machines.

mod human;
mod json;

pub use human::{human, visible};
pub use json::{json, place};

use crate::fault::Fault;
use crate::source::Document;

/// Sorts faults by their place in the file; the order of the rules decides between equal places.
pub fn in_file_order(faults: &mut [Fault], document: &Document) {
    faults.sort_by_cached_key(|fault| document.locate(&fault.place).start);
}
