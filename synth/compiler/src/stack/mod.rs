//! The plan: resources placed by account and Region, and the references between them.

mod id;
pub mod input;
mod plan;
mod value;

pub use id::LogicalId;
pub use input::Input;
pub use plan::{Handle, Placed, Placement, Plan};
pub use value::{Attribute, CfnAttribute, Reference, Value};
