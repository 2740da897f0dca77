//! A document: the text of a blueprint, its tree, and where in the text everything stands.

use super::defaults::{self, Load};
use super::left_out::LeftOut;
use super::place::Marks;
use super::yaml::{self, Kind, Limits, Node};
use super::{structure, typed};
use crate::fault::{Fault, Part, Place, Span, Step};
use crate::model::Blueprint;
use crate::rule::form;
use crate::types::FileName;
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The JSON Schema of a blueprint, for editors and for [`Document::parse`].
pub fn schema() -> &'static Value {
    static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
        // Generated schemas of u32 have no maximum, and the parser has one.
        let bounded = RecursiveTransform(|schema: &mut Schema| {
            if schema.get("format").is_some_and(|format| format == "uint32") {
                schema.insert("maximum".to_owned(), u32::MAX.into());
            }
        });
        let settings = SchemaSettings::default().with_transform(bounded);
        let mut schema = settings.into_generator().into_root_schema_for::<Blueprint>().to_value();
        if let Some(object) = schema.as_object_mut() {
            object.insert("title".to_owned(), "cvpn blueprint, version 1".into());
        }
        schema
    });
    &SCHEMA
}

/// The JSON Schema of a part of a blueprint, for editors: of a file of defaults, and of a blueprint that extends one. No key
/// must be there.
pub fn partial_schema() -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                if map.get("required").is_some_and(Value::is_array) {
                    map.remove("required");
                }
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut partial = schema().clone();
    strip(&mut partial);
    partial["title"] = "part of a cvpn blueprint, version 1".into();
    partial
}

/// What a blueprint is called in messages.
pub(super) const BLUEPRINT: &str = "blueprint";

/// The form of a text.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// What the whole is called in messages, such as "blueprint".
    pub whole: &'a str,
    /// Its JSON Schema, generated from the type that it becomes. Only what is wrong with a text needs it.
    pub schema: fn() -> &'static Value,
}

impl Form<'_> {
    /// The schema behind a `$ref`.
    pub(super) fn behind(&self, mut schema: &'static Value) -> &'static Value {
        let target = |pointer: &str| (self.schema)().pointer(pointer.trim_start_matches('#'));
        while let Some(next) = schema.get("$ref").and_then(Value::as_str).and_then(target) {
            schema = next;
        }
        schema
    }

    /// The schema behind a `$ref`, and of a value that may be left out the schema of one that is there.
    pub(super) fn resolve(&self, schema: &'static Value) -> &'static Value {
        let schema = self.behind(schema);
        let choices = schema.get("anyOf").and_then(Value::as_array);
        match choices.and_then(|choices| choices.iter().find(|choice| choice["type"] != "null")) {
            Some(there) => self.resolve(there),
            None => schema,
        }
    }
}

/// The entries at the top of a YAML or JSON text, whatever it is of. `None` if it is no mapping, or cannot be read.
pub fn top(text: &str) -> Option<Map<String, Value>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match yaml::read(text, Limits::default(), &mut Vec::new())?.to_json() {
        Value::Object(entries) => Some(entries),
        _ => None,
    }
}

/// A blueprint's text with the positions of all its entries.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name, as messages show it.
    pub name: String,
    /// The text.
    pub text: String,
    root: Option<Node>,
    marks: Marks,
    /// The file of defaults, in which some nodes of the tree stand.
    defaults: Option<FileName>,
    beside: BTreeMap<FileName, Document>,
}

/// What reading gives.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The text with its positions.
    pub document: Document,
    /// The blueprint, without the entries in which the faults of form are. `None` where too little is left.
    pub blueprint: Option<Blueprint>,
    /// The faults of form.
    pub faults: Vec<Fault>,
    /// The entries that are left out of the blueprint.
    pub left_out: LeftOut,
}

impl Document {
    /// Reads a blueprint from YAML or JSON, within the default [`Limits`]. It cannot extend a file of defaults.
    pub fn parse(name: impl Into<String>, text: impl Into<String>) -> Parsed {
        Self::parse_within(name, text, Limits::default())
    }

    /// Reads a blueprint, with the file of defaults that it extends.
    pub fn parse_with(name: impl Into<String>, text: impl Into<String>, load: Load) -> Parsed {
        let form = Form { whole: BLUEPRINT, schema };
        let (document, blueprint, faults, left_out) =
            Self::read(name.into(), text.into(), Limits::default(), &form, Some(load));
        Parsed { document, blueprint, faults, left_out }
    }

    /// A text that is no blueprint. Places in it are spans.
    pub fn plain(name: impl Into<String>, text: impl Into<String>) -> Self {
        Document {
            name: name.into(),
            text: text.into(),
            root: None,
            marks: Marks::default(),
            defaults: None,
            beside: BTreeMap::new(),
        }
    }

    /// Reads a blueprint within other limits.
    pub fn parse_within(name: impl Into<String>, text: impl Into<String>, limits: Limits) -> Parsed {
        let form = Form { whole: BLUEPRINT, schema };
        let (document, blueprint, faults, left_out) =
            Self::read(name.into(), text.into(), limits, &form, Some(&|_| Err("it is not known where".to_owned())));
        Parsed { document, blueprint, faults, left_out }
    }

    /// Reads a text of another form than a blueprint, within the default [`Limits`]. `None` if there are faults.
    pub fn parse_as<T: DeserializeOwned>(
        name: impl Into<String>,
        text: impl Into<String>,
        form: &Form,
    ) -> (Document, Option<T>, Vec<Fault>) {
        let (document, value, faults, _) = Self::read(name.into(), text.into(), Limits::default(), form, None);
        let value = value.filter(|_| faults.is_empty());
        (document, value, faults)
    }

    fn read<T: DeserializeOwned>(
        name: String,
        mut text: String,
        limits: Limits,
        form: &Form,
        load: Option<Load>,
    ) -> (Document, Option<T>, Vec<Fault>, LeftOut) {
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        let mut faults = Vec::new();
        let root = yaml::read(&text, limits, &mut faults);
        let mut document = Document { root: None, ..Document::plain(name, text) };
        let Some(mut root) = root else { return (document, None, faults, LeftOut::default()) };
        if let Some(found) = load.and_then(|load| defaults::read(&root, load, limits, &mut faults)) {
            document.add_beside(&found.file, &found.text);
            document.defaults = Some(found.file);
            let Some(rest) = found.root else {
                // What the blueprint lacks may stand in the defaults.
                document.root = Some(root);
                return (document, None, faults, LeftOut::default());
            };
            root = defaults::merge(root, rest, form);
        }
        let root = document.root.insert(root);
        if faults.is_empty()
            && let Some(value) = typed::read(root)
        {
            debug_assert!(structure::check(root, form, &mut faults).is_empty() && faults.is_empty(), "{faults:?}");
            return (document, Some(value), faults, LeftOut::default());
        }
        let mut left_out = structure::check(root, form, &mut faults);
        let rest = left_out.rest_of(root);
        let value = serde_json::from_value(rest)
            .map_err(|error| {
                // The structure check has seen all that serde can find; this says so if it has not.
                if faults.is_empty() {
                    faults.push(Fault::new(&form::INVALID_VALUE, crate::path![], error.to_string()));
                }
            })
            .ok();
        (document, value, faults, left_out)
    }

    /// The line and column of a character, both counted from 1.
    pub fn position(&self, character: usize) -> (usize, usize) {
        let position = self.marks.position(&self.text, character);
        (position.line, position.column)
    }

    /// The bytes of a range of characters.
    pub fn bytes(&self, span: Span) -> std::ops::Range<usize> {
        let byte = |character| self.marks.position(&self.text, character).byte;
        byte(span.start)..byte(span.end)
    }

    /// Adds the text of a file beside this one, in which places lie.
    pub fn add_beside(&mut self, file: &FileName, text: &str) {
        let name = std::path::Path::new(&self.name).with_file_name(file.as_str()).display().to_string();
        self.beside.insert(file.clone(), Document::plain(name, text));
    }

    /// The text in which a place lies, and its characters there: this text, or that of a file beside it.
    pub fn find(&self, place: &Place) -> (&Document, Span) {
        let beside = place.file.as_ref().and_then(|file| self.beside.get(file));
        if let Some(found) = beside.zip(place.span) {
            return found;
        }
        let (default, span) = self.resolve(place);
        let defaults = self.defaults.as_ref().filter(|_| default).and_then(|file| self.beside.get(file));
        (defaults.unwrap_or(self), span)
    }

    /// The characters of a place in this text; of the nearest entry around it, where the entry itself is not written. Of
    /// a place in a file beside it: those of the entry that names the file.
    pub fn locate(&self, place: &Place) -> Span {
        let (default, span) = self.resolve(place);
        if default { self.resolve(&crate::path!["extends"].into()).1 } else { span }
    }

    /// The characters of a place, and whether they are in the file of defaults.
    fn resolve(&self, place: &Place) -> (bool, Span) {
        if let Some(span) = place.span.filter(|_| place.file.is_none()) {
            return (false, span);
        }
        let Some(root) = &self.root else { return (false, Span::default()) };
        let mut node = root;
        let mut key: Option<(bool, Span)> = None;
        for step in &place.path.0 {
            let next = match (&node.kind, step) {
                // A key of the blueprint may have a value that is partly of the defaults, not the other way round.
                (Kind::Map(_), Step::Key(name)) => {
                    node.entry(name).map(|entry| (&entry.value, Some((entry.value.default, entry.key_span))))
                }
                (Kind::List(items), Step::Item(index)) => items.get(*index).map(|item| (item, None)),
                _ => None,
            };
            match next {
                Some((value, at)) => (node, key) = (value, at),
                None => return key.unwrap_or_else(|| start_of(node)),
            }
        }
        match (place.part, key) {
            (Part::Key, Some(key)) => key,
            (Part::Value, Some(key)) if node.span.start == node.span.end => key,
            _ => start_of(node),
        }
    }
}

/// The characters that stand for a node, and whether they are in the file of defaults: a scalar's own, the first key or
/// item of a collection.
fn start_of(node: &Node) -> (bool, Span) {
    match &node.kind {
        Kind::Scalar(_) => (node.default, node.span),
        Kind::List(items) => items.first().map_or((node.default, node.span), start_of),
        Kind::Map(entries) => {
            entries.first().map_or((node.default, node.span), |entry| (entry.value.default, entry.key_span))
        }
    }
}
