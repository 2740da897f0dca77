//! The endpoint of a VPN that is live.

use crate::error::{Error, Result};
use crate::order::{Callers, Order};
use crate::stack::Stack;

/// The id of the endpoint, by the stack of the VPN.
pub async fn endpoint(order: &Order<'_>, callers: &Callers) -> Result<String> {
    let name = order.blueprint.name.as_str();
    let stack = Stack { caller: &callers.vpn, name, sink: &|_| {} };
    let live = order.live(&stack).await?;
    live.and_then(|live| live.outputs.get("EndpointId").cloned()).ok_or_else(|| {
        let message = format!("there is no deployed VPN {name} in {}", callers.vpn.region);
        Error::other(message, "`cvpn deploy` makes it; --profile says in which account to look")
    })
}
