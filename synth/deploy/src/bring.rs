//! One stack, from what is live to what its template says.

use crate::client::cloudformation::{PlannedChange, Stack as Live};
use crate::compare::Change;
use crate::deploy::in_two_steps;
use crate::error::{Error, Result};
use crate::event::{Event, Sink};
use crate::order::{Callers, Order, Planned};
use crate::plan::{Known, LiveStack, given};
use crate::retry::{self, backoff};
use crate::stack::{ChangeSet, Protection, Stack, Template};
use cvpn_compiler::artifact::digest;
use cvpn_compiler::target::cfn::INLINE;
use serde_json::Value;
use std::collections::BTreeMap;

const ENDPOINT: &str = "AWS::EC2::ClientVpnEndpoint";
const ASSOCIATION: &str = "AWS::EC2::ClientVpnTargetNetworkAssociation";

/// How often a stack is tried whose resources failed because AWS was busy.
const TRIALS: u32 = 4;

/// Brings one stack to what its template says: its outputs, and whether anything was changed.
pub(crate) async fn bring(
    order: &Order<'_>,
    planned: &Planned,
    callers: &Callers,
    known: &Known,
    live: Option<&LiveStack>,
    changes: &[&Change],
    sink: Sink<'_>,
) -> Result<(BTreeMap<String, String>, bool)> {
    let stack = Stack { caller: callers.of(planned), name: &planned.name, sink };
    sink(Event::step(format!("stack {}", planned.name)));
    let parameters = given(planned, known);
    if let Some(missing) = planned.parameters().find(|name| !parameters.contains_key(*name)) {
        return Err(Error::other(
            format!("nothing tells the parameter {missing} of the stack {}", planned.name),
            "deploy with the blueprint that its other stacks were made from",
        ));
    }
    let work = Work { order, planned, stack, parameters };
    let again: Vec<&str> =
        changes.iter().filter(|change| in_two_steps(change)).map(|change| change.resource.as_str()).collect();
    let mut changed = false;
    if let Some(before) = live.filter(|_| !again.is_empty()) {
        changed |= work.without(&before.template, &again).await?.1;
    }
    let (live, done) = work.update(&planned.text).await?;
    changed |= done;
    if !changed {
        sink(Event::done(format!("stack {}: nothing to change", planned.name)));
    }
    stack.guard(Protection::Guarded).await?;
    stack.protect().await?;
    Ok((live.outputs, changed))
}

struct Work<'a> {
    order: &'a Order<'a>,
    planned: &'a Planned,
    stack: Stack<'a>,
    parameters: Known,
}

impl Work<'_> {
    /// Updates the stack to a template. Where AWS was busy, once more.
    async fn update(&self, text: &str) -> Result<(Live, bool)> {
        for trial in 1.. {
            match self.once(text).await {
                Err(Error::Stack { reason, resource: Some((id, _)), .. })
                    if retry::passes_by_reason(&reason) && trial < TRIALS =>
                {
                    (self.stack.sink)(Event::note(format!("{id} failed because AWS was busy ({reason}); once more")));
                    backoff(self.stack.caller.pace, trial + 3).await;
                }
                answer => return answer,
            }
        }
        unreachable!("the last trial returns")
    }

    async fn once(&self, text: &str) -> Result<(Live, bool)> {
        let sent = self.upload(text).await?;
        let url = sent.as_ref().map(|(bucket, key)| self.stack.caller.s3.url(bucket, key));
        let template = Template { text, url: url.as_deref(), parameters: &self.parameters };
        let set = self.stack.plan(template).await;
        if let Some((bucket, key)) = sent {
            self.stack.caller.s3.delete(bucket, &key).await?;
        }
        let Some(set) = set? else { return Ok((self.stack.live().await?.unwrap_or_default(), false)) };
        self.agreed(&set).await?;
        let open = !set.new && set.changes.iter().any(|change| self.order.allowed.contains(&change.resource));
        if !open {
            return Ok((self.stack.execute(&set).await?, true));
        }
        self.stack.guard(Protection::Open).await?;
        let executed = self.stack.execute(&set).await;
        // Whatever became of it. After a success it is said again, as after every update.
        let guarded = self.stack.guard(Protection::Guarded).await;
        let live = executed?;
        guarded.map(|()| (live, true))
    }

    /// Puts a template that is too large to be sent into the bucket.
    async fn upload(&self, text: &str) -> Result<Option<(&str, String)>> {
        let Some(bucket) = self.order.bucket.filter(|_| text.len() > INLINE) else { return Ok(None) };
        let key = format!("cvpn/{}/{}.json", self.planned.name, digest(text));
        self.stack.caller.s3.put(bucket, &key, text).await?;
        Ok(Some((bucket, key)))
    }

    /// The last look before a change set is executed: CloudFormation itself says that nothing is replaced which nobody has
    /// allowed, whatever the comparison of the templates said.
    async fn agreed(&self, set: &ChangeSet) -> Result<()> {
        let allowed = |change: &PlannedChange| self.order.allowed.contains(&change.resource);
        // With the endpoint its associations are replaced.
        let all = set.changes.iter().any(|change| change.kind == ENDPOINT && allowed(change));
        let goes = |change: &&PlannedChange| {
            let kept = change.kind == ENDPOINT || change.kind == ASSOCIATION && !all;
            let goes = change.action == "Remove" || change.action == "Modify" && change.replacement == "True";
            goes && kept && !allowed(change)
        };
        let unexpected = set.changes.iter().find(goes).filter(|_| !set.new);
        let Some(change) = unexpected else { return Ok(()) };
        self.stack.withdraw(&set.name, false).await?;
        Err(Error::other(
            format!("CloudFormation would replace or remove {} of the stack {}", change.resource, self.planned.name),
            format!("agree with --allow-replace {}, if that is what you want; nothing was changed", change.resource),
        ))
    }

    /// Updates the stack to the template that is live without some resources, so that they can be made anew.
    async fn without(&self, live: &Value, resources: &[&str]) -> Result<(Live, bool)> {
        let mut template = live.clone();
        let Some(all) = template["Resources"].as_object_mut() else { return Ok((Live::default(), false)) };
        let removed: BTreeMap<String, Value> =
            resources.iter().filter_map(|id| Some(((*id).to_owned(), all.shift_remove(*id)?))).collect();
        for resource in all.values_mut() {
            let Some(after) = resource["DependsOn"].as_array().cloned() else { continue };
            resource["DependsOn"] = bridge(&after, &removed).into();
        }
        self.update(&template.to_string()).await
    }
}

/// What a resource waits for when some of what it waited for is gone: what those waited for.
fn bridge(after: &[Value], removed: &BTreeMap<String, Value>) -> Vec<Value> {
    let mut found = Vec::new();
    for earlier in after {
        let gone = earlier.as_str().and_then(|id| removed.get(id));
        let next = match gone {
            Some(gone) => bridge(gone["DependsOn"].as_array().map_or(&[][..], Vec::as_slice), removed),
            None => vec![earlier.clone()],
        };
        for one in next {
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found
}
