//! Permissions: the least that IAM must allow for deploying a blueprint with CloudFormation, or for looking at what is
//! live of it. CloudFormation acts with the permissions of whoever calls it, so what its resources need is among them: each
//! says so in its own file.

mod call;
mod policy;
mod statement;

pub use call::{calls, looks};
pub use policy::{Policy, Split, policies};
pub use statement::{Scope, Statements};

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
}
