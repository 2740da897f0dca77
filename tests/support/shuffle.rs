//! The same blueprint written in another order and another style.

use proptest::prelude::*;
use serde_json::Value;

/// Lists whose order means nothing, by their key.
const UNORDERED: &[&str] =
    &["access", "groups", "members", "routes", "subnets", "security_groups", "cidrs", "notify", "availability_zones"];

/// A blueprint with its keys, and the items of lists whose order means nothing, in any order.
pub fn shuffled(value: Value) -> impl Strategy<Value = Value> {
    Just(value).prop_perturb(|value, mut rng| shuffle(value, false, &mut |most| rng.random_range(0..most)))
}

fn shuffle(value: Value, unordered: bool, any: &mut dyn FnMut(usize) -> usize) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(|item| shuffle(item, false, any)).collect();
            if unordered {
                mix(&mut items, any);
            }
            items.into()
        }
        Value::Object(entries) => {
            let entries = entries.into_iter().map(|(key, value)| {
                let unordered = UNORDERED.contains(&key.as_str());
                (key, shuffle(value, unordered, any))
            });
            let mut entries: Vec<(String, Value)> = entries.collect();
            mix(&mut entries, any);
            Value::Object(entries.into_iter().collect())
        }
        scalar => scalar,
    }
}

fn mix<T>(items: &mut [T], any: &mut dyn FnMut(usize) -> usize) {
    for last in (1..items.len()).rev() {
        items.swap(last, any(last + 1));
    }
}

/// A value as YAML in block style, its texts in double quotes.
pub fn yaml(value: &Value) -> String {
    fn write(value: &Value, indent: usize, out: &mut String) {
        let pad = " ".repeat(indent);
        match value {
            Value::Object(entries) if !entries.is_empty() => {
                for (key, value) in entries {
                    *out += &format!("\n{pad}{}:", Value::from(key.as_str()));
                    write(value, indent + 2, out);
                }
            }
            Value::Array(items) if !items.is_empty() => {
                for item in items {
                    *out += &format!("\n{pad}-");
                    write(item, indent + 2, out);
                }
            }
            scalar => *out += &format!(" {scalar}"),
        }
    }
    let mut out = String::new();
    write(value, 0, &mut out);
    out + "\n"
}
