//! What a deployment changes beside its stacks: the certificate that is imported, and the tags of the endpoint.

use crate::certificate::{self, Found};
use crate::compare::{Action, Change, Consequence, Property};
use crate::error::Result;
use crate::order::{Callers, Order};
use crate::plan::LiveStack;
use crate::tags;
use serde_json::Value;

/// These changes, as those of a stack without a name.
pub(crate) async fn changes(
    order: &Order<'_>,
    callers: &Callers,
    live: &[LiveStack],
    found: Option<&String>,
) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    if let Some(issued) = order.issued {
        let (action, words) = match certificate::compare(&callers.vpn, issued, found).await? {
            Found::Absent => (Some(Action::Add), "it is imported into ACM"),
            Found::Other => {
                (Some(Action::Change), "it is renewed under its ARN; the endpoint takes it up within 5 hours")
            }
            Found::Same => (None, ""),
        };
        changes.extend(action.map(|action| Change {
            words: Some(words.to_owned()),
            ..change(issued.domain, "server certificate", action, Vec::new())
        }));
    }
    let endpoint = live.iter().find_map(|stack| Some((stack.outputs.get("EndpointId")?, &stack.template)));
    let Some((endpoint, template)) = endpoint else { return Ok(changes) };
    let Some(entry) = callers.vpn.ec2.endpoint(endpoint).await? else { return Ok(changes) };
    let now = entry.tags();
    let value = |text: &String| Value::String(text.clone());
    let property = |key: &String, after: Option<&String>| Property {
        path: key.clone(),
        before: now.get(key).map(value),
        after: after.map(value),
    };
    let missing = tags::missing(order.blueprint, &now);
    let mut properties: Vec<Property> = missing.iter().map(|(key, text)| property(key, Some(text))).collect();
    let stale = tags::stale(order.blueprint, template, &now);
    properties.extend(stale.iter().map(|key| property(key, None)));
    if !properties.is_empty() {
        changes.push(change(endpoint, "tags of the endpoint", Action::Change, properties));
    }
    Ok(changes)
}

fn change(resource: &str, kind: &str, action: Action, properties: Vec<Property>) -> Change {
    Change {
        stack: String::new(),
        resource: resource.to_owned(),
        kind: kind.to_owned(),
        action,
        properties,
        consequence: Consequence::None,
        words: None,
        guarded: false,
    }
}
