//! A stack while CloudFormation changes it: each resource's states, and in the end the reason of the one that failed first.

use super::settle::{BEGINNING, POLL};
use super::{ChangeSet, Stack, moving};
use crate::client::cloudformation::{Stack as Live, StackEvent};
use crate::error::{Error, Result};
use crate::event::Event;

impl Stack<'_> {
    /// Executes a change set, and follows it to its end.
    pub async fn execute(&self, set: &ChangeSet) -> Result<Live> {
        let since = self.newest().await?;
        self.tell(if set.new { "CREATE_IN_PROGRESS" } else { "UPDATE_IN_PROGRESS" }, set.changes.len());
        match self.caller.cloudformation.execute(self.name, &set.name).await {
            // The answer to an earlier attempt was lost; the change set is being executed, or was.
            Err(error)
                if error.is(&["InvalidChangeSetStatus", "InvalidChangeSetStatusException", "ChangeSetNotFound"]) => {}
            answer => answer?,
        }
        let live = self.follow(since).await?;
        match live {
            Some(live) if live.status.ends_with("_COMPLETE") && !live.status.contains("ROLLBACK") => Ok(live),
            Some(live) => Err(self.failed(&live, self.cause().await?)),
            None => Err(Error::other(format!("the stack {} is gone", self.name), "run the same command again")),
        }
    }

    /// The newest event; what comes after it is news.
    pub(super) async fn newest(&self) -> Result<Option<String>> {
        if self.caller.cloudformation.stack(self.name).await?.is_none() {
            return Ok(None);
        }
        Ok(self.caller.cloudformation.events(self.name, None).await?.pop().map(|event| event.id))
    }

    /// Follows the stack until it is at rest.
    pub(super) async fn follow(&self, mut since: Option<String>) -> Result<Option<Live>> {
        // By its ARN, because a stack that is deleted loses its name.
        let Some(first) = self.caller.cloudformation.stack(self.name).await? else { return Ok(None) };
        let mut started = false;
        for round in 0.. {
            if !started && round > BEGINNING {
                break;
            }
            let live = self.caller.cloudformation.stack(&first.id).await?;
            let events = self.caller.cloudformation.events(&first.id, since.as_deref()).await?;
            started |= !events.is_empty();
            if let Some(last) = events.last() {
                since = Some(last.id.clone());
            }
            events.into_iter().filter(|event| event.resource != self.name).for_each(|event| self.pass_on(event));
            let Some(live) = live else { return Ok(None) };
            // Before its first event, the state is still that of the time before.
            if started && !moving(&live.status) && live.status != super::REVIEW {
                self.tell(&live.status, 0);
                return Ok((live.status != "DELETE_COMPLETE").then_some(live));
            }
            self.caller.pace.wait(POLL).await;
        }
        // Another run may have taken the change set back.
        Err(Error::other(format!("the stack {} does not begin to change", self.name), "run the same command again"))
    }

    fn pass_on(&self, event: StackEvent) {
        (self.sink)(Event::Resource {
            stack: self.name.to_owned(),
            resource: event.resource,
            kind: event.kind,
            state: event.status,
            reason: event.reason,
        });
    }

    /// The event of the resource that failed first in the last change. The others were only cancelled because of it.
    pub(super) async fn cause(&self) -> Result<Option<StackEvent>> {
        let mut events = self.caller.cloudformation.events(self.name, None).await?;
        let starts = ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS"];
        let start =
            events.iter().rposition(|event| event.resource == self.name && starts.contains(&event.status.as_str()));
        let last = events.split_off(start.unwrap_or(0));
        Ok(last.into_iter().find(|event| {
            let cancelled = event.reason.as_deref().is_some_and(|reason| reason.contains("cancelled"));
            event.resource != self.name && event.status.ends_with("_FAILED") && !cancelled
        }))
    }

    pub(super) fn failed(&self, live: &Live, cause: Option<StackEvent>) -> Error {
        let reason = live.reason.clone().unwrap_or_else(|| "CloudFormation gave no reason".to_owned());
        let (resource, reason) = match cause {
            Some(event) => (Some((event.resource, event.kind)), event.reason.unwrap_or(reason)),
            None => (None, reason),
        };
        Error::Stack { stack: self.name.to_owned(), state: live.status.clone(), resource, reason }
    }
}
