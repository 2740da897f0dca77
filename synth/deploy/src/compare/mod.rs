//! What a deployment would change: a template against the one that is live, property by property, and what each change
//! means for people. Pure.

mod consequence;
pub mod print;
mod replacement;
mod template;

pub use consequence::Consequence;
pub use replacement::create_only;
pub use template::{Given, compare};

use serde::Serialize;

/// A change of a resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The stack; empty for what is changed beside the stacks.
    pub stack: String,
    /// The logical id of the resource.
    pub resource: String,
    /// Its type.
    pub kind: String,
    /// What is done.
    pub action: Action,
    /// The properties that change; of a resource that is added or removed, none.
    pub properties: Vec<Property>,
    /// What it means for people.
    pub consequence: Consequence,
    /// The same in a sentence without a full stop, where there is something to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Whether it is refused unless it is allowed by name.
    pub guarded: bool,
}

/// What is done with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is made.
    Add,
    /// It is changed where it stands.
    Change,
    /// Another one is made, then this one is deleted.
    Replace,
    /// It is deleted.
    Remove,
    /// It leaves the stack and stays.
    Keep,
}

/// A property that changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Property {
    /// Its path, such as `ConnectionLogOptions.Enabled`.
    pub path: String,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<serde_json::Value>,
    /// What it becomes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<serde_json::Value>,
}
