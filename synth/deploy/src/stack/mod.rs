//! A stack of CloudFormation: brought from whatever state it is in to what a template says, or deleted.

mod change_set;
mod delete;
mod policy;
mod settle;
mod watch;

pub use change_set::{ChangeSet, Template};
pub use policy::Protection;

use crate::caller::Caller;
use crate::client::cloudformation::Stack as Live;
use crate::error::Result;
use crate::event::{Event, Sink};

/// A stack, whether it exists or not.
#[derive(Clone, Copy)]
pub struct Stack<'a> {
    /// The credentials with which it is changed.
    pub caller: &'a Caller,
    /// Its name.
    pub name: &'a str,
    /// Takes what happens.
    pub sink: Sink<'a>,
}

impl Stack<'_> {
    /// What there is of it. A stack that never got a resource is not there.
    pub async fn live(&self) -> Result<Option<Live>> {
        let live = self.caller.cloudformation.stack(self.name).await?;
        Ok(live.filter(|live| live.status != REVIEW && live.status != "DELETE_COMPLETE"))
    }

    fn tell(&self, state: &str, total: usize) {
        (self.sink)(Event::Stack {
            stack: self.name.to_owned(),
            region: self.caller.region.clone(),
            state: state.to_owned(),
            total,
        });
    }
}

/// The state of a stack of which there is no more than a change set.
const REVIEW: &str = "REVIEW_IN_PROGRESS";

/// Whether CloudFormation is at work on a stack in this state.
fn moving(status: &str) -> bool {
    status.ends_with("_IN_PROGRESS") && status != REVIEW
}
