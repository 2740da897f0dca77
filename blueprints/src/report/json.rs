//! Faults as JSON: one object a fault, positions counted from 1 in characters.

use crate::fault::{Fault, Place};
use crate::source::Document;
use serde_json::{Value, json};

/// A fault as JSON.
pub fn json(fault: &Fault, document: &Document) -> Value {
    json!({
        "code": fault.code,
        "severity": fault.severity,
        "message": fault.message,
        "place": place(&fault.place, document),
        "related": fault.related.iter().map(|(at, label)| {
            let mut value = place(at, document);
            value["label"] = label.clone().into();
            value
        }).collect::<Vec<_>>(),
        "allowed": fault.allowed,
        "help": fault.help,
        "blocks": fault.blocks.map(|target| target.to_string()),
    })
}

/// A place as JSON.
pub fn place(place: &Place, document: &Document) -> Value {
    let (document, span) = document.find(place);
    let (line, column) = document.position(span.start);
    let (end_line, end_column) = document.position(span.end);
    json!({
        "file": document.name,
        "path": place.path.to_string(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    })
}
