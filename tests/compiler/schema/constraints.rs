//! What the provider's schema cannot say: allowed values, lengths, numbers of items, arguments that exclude one another.

use crate::support::said::Said;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CONSTRAINTS: LazyLock<Value> = LazyLock::new(|| super::schema("terraform-aws-constraints.json"));

/// Checks the arguments of a resource.
pub fn check(kind: &str, said: &BTreeMap<String, Said>, fault: &mut dyn FnMut(String)) {
    let whole = Said::Map(said.clone());
    for (path, of) in CONSTRAINTS[kind].as_object().into_iter().flatten() {
        let values = at(&whole, path);
        for value in &values {
            if let Some(allowed) = of["allowed_values"].as_array()
                && !allowed.iter().any(|allowed| same(value, allowed))
            {
                fault(format!("{path} is {value:?}, not one of {allowed:?}"));
            }
            let length = value.text().map(|text| text.chars().count() as u64);
            bounds(&format!("characters in {path}"), length, &of["min_length"], &of["max_length"], fault);
            let items = if let Said::List(items) = value { Some(items.len() as u64) } else { None };
            bounds(&format!("items in {path}"), items, &of["min_items"], &of["max_items"], fault);
        }
        let there = |other: &Value| {
            let path = other.as_str().unwrap_or_default().replace(".0.", ".");
            !at(&whole, &path).is_empty()
        };
        for other in of["conflicts_with"].as_array().into_iter().flatten() {
            if !values.is_empty() && there(other) {
                fault(format!("{path} stands beside {other}"));
            }
        }
        for other in of["required_with"].as_array().into_iter().flatten() {
            if !values.is_empty() && !there(other) {
                fault(format!("{path} needs {other}"));
            }
        }
        if let Some(others) = of["exactly_one_of"].as_array() {
            let count = others.iter().filter(|other| there(other)).count() + usize::from(!values.is_empty());
            if count != 1 {
                fault(format!("{count} of {path} and {others:?}"));
            }
        }
    }
}

/// The values at a path, in every block on the way; a list of blocks at its end stays a list.
fn at<'a>(said: &'a Said, path: &str) -> Vec<&'a Said> {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    match said {
        Said::List(items) => items.iter().flat_map(|item| at(item, path)).collect(),
        _ => match said.get(first) {
            None => Vec::new(),
            Some(value) if rest.is_empty() => vec![value],
            Some(value) => at(value, rest),
        },
    }
}

fn same(said: &Said, value: &Value) -> bool {
    match (said, value) {
        (Said::Text(text), Value::String(other)) => text == other,
        (Said::Number(number), Value::Number(other)) => *number == other.to_string(),
        _ => false,
    }
}

fn bounds(what: &str, count: Option<u64>, least: &Value, most: &Value, fault: &mut dyn FnMut(String)) {
    let Some(count) = count else { return };
    if least.as_u64().is_some_and(|least| count < least) || most.as_u64().is_some_and(|most| count > most) {
        fault(format!("{count} {what}, where {least} to {most} are allowed"));
    }
}
