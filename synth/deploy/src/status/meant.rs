//! What the templates mean, with the names that AWS has given in the places of references.

use crate::client::cloudformation::StackResource;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The resources that are meant, by logical id.
pub(super) struct Meant {
    resources: BTreeMap<String, (String, Map<String, Value>)>,
}

impl Meant {
    /// Reads templates. `known` are values of parameters and outputs, `own` what the stacks hold.
    pub(super) fn new<'t>(
        templates: impl Iterator<Item = &'t Value>,
        known: &BTreeMap<String, String>,
        own: &[StackResource],
    ) -> Self {
        let mut resources = BTreeMap::new();
        for (id, resource) in templates.filter_map(|template| template["Resources"].as_object()).flatten() {
            let mut properties = resource["Properties"].clone();
            resolve(&mut properties, known, own);
            let kind = resource["Type"].as_str().unwrap_or_default().to_owned();
            resources.insert(id.clone(), (kind, properties.as_object().cloned().unwrap_or_default()));
        }
        Meant { resources }
    }

    /// The properties of the resources of a type.
    pub(super) fn of<'m>(&'m self, kind: &'m str) -> impl Iterator<Item = (&'m str, &'m Map<String, Value>)> {
        let own = self.resources.iter().filter(move |(_, (found, _))| found == kind);
        own.map(|(id, (_, properties))| (id.as_str(), properties))
    }
}

/// Puts names in the places of references. An attribute that is an output is known by that; others by the resource's id.
fn resolve(value: &mut Value, known: &BTreeMap<String, String>, own: &[StackResource]) {
    if let Some(text) = named(value, known, own) {
        *value = Value::String(text);
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| resolve(item, known, own)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| resolve(entry, known, own)),
        _ => {}
    }
}

fn named(value: &Value, known: &BTreeMap<String, String>, own: &[StackResource]) -> Option<String> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    let physical = |id: &str| Some(own.iter().find(|resource| resource.id == id)?.physical.clone());
    if let Some(id) = object.get("Ref").and_then(Value::as_str) {
        return known.get(id).cloned().or_else(|| physical(id));
    }
    let path = object.get("Fn::GetAtt")?.as_array()?;
    let (id, attribute) = (path.first()?.as_str()?, path.get(1)?.as_str()?);
    let output = known.get(&format!("{id}Id")).filter(|_| attribute.ends_with("Id"));
    output.cloned().or_else(|| physical(id))
}

/// A value as EC2 writes it.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
