//! The calls of AWS: one file a service, one function a call. Nothing else in the crate talks to AWS, and each call names
//! its action, so that [`all_actions`] is what the permissions must allow.

pub mod acm;
pub mod cloudformation;
pub mod ec2;
pub mod iam;
pub mod identity_store;
mod query;
pub mod quotas;
pub mod s3;
pub mod sso;
pub mod sts;
mod wire;

use std::fmt;

/// An action of AWS, as IAM policies name it: `cloudformation:CreateChangeSet`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Action(pub &'static str);

impl Action {
    /// The operation alone.
    pub(crate) fn operation(&self) -> &'static str {
        self.0.split_once(':').map_or(self.0, |(_, operation)| operation)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Declares the actions of a service. A call that is taken away leaves its constant unused, which the compiler reports.
macro_rules! actions {
    ($($name:ident = $action:literal),+ $(,)?) => {
        $(const $name: $crate::client::Action = $crate::client::Action($action);)+

        /// The actions of this service that are called.
        pub(super) const ALL: &[$crate::client::Action] = &[$($crate::client::Action($action)),+];
    };
}

use actions;

/// Every action that this crate calls, in order.
pub fn all_actions() -> Vec<Action> {
    let all: Vec<&[Action]> = vec![
        acm::ALL,
        cloudformation::ALL,
        ec2::ALL,
        iam::ALL,
        identity_store::ALL,
        quotas::ALL,
        s3::ALL,
        sso::ALL,
        sts::ALL,
    ];
    let mut all = all.concat();
    all.sort_unstable();
    all
}
