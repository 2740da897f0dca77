//! The stacks: whether their names are free or theirs, and whether their templates can be sent.

use super::Facts;
use crate::error::Result;
use crate::order::{Callers, Order};
use crate::stack::Stack;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::{STACK_TAKEN, TEMPLATE_BUCKET};
use cvpn_compiler::target::cfn::INLINE;

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    for planned in &order.stacks {
        let stack = Stack { caller: callers.of(planned), name: &planned.name, sink: &|_| {} };
        let Some(live) = stack.live().await? else { continue };
        if order.made(&live.description) {
            facts.own.extend(callers.of(planned).cloudformation.resources(&planned.name).await?);
        }
        facts.stacks.insert(planned.name.clone(), live.description);
    }
    Ok(())
}

pub(super) fn check(order: &Order<'_>, facts: &Facts, faults: &mut Vec<Fault>) {
    for planned in &order.stacks {
        if planned.text.len() > INLINE && order.bucket.is_none() {
            let size = planned.text.len();
            let fault = Fault::new(&TEMPLATE_BUCKET, path!["name"], format!("{} has {size} bytes", planned.file));
            let fault = fault.allowed(format!("{INLINE} bytes without a bucket"));
            faults.push(fault.help("name a bucket of the account and Region with --bucket"));
        }
        let Some(description) = facts.stacks.get(&planned.name).filter(|text| !order.made(text)) else { continue };
        let message = format!("there is a stack {} that was not made from a blueprint of this name", planned.name);
        let fault = Fault::new(&STACK_TAKEN, path!["name"], message).label(format!("it says: {description}"));
        faults.push(fault.help("give the VPN another name, or delete that stack"));
    }
}
