//! Terraform: files of HCL and how values appear in them.

mod body;
mod build;
mod print;

pub use body::{Body, Expression, Item};
pub use build::{File, Scope, modules};
pub use print::print;
