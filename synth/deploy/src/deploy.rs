//! A deployment, from its first look to its last.

use crate::client::cloudformation::Stack as Live;
use crate::compare::{Change, Given, compare};
use crate::error::{Error, Result};
use crate::event::{Event, Sink};
use crate::order::{Callers, Order, Planned};
use crate::stack::{Protection, Stack, Template};
use crate::tags;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a deployment would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The changes of all stacks.
    pub changes: Vec<Change>,
    /// Those of them that are refused until they are allowed by name.
    pub refused: Vec<Change>,
    known: Known,
}

/// What is live.
#[derive(Clone, Debug, Default)]
pub struct Deployed {
    /// The endpoint.
    pub endpoint: String,
    /// Whether anything was changed.
    pub changed: bool,
}

/// Values that are known for parameters, by name.
pub(crate) type Known = BTreeMap<String, String>;

/// Finds out what a deployment would do. Nothing is changed.
pub async fn plan(order: &Order<'_>, callers: &Callers, sink: Sink<'_>) -> Result<Plan> {
    sink(Event::step("compare with what is live"));
    let known = inputs(order, callers).await?;
    let changes = changes(order, callers, &known).await?;
    for stack in &order.stacks {
        let of_stack: Vec<Change> = changes.iter().filter(|change| change.stack == stack.name).cloned().collect();
        if !of_stack.is_empty() {
            sink(Event::Changes { stack: stack.name.clone(), changes: of_stack });
        }
    }
    let refused = changes.iter().filter(|change| is_refused(change, order.allowed)).cloned().collect();
    Ok(Plan { changes, refused, known })
}

/// Does it.
pub async fn deploy(order: &Order<'_>, callers: &Callers, plan: Plan, sink: Sink<'_>) -> Result<Deployed> {
    let mut known = plan.known;
    let mut deployed = Deployed::default();
    for planned in &order.stacks {
        let live = bring(order, planned, callers, &mut known, sink, &mut deployed.changed).await?;
        known.extend(live.outputs);
    }
    deployed.endpoint = known.get("EndpointId").cloned().ok_or_else(|| {
        Error::other("the stack tells no endpoint", "run `cvpn synth`, and compare its template with the stack's")
    })?;
    let tags = tags::set(&callers.vpn, order.blueprint, &deployed.endpoint).await?;
    if !tags.is_empty() {
        deployed.changed = true;
        sink(Event::done(format!("tags of the endpoint: {}", tags.join(", "))));
    }
    Ok(deployed)
}

/// Whether a change is refused: it is guarded, and not allowed by name.
pub(crate) fn is_refused(change: &Change, allowed: &[String]) -> bool {
    change.guarded && !allowed.contains(&change.resource)
}

/// Values for parameters that do not come from another stack.
pub(crate) async fn inputs(order: &Order<'_>, callers: &Callers) -> Result<Known> {
    let mut known = Known::new();
    let wants = |name: &str| order.stacks.iter().any(|stack| stack.parameters().any(|parameter| parameter == name));
    if wants("IdentityStoreId") {
        let instances = callers.identity.sso.instances().await?;
        if let [instance] = instances.as_slice() {
            known.insert("IdentityStoreId".into(), instance.store.clone());
        }
    }
    Ok(known)
}

/// What the deployment would change, in all stacks.
pub(crate) async fn changes(order: &Order<'_>, callers: &Callers, known: &Known) -> Result<Vec<Change>> {
    let mut known = known.clone();
    let mut changes = Vec::new();
    for planned in &order.stacks {
        let caller = callers.of(planned);
        let stack = Stack { caller, name: &planned.name, sink: &|_| {} };
        let live = stack.live().await?;
        let old = match &live {
            Some(live) => Some((template(&caller.cloudformation.template(&planned.name).await?), &live.parameters)),
            None => None,
        };
        let before = old.as_ref().map(|(template, parameters)| Given { template, parameters });
        let parameters = given(planned, &known);
        changes.extend(compare(&planned.name, before, Given { template: &planned.template, parameters: &parameters }));
        known.extend(live.into_iter().flat_map(|live| live.outputs));
    }
    Ok(changes)
}

pub(crate) fn template(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// The values that a template is given.
pub(crate) fn given(planned: &Planned, known: &Known) -> Known {
    let known = planned.parameters().filter_map(|name| Some((name.clone(), known.get(name)?.clone())));
    known.collect()
}

/// Brings one stack to what its template says.
async fn bring(
    order: &Order<'_>,
    planned: &Planned,
    callers: &Callers,
    known: &mut Known,
    sink: Sink<'_>,
    changed: &mut bool,
) -> Result<Live> {
    let stack = Stack { caller: callers.of(planned), name: &planned.name, sink };
    sink(Event::step(format!("stack {}", planned.name)));
    let parameters = given(planned, known);
    if let Some(missing) = planned.parameters().find(|name| !parameters.contains_key(*name)) {
        return Err(Error::other(
            format!("nothing tells the parameter {missing} of the stack {}", planned.name),
            "deploy with the blueprint that its other stacks were made from",
        ));
    }
    let template = Template { text: &planned.text, url: None, parameters: &parameters, adopt: false };
    let live = match stack.plan(template).await? {
        None => {
            sink(Event::done(format!("stack {}: nothing to change", planned.name)));
            stack.live().await?.unwrap_or_default()
        }
        Some(set) => {
            *changed = true;
            let open = set.changes.iter().any(|change| order.allowed.contains(&change.resource));
            if open && !set.new {
                stack.guard(Protection::Open).await?;
            }
            let live = stack.execute(&set).await?;
            sink(Event::done(format!("stack {}: {}", planned.name, live.status)));
            live
        }
    };
    stack.guard(Protection::Guarded).await?;
    stack.protect().await?;
    Ok(live)
}
