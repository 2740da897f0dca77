//! Permissions: the least that IAM must allow for deploying a blueprint with CloudFormation, or for looking at what is
//! live of it. CloudFormation acts with the permissions of whoever calls it, so what its resources need is among them.

mod call;
mod handler;
mod policy;
mod statement;

pub use call::calls;
pub use policy::{Policy, Split, policies};

/// What somebody is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Deploy, change and take down.
    Deploy,
    /// Look, and change nothing.
    Status,
}

impl Purpose {
    /// Both.
    pub const ALL: [Purpose; 2] = [Purpose::Deploy, Purpose::Status];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Purpose::Deploy => "deploy",
            Purpose::Status => "status",
        }
    }

    /// Whether an action serves it. What only looks has a name that says so.
    fn wants(self, action: &str) -> bool {
        let operation = action.split_once(':').map_or(action, |(_, operation)| operation);
        self == Purpose::Deploy || ["Describe", "Get", "List", "Export"].iter().any(|word| operation.starts_with(word))
    }
}
