//! Defaults: a file beside a blueprint with what several blueprints have in common, which each names under `extends`.
//!
//! Mappings are merged key by key, and what the blueprint says counts. Everything else is taken whole: a list of the
//! blueprint stands in place of the other, it is not added to it, and so does a choice of one among several keys, such as
//! `server_certificate`. A file of defaults cannot extend another, so that there are two places to look at and no more.

use super::document::Form;
use super::yaml::{self, Entry, Kind, Limits, Node};
use crate::fault::{Fault, Path, Place, Span};
use crate::path;
use crate::rule::form;
use crate::types::{DefaultsFile, FileName};
use serde_json::Value;
use std::collections::BTreeMap;

/// The key under which a blueprint names its file of defaults.
const EXTENDS: &str = "extends";

/// Reads a file beside a blueprint: its text, or why it cannot be read.
pub type Load<'l> = &'l dyn Fn(&FileName) -> Result<String, String>;

/// A file of defaults that a blueprint names.
pub(super) struct Defaults {
    pub file: FileName,
    /// Its text; empty if it cannot be read.
    pub text: String,
    /// Its tree. `None` if it has none.
    pub root: Option<Node>,
}

/// Reads the file of defaults that a blueprint names. `None` if it names none.
pub(super) fn read(own: &Node, load: Load, limits: Limits, faults: &mut Vec<Fault>) -> Option<Defaults> {
    let Kind::Scalar(Value::String(name)) = &own.entry(EXTENDS)?.value.kind else { return None };
    // A name that is none is a fault of form.
    let file = FileName::from(&name.parse::<DefaultsFile>().ok()?);
    let text = match load(&file) {
        Ok(text) => text,
        Err(why) => {
            let message = format!("cannot read {file}: {why}");
            faults.push(Fault::new(&form::DEFAULTS_UNREADABLE, path![EXTENDS], message));
            return Some(Defaults { file, text: String::new(), root: None });
        }
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let mut found = Vec::new();
    let root = yaml::read(&text, limits, &mut found);
    if let Some(again) = root.as_ref().and_then(|root| root.entry(EXTENDS)) {
        let message = format!("`{EXTENDS}` is not a key of a file of defaults");
        let fault = Fault::new(&form::UNKNOWN_KEY, again.key_span, message);
        found.push(fault.help("write all defaults into one file"));
    }
    match root.as_ref().map(|root| (&root.kind, root.span)) {
        None | Some((Kind::Map(_) | Kind::Scalar(Value::Null), _)) => {}
        Some((kind, span)) => {
            let kind = if matches!(kind, Kind::List(_)) { "a list" } else { "one value" };
            let fault = Fault::new(&form::WRONG_TYPE, span, format!("a file of defaults is a mapping; found {kind}"));
            found.push(fault.allowed("a mapping").help("a colon and a space end each key"));
        }
    }
    let beside = |span: Span| Place::beside(path![EXTENDS], file.clone(), span);
    faults.extend(found.into_iter().map(|mut fault| {
        fault.place = beside(fault.place.span.unwrap_or_default());
        let related = fault.related.iter_mut().filter_map(|(place, _)| Some((place.span?, place)));
        related.for_each(|(span, place)| *place = beside(span));
        fault
    }));
    let root = root.map(|mut root| {
        root.mark_as_default();
        root
    });
    Some(Defaults { file, text, root })
}

/// A blueprint's tree with the defaults for what it does not say.
pub(super) fn merge(own: Node, defaults: Node, form: &Form) -> Node {
    merged(own, defaults, (form.schema)(), form, &Path::default())
}

fn merged(mut own: Node, defaults: Node, schema: &'static Value, form: &Form, path: &Path) -> Node {
    let schema = form.resolve(schema);
    let choice = schema.get("oneOf").is_some();
    let (Kind::Map(entries), Kind::Map(rest), false) = (&mut own.kind, defaults.kind, choice) else { return own };
    let own_keys: BTreeMap<String, usize> = entries.iter().map(|entry| entry.key.clone()).zip(0..).collect();
    for Entry { key, key_span, value } in rest {
        let path = path.with(&key);
        if path == path![EXTENDS] {
            continue;
        }
        match own_keys.get(&key) {
            Some(place) => {
                let entry = &mut entries[*place];
                let under = schema["properties"].get(&key);
                let any = schema["patternProperties"].as_object().and_then(|all| all.values().next());
                let empty = Node { kind: Kind::Scalar(Value::Null), ..entry.value.clone() };
                let said = std::mem::replace(&mut entry.value, empty);
                entry.value = merged(said, value, under.or(any).unwrap_or(&Value::Null), form, &path);
            }
            None => entries.push(Entry { key, key_span, value }),
        }
    }
    own
}
