//! The stacks: whether their names are free or theirs, and whether their templates can be sent.

use crate::client::cloudformation::StackResource;
use crate::error::Result;
use crate::order::{Callers, Order};
use crate::stack::Stack;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::{STACK_TAKEN, TEMPLATE_BUCKET};
use cvpn_compiler::target::cfn::{INLINE, file_of};

/// Looks at the stacks, and collects what they hold.
pub(super) async fn check(
    order: &Order<'_>,
    callers: &Callers,
    own: &mut Vec<StackResource>,
    faults: &mut Vec<Fault>,
) -> Result<()> {
    for planned in &order.stacks {
        if planned.text.len() > INLINE && order.bucket.is_none() {
            let size = planned.text.len();
            let fault = Fault::new(&TEMPLATE_BUCKET, path!["name"], format!("{} has {size} bytes", planned.file));
            let fault = fault.allowed(format!("{INLINE} bytes without a bucket"));
            faults.push(fault.help("name a bucket of the account and Region with --bucket"));
        }
        let stack = Stack { caller: callers.of(planned), name: &planned.name, sink: &|_| {} };
        let Some(live) = stack.live().await? else { continue };
        let ours = live.description.split_once(": ").is_some_and(|(name, _)| name == order.blueprint.name.as_str());
        if !ours || file_of(&live.description).is_none() {
            let message = format!("there is a stack {} that was not made from a blueprint of this name", planned.name);
            let fault =
                Fault::new(&STACK_TAKEN, path!["name"], message).label(format!("it says: {}", live.description));
            faults.push(fault.help("give the VPN another name, or delete that stack"));
            continue;
        }
        own.extend(callers.of(planned).cloudformation.resources(&planned.name).await?);
    }
    Ok(())
}
