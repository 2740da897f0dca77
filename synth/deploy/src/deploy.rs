//! A deployment: certificate, stacks, tags, and a last look. Each step finds out what is there first.

use crate::bring::bring;
use crate::certificate;
use crate::compare::{Action, Change};
use crate::error::{Error, Result};
use crate::event::{Event, Sink};
use crate::order::{Callers, Order};
use crate::plan::{CERTIFICATE, LiveStack, Plan};
use crate::profile::{Exported, profile};
use crate::stack::Stack;
use crate::status::{Status, status};
use crate::tags;
use std::collections::BTreeMap;

/// What is live.
#[derive(Clone, Debug, Default)]
pub struct Deployed {
    /// The endpoint.
    pub endpoint: String,
    /// Whether anything was changed.
    pub changed: bool,
    /// What is live afterwards.
    pub status: Status,
    /// The profile of the endpoint.
    pub profile: Option<Exported>,
}

/// Does what the plan says.
pub async fn deploy(order: &Order<'_>, callers: &Callers, plan: Plan, sink: Sink<'_>) -> Result<Deployed> {
    let mut known = plan.known.clone();
    let mut deployed = Deployed::default();
    if let Some(issued) = order.issued {
        sink(Event::step("certificate"));
        let name = order.blueprint.name.as_str();
        let found = plan.certificate.clone();
        let (arn, changed) = certificate::bring(&callers.vpn, name, of_blueprint(order), issued, found, sink).await?;
        deployed.changed |= changed;
        known.insert(CERTIFICATE.to_owned(), arn);
    }
    deployed.changed |= clear(order, callers, &plan.live, sink).await?;
    for planned in &order.stacks {
        let changes: Vec<&Change> = plan.changes.iter().filter(|change| change.stack == planned.name).collect();
        let live = plan.live.iter().find(|stack| stack.name == planned.name);
        let (outputs, changed) = bring(order, planned, callers, &known, live, &changes, sink).await?;
        deployed.changed |= changed;
        known.extend(outputs);
    }
    deployed.endpoint = known.get("EndpointId").cloned().ok_or_else(|| {
        Error::other("the stack tells no endpoint", "run `cvpn synth`, and compare its template with the stack's")
    })?;
    let set = tags::set(&callers.vpn, order.blueprint, &deployed.endpoint).await?;
    if !set.is_empty() {
        deployed.changed = true;
        sink(Event::done(format!("tags of the endpoint: {}", set.join(", "))));
    }
    sink(Event::step("check what is live"));
    deployed.status = status(order, callers).await?;
    deployed.profile = Some(profile(&callers.vpn, &deployed.endpoint).await?);
    Ok(deployed)
}

fn of_blueprint(order: &Order<'_>) -> BTreeMap<String, String> {
    order.blueprint.tags.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

/// Clears away what is in the way of the stacks: tags that are no longer meant, and stacks that hold routes or rules which
/// are to stand in another one, because AWS refuses a second one while the first is there.
async fn clear(order: &Order<'_>, callers: &Callers, live: &[LiveStack], sink: Sink<'_>) -> Result<bool> {
    let mut changed = false;
    let endpoint = live.iter().find_map(|stack| Some((stack.outputs.get("EndpointId")?, &stack.template)));
    if let Some((endpoint, template)) = endpoint {
        let gone = tags::clear(&callers.vpn, order.blueprint, endpoint, template).await?;
        if !gone.is_empty() {
            changed = true;
            sink(Event::done(format!("tags taken from the endpoint: {}", gone.join(", "))));
        }
    }
    for stack in live.iter().rev().filter(|stack| is_in_the_way(stack, order)) {
        changed = true;
        sink(Event::step(format!("delete the stack {}, whose routes and rules stand elsewhere now", stack.name)));
        Stack { caller: &callers.vpn, name: &stack.name, sink }.remove().await?;
    }
    Ok(changed)
}

/// Whether a stack beside the endpoint's is no longer meant, or loses something to another stack.
fn is_in_the_way(stack: &LiveStack, order: &Order<'_>) -> bool {
    if stack.outputs.contains_key("EndpointId") {
        return false;
    }
    let Some(planned) = order.stacks.iter().find(|planned| planned.name == stack.name) else { return true };
    let holds: Vec<&String> =
        stack.template["Resources"].as_object().into_iter().flat_map(|resources| resources.keys()).collect();
    let others = order.stacks.iter().filter(|other| other.name != planned.name);
    others.flat_map(|other| other.resources()).any(|resource| holds.contains(&resource))
}

/// Whether a route or rule is only described anew, which CloudFormation cannot do in one update.
pub(crate) fn in_two_steps(change: &Change) -> bool {
    change.guarded && change.action == Action::Replace && change.consequence == crate::compare::Consequence::Refused
}
