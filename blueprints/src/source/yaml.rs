//! YAML text to a tree in which every node knows its characters.
//!
//! The parser is saphyr's. What is added: positions, all duplicate keys in one run, and limits, so that a hostile file
//! costs neither time nor memory nor stack.

use crate::fault::{Fault, Span};
use crate::rule::form;
use saphyr::Scalar;
use saphyr_parser::{Event, Marker, Parser, StrInput};
use std::collections::BTreeMap;

/// How large a blueprint may be. The values are far above what an endpoint of AWS can hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the text.
    pub bytes: usize,
    /// Nodes of the tree, counting an anchor's nodes again at each alias.
    pub nodes: usize,
    /// Levels of nesting.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 4 << 20, nodes: 200_000, depth: 32 }
    }
}

/// A node of the tree.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub span: Span,
    /// Whether it stands in the file of defaults.
    pub default: bool,
    pub kind: Kind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A scalar, resolved by the core schema of YAML 1.2: null, boolean, number or text.
    Scalar(serde_json::Value),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// An entry of a mapping.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// The entry of a mapping with a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The node as JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            Kind::Scalar(scalar) => scalar.clone(),
            Kind::List(items) => items.iter().map(Node::to_json).collect(),
            Kind::Map(entries) => serde_json::Value::Object(
                entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect(),
            ),
        }
    }

    /// Marks the tree of a file of defaults.
    pub fn mark_as_default(&mut self) {
        self.default = true;
        match &mut self.kind {
            Kind::Scalar(_) => {}
            Kind::List(items) => items.iter_mut().for_each(Node::mark_as_default),
            Kind::Map(entries) => entries.iter_mut().for_each(|entry| entry.value.mark_as_default()),
        }
    }

    fn count(&self) -> usize {
        1 + match &self.kind {
            Kind::Scalar(_) => 0,
            Kind::List(items) => items.iter().map(Node::count).sum(),
            Kind::Map(entries) => entries.iter().map(|entry| 1 + entry.value.count()).sum(),
        }
    }

    fn depth(&self) -> usize {
        1 + match &self.kind {
            Kind::Scalar(_) => 0,
            Kind::List(items) => items.iter().map(Node::depth).max().unwrap_or(0),
            Kind::Map(entries) => entries.iter().map(|entry| entry.value.depth()).max().unwrap_or(0),
        }
    }
}

/// A collection that is not closed yet.
enum Open {
    List { span: Span, anchor: usize, items: Vec<Node> },
    Map { span: Span, anchor: usize, entries: Vec<Entry>, keys: BTreeMap<String, Span>, next: Next },
}

/// What comes next in a mapping.
enum Next {
    Key,
    /// The value of a key.
    Value(String, Span),
    /// The value of a key that stands there already; it is dropped.
    Again,
}

/// Builds the tree from the parser's events.
struct Builder<'a> {
    limits: Limits,
    nodes: usize,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Node>,
    root: Option<Node>,
    faults: &'a mut Vec<Fault>,
}

/// Reads a text. `None` if it is no YAML at all; duplicate keys are reported and the first one counts.
pub(crate) fn read(text: &str, limits: Limits, faults: &mut Vec<Fault>) -> Option<Node> {
    if text.len() > limits.bytes {
        let message = format!("the file has {} bytes", text.len());
        faults.push(
            Fault::new(&form::TOO_LARGE, Span::default(), message).allowed(format!("at most {} bytes", limits.bytes)),
        );
        return None;
    }
    let mut builder = Builder { limits, nodes: 0, open: Vec::new(), anchors: BTreeMap::new(), root: None, faults };
    let mut parser = Parser::new(StrInput::new(text));
    let mut documents = 0;
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok((event, span)) => (event, Span { start: span.start.index(), end: span.end.index() }),
            Err(error) => {
                let fault = syntax(text, *error.marker(), error.info());
                // Of brackets the parser has a limit of its own, and reaches it before it tells of them.
                let deep = error.info() == "recursion limit exceeded";
                builder.faults.push(if deep { builder.too_deep(fault.place.span.unwrap_or_default()) } else { fault });
                return None;
            }
        };
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                let fault = Fault::new(&form::YAML_SYNTAX, span, "a second document starts here");
                builder.faults.push(fault.allowed("one document a file").help("put it into a file of its own"));
                return None;
            }
        }
        if let Err(fault) = builder.event(event, span) {
            builder.faults.push(*fault);
            return None;
        }
    }
    let empty = Node { span: Span::default(), default: false, kind: Kind::Scalar(serde_json::Value::Null) };
    Some(builder.root.unwrap_or(empty))
}

/// A syntax error, in the parser's words.
fn syntax(text: &str, marker: Marker, info: &str) -> Fault {
    let length = text.chars().count();
    let start = marker.index().min(length.saturating_sub(1));
    let span = Span { start, end: (start + 1).min(length) };
    let fault = Fault::new(&form::YAML_SYNTAX, span, "this is not YAML").label(info.to_owned());
    let tab = text
        .lines()
        .nth(marker.line().saturating_sub(1))
        .is_some_and(|line| line.trim_start_matches(' ').starts_with('\t'));
    if tab {
        fault.help("indent with spaces; YAML does not take tabs there")
    } else if info.contains("Unicode character escape") {
        fault
            .help("write the letter itself: YAML knows no escapes in pairs, such as JSON has for letters beyond U+FFFF")
    } else {
        fault
    }
}

impl Builder<'_> {
    fn event(&mut self, event: Event, span: Span) -> Result<(), Box<Fault>> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if self.wants_key() {
                    return self.key(text.into_owned(), span);
                }
                let Some(scalar) = Scalar::parse_from_cow_and_metadata(text.clone(), style, tag.as_ref()) else {
                    let message = format!("`{text}` is not what its tag says");
                    return Err(Box::new(Fault::new(&form::YAML_SYNTAX, span, message)));
                };
                let value = match scalar {
                    Scalar::Null => serde_json::Value::Null,
                    Scalar::Boolean(flag) => flag.into(),
                    Scalar::Integer(number) => number.into(),
                    // A float that JSON cannot hold (.inf, .nan) stays the text it is; nothing in a blueprint is one.
                    Scalar::FloatingPoint(number) => serde_json::Number::from_f64(number.into_inner())
                        .map_or_else(|| text.into_owned().into(), serde_json::Value::Number),
                    Scalar::String(text) => text.into_owned().into(),
                };
                self.put(Node { span, default: false, kind: Kind::Scalar(value) }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.open(Open::List { span, anchor, items: Vec::new() }, span),
            Event::MappingStart(anchor, _) => {
                let map = Open::Map { span, anchor, entries: Vec::new(), keys: BTreeMap::new(), next: Next::Key };
                self.open(map, span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (mut node, anchor) = match self.open.pop() {
                    Some(Open::List { span, anchor, items }) => {
                        (Node { span, default: false, kind: Kind::List(items) }, anchor)
                    }
                    Some(Open::Map { span, anchor, entries, .. }) => {
                        (Node { span, default: false, kind: Kind::Map(entries) }, anchor)
                    }
                    None => return Ok(()),
                };
                // A block collection ends where its last child does, not where the parser noticed it.
                node.span.end = match &node.kind {
                    Kind::List(items) => items.last().map(|item| item.span.end),
                    Kind::Map(entries) => entries.last().map(|entry| entry.value.span.end),
                    Kind::Scalar(_) => None,
                }
                .filter(|_| span.start == span.end)
                .unwrap_or(span.end);
                self.put(node, anchor)
            }
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor) else {
                    let fault = Fault::new(&form::YAML_SYNTAX, span, "this alias stands inside its own anchor");
                    return Err(Box::new(fault));
                };
                if self.wants_key() {
                    return match &node.kind {
                        Kind::Scalar(serde_json::Value::String(text)) => self.key(text.clone(), span),
                        _ => Err(Box::new(key_fault(span))),
                    };
                }
                self.nodes += node.count() - 1;
                if self.open.len() + node.depth() > self.limits.depth {
                    return Err(Box::new(self.too_deep(span)));
                }
                self.within_nodes(span)?;
                let kind = self.anchors[&anchor].kind.clone();
                self.put(Node { span, default: false, kind }, 0)
            }
            _ => Ok(()),
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Map { next: Next::Key, .. }))
    }

    fn key(&mut self, text: String, span: Span) -> Result<(), Box<Fault>> {
        self.nodes += 1;
        self.within_nodes(span)?;
        if let Some(Open::Map { keys, next, .. }) = self.open.last_mut() {
            match keys.get(&text) {
                None => {
                    keys.insert(text.clone(), span);
                    *next = Next::Value(text, span);
                }
                Some(first) => {
                    let fault = Fault::new(&form::DUPLICATE_KEY, span, format!("the key `{text}` stands here twice"))
                        .label("again here")
                        .related(*first, "first here")
                        .help("remove one of the two; YAML does not say which of them counts");
                    if self.faults.len() < super::MOST {
                        self.faults.push(fault);
                    }
                    *next = Next::Again;
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, open: Open, span: Span) -> Result<(), Box<Fault>> {
        if self.wants_key() {
            return Err(Box::new(key_fault(span)));
        }
        if self.open.len() >= self.limits.depth {
            return Err(Box::new(self.too_deep(span)));
        }
        self.open.push(open);
        Ok(())
    }

    fn put(&mut self, node: Node, anchor: usize) -> Result<(), Box<Fault>> {
        self.nodes += 1;
        self.within_nodes(node.span)?;
        if anchor > 0 {
            self.nodes += node.count();
            self.within_nodes(node.span)?;
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, next, .. }) => {
                if let Next::Value(key, key_span) = std::mem::replace(next, Next::Key) {
                    entries.push(Entry { key, key_span, value: node });
                }
            }
            None => self.root = Some(node),
        }
        Ok(())
    }

    fn within_nodes(&self, span: Span) -> Result<(), Box<Fault>> {
        if self.nodes <= self.limits.nodes {
            return Ok(());
        }
        let fault =
            Fault::new(&form::TOO_LARGE, span, format!("the file holds more than {} values", self.limits.nodes));
        Err(Box::new(
            fault
                .allowed(format!("at most {} values, an anchor's counted again at each alias", self.limits.nodes))
                .help("split it into several blueprints"),
        ))
    }

    fn too_deep(&self, span: Span) -> Fault {
        Fault::new(&form::TOO_LARGE, span, format!("this is nested more than {} levels deep", self.limits.depth))
            .allowed(format!("at most {} levels", self.limits.depth))
    }
}

fn key_fault(span: Span) -> Fault {
    Fault::new(&form::YAML_SYNTAX, span, "a key is a list or a mapping here")
        .allowed("a text as key")
        .help("put text that starts with `{` or `[` into quotes")
}
