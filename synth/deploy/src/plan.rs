//! What a deployment would do, before it does anything.

use crate::beside;
use crate::certificate;
use crate::client::cloudformation::Stack as Live;
use crate::compare::{Change, Given, compare};
use crate::error::Result;
use crate::event::{Event, Sink};
use crate::order::{Callers, Order, Planned};
use crate::preflight;
use crate::stack::Stack;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::model::{IdentityCenter, ServerCertificate};
use serde_json::Value;
use std::collections::BTreeMap;

/// Values that are known for parameters, by name.
pub(crate) type Known = BTreeMap<String, String>;

/// What a deployment would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What is wrong with the blueprint against what is in AWS.
    pub faults: Vec<Fault>,
    /// The changes of all stacks.
    pub changes: Vec<Change>,
    /// Those of them that are refused until they are allowed by name.
    pub refused: Vec<Change>,
    /// The stacks that CloudFormation is changing at this moment, and their states.
    pub in_progress: Vec<(String, String)>,
    /// What is live of each stack.
    pub(crate) live: Vec<LiveStack>,
    /// The certificate in ACM, if there is one already.
    pub(crate) certificate: Option<String>,
    pub(crate) known: Known,
}

/// What is live of a stack.
#[derive(Clone, Debug)]
pub(crate) struct LiveStack {
    pub(crate) name: String,
    pub(crate) status: String,
    pub(crate) template: Value,
    pub(crate) parameters: BTreeMap<String, String>,
    pub(crate) outputs: BTreeMap<String, String>,
}

/// Finds out what a deployment would do, after a look at all that it needs. Nothing is changed.
pub async fn plan(order: &Order<'_>, callers: &Callers, sink: Sink<'_>) -> Result<Plan> {
    sink(Event::step("preflight"));
    let faults = preflight::check(order, &preflight::look(order, callers).await?);
    if preflight::failed(&faults) {
        return Ok(Plan { faults, ..Plan::default() });
    }
    let plan = Plan { faults, ..compared(order, callers).await? };
    if !plan.changes.is_empty() {
        sink(Event::Changes { changes: plan.changes.clone() });
    }
    Ok(plan)
}

/// What a deployment would change, without the look at what it needs.
pub async fn compared(order: &Order<'_>, callers: &Callers) -> Result<Plan> {
    let live = live(order, callers).await?;
    let mut plan = Plan { known: inputs(order, callers).await?, ..Plan::default() };
    if let ServerCertificate::Issued(issued) = &order.blueprint.endpoint.server_certificate {
        let given = live.iter().find_map(|stack| stack.parameters.get(CERTIFICATE));
        let name = order.blueprint.name.as_str();
        plan.certificate = certificate::find(&callers.vpn, name, issued.domain.as_str(), given).await?;
        plan.known.extend(plan.certificate.clone().map(|arn| (CERTIFICATE.to_owned(), arn)));
    }
    let mut known = plan.known.clone();
    for planned in &order.stacks {
        let found = live.iter().find(|stack| stack.name == planned.name);
        let before = found.map(|stack| Given { template: &stack.template, parameters: &stack.parameters });
        let parameters = given(planned, &known);
        let after = Given { template: &planned.template, parameters: &parameters };
        plan.changes.extend(compare(&planned.name, before, after));
        known.extend(found.into_iter().flat_map(|stack| stack.outputs.clone()));
    }
    for gone in live.iter().filter(|stack| order.stacks.iter().all(|planned| planned.name != stack.name)) {
        let before = Given { template: &gone.template, parameters: &gone.parameters };
        let nothing = Given { template: &Value::Null, parameters: &gone.parameters };
        plan.changes.extend(compare(&gone.name, Some(before), nothing));
    }
    let found = plan.certificate.as_ref();
    plan.changes.extend(beside::changes(order, callers, &live, found).await?);
    plan.refused = plan.changes.iter().filter(|change| is_refused(change, order.allowed)).cloned().collect();
    let moving = live.iter().filter(|stack| stack.status.ends_with("_IN_PROGRESS"));
    plan.in_progress = moving.map(|stack| (stack.name.clone(), stack.status.clone())).collect();
    plan.live = live;
    Ok(plan)
}

/// The parameter for the certificate.
pub(crate) const CERTIFICATE: &str = "ServerCertificateArn";

/// Whether a change is refused: it is guarded, and not allowed by name.
pub(crate) fn is_refused(change: &Change, allowed: &[String]) -> bool {
    change.guarded && !allowed.contains(&change.resource)
}

/// The words of the stacks beside that of the endpoint, where one template would be too large.
const BESIDE: [&str; 2] = ["routes", "rules"];

/// The stacks that are live: those that are meant, and those beside the endpoint's that an earlier, larger blueprint had.
pub(crate) async fn live(order: &Order<'_>, callers: &Callers) -> Result<Vec<LiveStack>> {
    let mut names: Vec<(String, bool)> =
        order.stacks.iter().map(|planned| (planned.name.clone(), planned.identity)).collect();
    let mut live = Vec::new();
    for word in BESIDE {
        let name = |number: usize| format!("{}-{word}-{number}", order.blueprint.name);
        let first = (1..).find(|number| !names.iter().any(|(known, _)| *known == name(*number))).unwrap_or(1);
        for number in first.. {
            let stack = Stack { caller: &callers.vpn, name: &name(number), sink: &|_| {} };
            if order.live(&stack).await?.is_none() {
                break;
            }
            names.push((name(number), false));
        }
    }
    for (name, identity) in names {
        let caller = if identity { &callers.identity } else { &callers.vpn };
        let stack = Stack { caller, name: &name, sink: &|_| {} };
        let Some(found) = order.live(&stack).await?.filter(|found| is_up(&found.status)) else { continue };
        let text = caller.cloudformation.template(&name).await?;
        let template = serde_json::from_str(&text).unwrap_or_default();
        let Live { parameters, outputs, status, .. } = found;
        live.push(LiveStack { name, status, template, parameters, outputs });
    }
    Ok(live)
}

/// Whether a stack in this state has what its template says, or had it before its last update. The others are deleted and
/// made anew.
fn is_up(status: &str) -> bool {
    let down = ["ROLLBACK_", "DELETE_", "CREATE_FAILED"];
    !down.iter().any(|start| status.starts_with(start))
}

/// Values for parameters that do not come from another stack.
async fn inputs(order: &Order<'_>, callers: &Callers) -> Result<Known> {
    let mut known = Known::new();
    const STORE: &str = "IdentityStoreId";
    let wanted = order.stacks.iter().flat_map(Planned::parameters).any(|name| name == STORE);
    if let Some(center) = order.blueprint.identity_center.as_ref().filter(|_| wanted) {
        known.extend(store(callers, center).await?.map(|store| (STORE.to_owned(), store)));
    }
    Ok(known)
}

/// The identity store: the blueprint's, or that of the instance.
pub(crate) async fn store(callers: &Callers, center: &IdentityCenter) -> Result<Option<String>> {
    if let Some(store) = &center.identity_store_id {
        return Ok(Some(store.to_string()));
    }
    let instances = callers.identity.sso.instances().await?;
    let own = instances.iter().find(|one| center.instance_arn.as_ref().is_none_or(|arn| arn.as_str() == one.arn));
    Ok(own.map(|instance| instance.store.clone()))
}

/// The values that a template is given.
pub(crate) fn given(planned: &Planned, known: &Known) -> Known {
    let known = planned.parameters().filter_map(|name| Some((name.clone(), known.get(name)?.clone())));
    known.collect()
}
