//! Taking a VPN down, in the order in which its parts hold one another.

use crate::error::Result;
use crate::event::{Event, Sink};
use crate::order::{Callers, Order};
use crate::stack::Stack;

/// Deletes the stacks, last first. What outlives them on purpose is told.
pub async fn destroy(order: &Order<'_>, callers: &Callers, sink: Sink<'_>) -> Result<()> {
    for planned in order.stacks.iter().rev() {
        let stack = Stack { caller: callers.of(planned), name: &planned.name, sink };
        sink(Event::step(format!("delete the stack {}", planned.name)));
        stack.remove().await?;
        sink(Event::done(format!("stack {}: gone", planned.name)));
    }
    Ok(())
}
