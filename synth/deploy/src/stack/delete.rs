//! Deleting a stack.

use super::Stack;
use crate::error::Result;

impl Stack<'_> {
    /// Deletes the stack and waits until it is gone. One that is not there is fine.
    pub async fn remove(&self) -> Result<()> {
        let Some(live) = self.rest().await? else { return Ok(()) };
        if live.protected {
            self.caller.cloudformation.protect(self.name, false).await?;
        }
        if live.status == super::REVIEW {
            // It has no resource, so it goes at once.
            self.caller.cloudformation.delete(&live.id).await?;
            return self.rest().await.map(drop);
        }
        let since = self.newest().await?;
        self.caller.cloudformation.delete(self.name).await?;
        match self.follow(since).await? {
            None => Ok(()),
            Some(live) => Err(self.failed(&live, self.cause().await?)),
        }
    }
}
