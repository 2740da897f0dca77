//! Waiting until CloudFormation leaves a stack alone, and clearing away what an earlier failure left.

use super::{REVIEW, Stack, moving};
use crate::client::cloudformation::Stack as Live;
use crate::error::{Error, Result};
use crate::event::Event;
use std::time::Duration;

/// How often to look at a stack that is changing.
pub(super) const POLL: Duration = Duration::from_secs(5);

/// Longer than CloudFormation takes to begin.
pub(super) const BEGINNING: u32 = 30 * 60 / 5;

/// Longer than any stack takes: CloudFormation gives up on a route after 130 minutes.
const PATIENCE: u32 = 4 * 60 * 60 / 5;

impl Stack<'_> {
    /// Waits until the stack is at rest. `None` if there is none then.
    pub(super) async fn rest(&self) -> Result<Option<Live>> {
        let mut last = String::new();
        for _ in 0..PATIENCE {
            let Some(live) = self.caller.cloudformation.stack(self.name).await? else { return Ok(None) };
            if live.status == "DELETE_COMPLETE" {
                return Ok(None);
            }
            if !moving(&live.status) {
                return Ok(Some(live));
            }
            if live.status != last {
                self.tell(&live.status, 0);
                last.clone_from(&live.status);
            }
            self.caller.pace.wait(POLL).await;
        }
        Err(Error::other(format!("the stack {} does not come to rest", self.name), self.look()))
    }

    /// Brings the stack into a state in which it takes a change set: waits for what goes on, deletes what a failed creation
    /// left, finishes a roll-back that failed. Says whether there is a stack to update.
    pub(super) async fn ready(&self) -> Result<Option<Live>> {
        loop {
            let Some(live) = self.rest().await? else { return Ok(None) };
            match live.status.as_str() {
                REVIEW => return Ok(None),
                "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" | "CREATE_FAILED" | "DELETE_FAILED" => {
                    let name = self.name;
                    (self.sink)(Event::note(format!(
                        "the stack {name} is {}, left by a run that failed; it is deleted and made anew",
                        live.status
                    )));
                    self.remove().await?;
                }
                "UPDATE_ROLLBACK_FAILED" => {
                    (self.sink)(Event::note(format!("the roll-back of the stack {} failed; it goes on", self.name)));
                    self.caller.cloudformation.roll_back(self.name).await?;
                    let Some(live) = self.rest().await? else { return Ok(None) };
                    if live.status == "UPDATE_ROLLBACK_FAILED" {
                        return Err(self.failed(&live, None));
                    }
                }
                _ => return Ok(Some(live)),
            }
        }
    }

    /// Where to look at the stack.
    pub(super) fn look(&self) -> String {
        let (name, region) = (self.name, &self.caller.region);
        format!("`aws cloudformation describe-stack-events --region {region} --stack-name {name}` shows what goes on")
    }
}
