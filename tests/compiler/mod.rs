//! What the compiler writes, judged by others: schemas of both targets, parsers that are not ours, and graph theory.

mod antichain;
mod changes;
mod determinism;
mod dynamic;
mod hcl;
mod hostile;
pub mod lanes;
mod layout;
mod parity;
pub mod schema;
mod stability;
