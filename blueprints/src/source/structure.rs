//! Holds a tree against the model's JSON Schema and finds all faults of form in one pass: unknown and missing keys,
//! wrong types, values that a domain type refuses.
//!
//! Serde would stop at the first of them. The schema comes from the same types, so the two cannot disagree; it is
//! generated with few constructs, and only those are understood here.

use super::MOST;
use super::document::{BLUEPRINT, Form};
use super::left_out::LeftOut;
use super::yaml::{Kind, Node};
use crate::fault::{Fault, Path, Place, Step};
use crate::rule::{self, form};
use crate::types;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Checks a tree against the schema of a form. Returns what must be left out and what must be read as something else to
/// get a blueprint.
pub(crate) fn check(root: &Node, form: &Form, faults: &mut Vec<Fault>) -> LeftOut {
    let first = faults.len();
    let (required, likely) = Default::default();
    let mut checker = Checker { form, faults, required, likely };
    checker.node(root, (form.schema)(), &Path::default());
    let Checker { required, likely, faults, .. } = checker;
    let broken = faults[first..].iter().filter_map(|fault| {
        let path = &fault.place.path;
        if likely.contains_key(path) { Some(path.clone()) } else { left_out(fault, &required) }
    });
    LeftOut::new(broken.collect(), likely)
}

/// What must be left out because of a fault. An item of a list goes as a whole where it cannot do without the entry; a
/// section does not, because too much would rest on nothing.
fn left_out(fault: &Fault, required: &BTreeSet<Path>) -> Option<Path> {
    let mut path = fault.place.path.clone();
    while required.contains(&path) {
        path.0.pop();
    }
    match path.0.last() {
        Some(Step::Item(_)) => Some(path),
        _ => (fault.code != form::MISSING_KEY.code).then(|| fault.place.path.clone()),
    }
}

struct Checker<'a> {
    form: &'a Form<'a>,
    faults: &'a mut Vec<Fault>,
    /// The entries without which the mapping around them is nothing.
    required: BTreeSet<Path>,
    /// The values that are likely meant, where broken ones are written.
    likely: BTreeMap<Path, Value>,
}

impl Checker<'_> {
    fn tell(&mut self, fault: Fault) {
        if self.faults.len() < MOST {
            self.faults.push(fault);
        }
    }

    fn node(&mut self, node: &Node, schema: &'static Value, path: &Path) {
        let schema = self.form.behind(schema);
        if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
            // Only `Option<T>` is generated so: T, or null for "left out".
            let null = matches!(node.kind, Kind::Scalar(Value::Null));
            match choices.iter().find(|choice| choice["type"] != "null") {
                Some(choice) if !null => self.node(node, choice, path),
                _ => {}
            }
        } else if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
            if choices.iter().any(|choice| choice.get("const").is_some()) {
                self.word(node, choices.iter().filter_map(|choice| choice["const"].as_str()).collect(), path);
            } else {
                self.variant(node, choices, path);
            }
        } else if let (Some(values), "string") = (schema.get("enum").and_then(Value::as_array), type_of(schema)) {
            self.word(node, values.iter().filter_map(Value::as_str).collect(), path);
        } else {
            self.typed(node, schema, path);
        }
    }

    /// A node of a certain type.
    fn typed(&mut self, node: &Node, schema: &'static Value, path: &Path) {
        let optional = schema["type"].as_array().is_some_and(|types| types.iter().any(|one| one == "null"));
        if optional && matches!(node.kind, Kind::Scalar(Value::Null)) {
            return;
        }
        match (type_of(schema), &node.kind) {
            ("object", Kind::Map(_)) => self.map(node, schema, path),
            ("array", Kind::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.node(item, &schema["items"], &path.with(index));
                }
            }
            ("string", Kind::Scalar(value @ Value::String(_)))
            | ("integer", Kind::Scalar(value @ Value::Number(_))) => {
                self.scalar(value, schema, path);
            }
            ("boolean", Kind::Scalar(Value::Bool(_))) => {}
            (expected, _) => self.wrong_type(node, expected, path),
        }
    }

    /// A scalar of the right type: the domain type behind its format decides.
    fn scalar(&mut self, value: &Value, schema: &Value, path: &Path) {
        let integer = || {
            let (least, most) = (schema["minimum"].as_f64().unwrap_or(0.0), schema["maximum"].as_f64());
            let fits = value.as_i64().is_some_and(|number| {
                let number = number as f64;
                number >= least && most.is_none_or(|most| number <= most)
            });
            if fits {
                return Ok(());
            }
            let most = most.unwrap_or(f64::from(u32::MAX));
            Err(types::Invalid::new(
                format!("`{value}` is out of range"),
                format!("a whole number from {least} to {most}"),
            ))
        };
        let result = match schema.get("format").and_then(Value::as_str).and_then(types::check_of) {
            Some(check) => check(value),
            None if schema
                .get("enum")
                .is_some_and(|allowed| !allowed.as_array().is_some_and(|all| all.contains(value))) =>
            {
                let allowed = schema["enum"].as_array().into_iter().flatten().map(Value::to_string).collect::<Vec<_>>();
                Err(types::Invalid::new(format!("`{value}` is not a value of this key"), allowed.join(", ")))
            }
            None if type_of(schema) == "integer" => integer(),
            None => Ok(()),
        };
        if let Err(mut invalid) = result {
            self.likely.extend(invalid.likely.take().map(|text| (path.clone(), Value::from(&*text))));
            self.invalid(invalid, path.clone().into());
        }
    }

    fn invalid(&mut self, invalid: types::Invalid, place: Place) {
        let rule = rule::by_code(invalid.code).unwrap_or(&form::INVALID_VALUE);
        let mut fault = Fault::new(rule, place, invalid.message).allowed(invalid.allowed);
        fault.help = invalid.help;
        self.tell(fault);
    }

    /// One of several words.
    fn word(&mut self, node: &Node, words: Vec<&str>, path: &Path) {
        match &node.kind {
            Kind::Scalar(Value::String(text)) if words.contains(&text.as_str()) => {}
            Kind::Scalar(Value::String(text)) => {
                let fault =
                    Fault::new(&form::INVALID_VALUE, path.clone(), format!("`{text}` is not a value of this key"))
                        .allowed(words.join(", "));
                self.tell(suggest(fault, text, words.iter().copied()));
            }
            _ => self.wrong_type(node, &words.join(", "), path),
        }
    }

    /// Exactly one of several keys.
    fn variant(&mut self, node: &Node, choices: &'static [Value], path: &Path) {
        let keyed: Vec<(&str, &Value)> = choices
            .iter()
            .filter_map(|choice| {
                choice["properties"].as_object()?.iter().next().map(|(key, value)| (key.as_str(), value))
            })
            .collect();
        let names = keyed.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(", ");
        let Kind::Map(entries) = &node.kind else {
            return self.wrong_type(node, &format!("a mapping with one of the keys {names}"), path);
        };
        let mut known = Vec::new();
        for entry in entries {
            match keyed.iter().find(|(key, _)| *key == entry.key) {
                Some((_, schema)) => known.push((entry, *schema)),
                None => {
                    let fault = Fault::new(
                        &form::UNKNOWN_KEY,
                        Place::key(path.with(&entry.key)),
                        format!("`{}` is not a key of `{path}`", entry.key),
                    )
                    .allowed(names.clone());
                    self.tell(suggest(fault, &entry.key, keyed.iter().map(|(key, _)| *key)));
                }
            }
        }
        if known.len() != 1 {
            let (found, help) = if known.is_empty() {
                ("none".to_owned(), "add the one that is meant")
            } else {
                let found = known.iter().map(|(entry, _)| entry.key.as_str()).collect::<Vec<_>>().join(" and ");
                (found, "keep the one that is meant")
            };
            self.tell(
                Fault::new(
                    &form::EXACTLY_ONE,
                    path.clone(),
                    format!("`{path}` takes exactly one of {names}; found {found}"),
                )
                .allowed(names)
                .help(help),
            );
        }
        for (entry, schema) in known {
            self.required.insert(path.with(&entry.key));
            self.node(&entry.value, schema, &path.with(&entry.key));
        }
    }

    /// A mapping: with fixed keys, or with names chosen by the user.
    fn map(&mut self, node: &Node, schema: &'static Value, path: &Path) {
        let Kind::Map(entries) = &node.kind else { return };
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            let Some((pattern, values)) = schema["patternProperties"].as_object().and_then(|map| map.iter().next())
            else {
                return;
            };
            for entry in entries {
                let path = path.with(&entry.key);
                if let Some(Err(invalid)) = types::check_of_key(pattern).map(|check| check(&entry.key.as_str().into()))
                {
                    self.invalid(invalid, Place::key(path.clone()));
                }
                self.node(&entry.value, values, &path);
            }
            return;
        };
        for entry in entries {
            let path = path.with(&entry.key);
            match properties.get(&entry.key) {
                Some(schema) => self.node(&entry.value, schema, &path),
                None => {
                    let whole = Path(path.0[..path.0.len() - 1].to_vec());
                    let of = if whole.0.is_empty() { format!("a {}", self.form.whole) } else { format!("`{whole}`") };
                    let fault = Fault::new(
                        &form::UNKNOWN_KEY,
                        Place::key(path),
                        format!("`{}` is not a key of {of}", entry.key),
                    )
                    .allowed(properties.keys().cloned().collect::<Vec<_>>().join(", "));
                    self.tell(suggest(fault, &entry.key, properties.keys().map(String::as_str)));
                }
            }
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            self.required.insert(path.with(key));
            if node.entry(key).is_none() {
                let of = if path.0.is_empty() { format!("the {}", self.form.whole) } else { format!("`{path}`") };
                let about = properties.get(key).and_then(|property| {
                    let text = property.get("description").or_else(|| self.form.behind(property).get("description"));
                    text.and_then(Value::as_str).map(first_sentence)
                });
                let mut fault =
                    Fault::new(&form::MISSING_KEY, Place::key(path.clone()), format!("{of} lacks the key `{key}`"));
                fault.help = about.map(|about| format!("{key}: {about}"));
                self.tell(fault);
            }
        }
    }

    fn wrong_type(&mut self, node: &Node, expected: &str, path: &Path) {
        let expected = match expected {
            "object" => "a mapping",
            "array" => "a list",
            "string" => "a text",
            "integer" => "a whole number",
            "boolean" => "true or false",
            other => other,
        };
        let (found, help) = match &node.kind {
            Kind::Map(_) => ("a mapping".to_owned(), None),
            Kind::List(_) => ("a list".to_owned(), None),
            Kind::Scalar(Value::Null) if path.0.is_empty() && self.form.whole == BLUEPRINT => {
                ("nothing".to_owned(), Some("`cvpn init` writes a blueprint to begin with".to_owned()))
            }
            Kind::Scalar(Value::Null) => ("nothing".to_owned(), Some("write a value, or remove the key".to_owned())),
            Kind::Scalar(Value::Bool(flag)) => (format!("the boolean {flag}"), None),
            Kind::Scalar(Value::Number(number)) => (
                format!("the number {number}"),
                (expected == "a text").then(|| {
                    "put it into quotes; YAML reads digits without quotes as a number and drops leading zeros"
                        .to_owned()
                }),
            ),
            Kind::Scalar(value) => (
                format!("the text {value}"),
                match (value.as_str(), expected) {
                    (Some("yes" | "on" | "Yes" | "On"), "true or false") => Some("write true".to_owned()),
                    (Some("no" | "off" | "No" | "Off"), "true or false") => Some("write false".to_owned()),
                    (Some(text), "a list") => Some(format!("write [{text}]")),
                    (Some(text), "a whole number") if text.parse::<i64>().is_ok() => {
                        Some(format!("write {text} without quotes"))
                    }
                    _ => None,
                },
            ),
        };
        let message = if path.0.is_empty() {
            format!("a {} is {expected}; found {found}", self.form.whole)
        } else {
            format!("`{path}` takes {expected}; found {found}")
        };
        let mut fault = Fault::new(&form::WRONG_TYPE, path.clone(), message).allowed(expected);
        fault.help = help;
        self.tell(fault);
    }
}

/// The type of a schema, without the null of `Option`.
fn type_of(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(name) => name,
        Value::Array(names) => names.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or_default(),
        _ => "",
    }
}

/// A text up to its first full stop.
fn first_sentence(text: &str) -> String {
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches('.').replace('\n', " ")
}

/// Adds "did you mean" where a known word is near.
pub(crate) fn suggest<'w>(fault: Fault, word: &str, known: impl Iterator<Item = &'w str>) -> Fault {
    match nearest(word, known) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault,
    }
}

/// The known word that was probably meant.
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    known
        .map(|known| (strsim::damerau_levenshtein(&word.to_lowercase(), &known.to_lowercase()), known))
        .filter(|(distance, known)| *distance <= known.chars().count().max(3) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, near)| near)
}
