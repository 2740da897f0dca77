//! Two templates, resource by resource and property by property.

use super::consequence::judge;
use super::{Action, Change, Consequence, Property, create_only};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A template, and the values of its parameters as far as they are known.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The template.
    pub template: &'a Value,
    /// The values.
    pub parameters: &'a BTreeMap<String, String>,
}

/// What changes in a stack when a template takes the place of the one before, or where there was none.
pub fn compare(stack: &str, before: Option<Given<'_>>, after: Given<'_>) -> Vec<Change> {
    let old = before.map(resources).unwrap_or_default();
    let new = resources(after);
    let replaced = replaced(&old, &new);
    let mut changes = Vec::new();
    for (id, resource) in &new {
        let Some(was) = old.get(id) else {
            changes.push(change(stack, id, resource, Action::Add, Vec::new()));
            continue;
        };
        let properties = properties(&was.properties, &resource.properties, &replaced);
        if replaced.contains(id) {
            changes.push(change(stack, id, resource, Action::Replace, properties));
        } else if !properties.is_empty() {
            changes.push(change(stack, id, resource, Action::Change, properties));
        }
    }
    for (id, was) in old.iter().filter(|(id, _)| !new.contains_key(*id)) {
        let action = if was.retained { Action::Keep } else { Action::Remove };
        changes.push(change(stack, id, was, action, Vec::new()));
    }
    // Where nothing was live, nobody notices anything.
    if before.is_some() {
        changes.iter_mut().for_each(judge);
    }
    changes
}

/// A resource of a template.
struct Resource {
    kind: String,
    retained: bool,
    properties: Map<String, Value>,
}

type Resources = BTreeMap<String, Resource>;

fn resources(given: Given<'_>) -> Resources {
    let all = given.template["Resources"].as_object().into_iter().flatten();
    all.map(|(id, resource)| {
        let mut properties = resource["Properties"].clone();
        resolve(&mut properties, given.parameters);
        let properties = properties.as_object().cloned().unwrap_or_default();
        let policy = resource["DeletionPolicy"].as_str().unwrap_or_default();
        let kind = resource["Type"].as_str().unwrap_or_default().to_owned();
        (id.clone(), Resource { kind, retained: ["Retain", "RetainExceptOnCreate"].contains(&policy), properties })
    })
    .collect()
}

/// Puts the values of parameters in their places.
fn resolve(value: &mut Value, parameters: &BTreeMap<String, String>) {
    let known = |value: &Value| {
        let object = value.as_object().filter(|object| object.len() == 1)?;
        parameters.get(object.get("Ref")?.as_str()?).cloned()
    };
    if let Some(text) = known(value) {
        *value = Value::String(text);
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| resolve(item, parameters)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| resolve(entry, parameters)),
        _ => {}
    }
}

/// The resources that are replaced: by a property of their own, or because what they refer to in one is replaced.
fn replaced(old: &Resources, new: &Resources) -> BTreeSet<String> {
    let mut replaced = BTreeSet::new();
    loop {
        let more = new.iter().filter(|(id, resource)| {
            let Some(was) = old.get(*id).filter(|_| !replaced.contains(*id)) else { return false };
            let fixed = create_only(&resource.kind).unwrap_or_default();
            was.kind != resource.kind
                || fixed.iter().any(|property| {
                    let value = resource.properties.get(*property);
                    was.properties.get(*property) != value || value.is_some_and(|value| refers(value, &replaced))
                })
        });
        let more: Vec<String> = more.map(|(id, _)| id.clone()).collect();
        if more.is_empty() {
            return replaced;
        }
        replaced.extend(more);
    }
}

/// Whether a value refers to one of these resources.
fn refers(value: &Value, ids: &BTreeSet<String>) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| refers(item, ids)),
        Value::Object(entries) => entries.iter().any(|(key, entry)| match (key.as_str(), entry) {
            ("Ref", Value::String(id)) => ids.contains(id),
            ("Fn::GetAtt", Value::Array(path)) => {
                path.first().and_then(Value::as_str).is_some_and(|id| ids.contains(id))
            }
            _ => refers(entry, ids),
        }),
        _ => false,
    }
}

/// The properties that differ. One that refers to a replaced resource differs too: its value changes.
fn properties(old: &Map<String, Value>, new: &Map<String, Value>, replaced: &BTreeSet<String>) -> Vec<Property> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut found = Vec::new();
    for name in names {
        differ(name, old.get(name), new.get(name), &mut found);
        if found.iter().all(|property| property.path != *name)
            && new.get(name).is_some_and(|value| refers(value, replaced))
        {
            found.push(Property { path: name.clone(), before: old.get(name).cloned(), after: new.get(name).cloned() });
        }
    }
    found
}

fn differ(path: &str, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Property>) {
    if old == new {
        return;
    }
    if let (Some(Value::Object(before)), Some(Value::Object(after))) = (old, new) {
        let is_function =
            |object: &Map<String, Value>| object.keys().any(|key| key == "Ref" || key.starts_with("Fn::"));
        if !is_function(before) && !is_function(after) {
            let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for name in names {
                differ(&format!("{path}.{name}"), before.get(name), after.get(name), found);
            }
            return;
        }
    }
    found.push(Property { path: path.to_owned(), before: old.cloned(), after: new.cloned() });
}

fn change(stack: &str, id: &str, resource: &Resource, action: Action, properties: Vec<Property>) -> Change {
    Change {
        stack: stack.to_owned(),
        resource: id.to_owned(),
        kind: resource.kind.clone(),
        action,
        properties,
        consequence: Consequence::None,
        words: None,
        guarded: false,
    }
}
