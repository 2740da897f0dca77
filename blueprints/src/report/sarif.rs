//! Faults as a log in SARIF 2.1.0, which code scanning shows at the lines.
//!
//! Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".

use super::human::visible;
use crate::fault::{Fault, Place, Severity};
use crate::rule::{self, Rule};
use crate::source::Document;
use serde_json::{Value, json};
use std::fmt::Write;

/// A log to which faults are added.
#[derive(Clone, Debug, Default)]
pub struct Sarif {
    results: Vec<Value>,
    notifications: Vec<Value>,
}

impl Sarif {
    /// Adds the faults of a document.
    pub fn document(&mut self, document: &Document, faults: &[Fault]) {
        self.results.extend(faults.iter().map(|fault| result(fault, document)));
    }

    /// Adds all of another log.
    pub fn append(&mut self, mut other: Sarif) {
        self.results.append(&mut other.results);
        self.notifications.append(&mut other.notifications);
    }

    /// Adds that a file could not be examined, and why.
    pub fn failed(&mut self, file: &str, why: &str) {
        self.notifications.push(json!({
            "level": "error",
            "message": message(why),
            "locations": [{ "physicalLocation": { "artifactLocation": artifact(file) } }],
        }));
    }

    /// The log of a version of the program.
    pub fn log(self, version: &str) -> Value {
        json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "cvpn",
                    "semanticVersion": version,
                    "rules": rule::all().map(descriptor).collect::<Vec<_>>(),
                } },
                "columnKind": "unicodeCodePoints",
                "invocations": [{
                    "executionSuccessful": self.notifications.is_empty(),
                    "toolExecutionNotifications": self.notifications,
                }],
                "results": self.results,
            }],
        })
    }
}

/// What a rule is about.
fn descriptor(rule: &Rule) -> Value {
    let (doc, short) = (rule.text(), rule.summary());
    // What code scanning sorts by.
    let problem = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "recommendation",
    };
    json!({
        "id": rule.code,
        "shortDescription": { "text": short },
        "fullDescription": { "text": short },
        "help": { "text": doc, "markdown": doc },
        "defaultConfiguration": { "level": rule.severity },
        "properties": { "precision": "very-high", "problem.severity": problem },
    })
}

fn result(fault: &Fault, document: &Document) -> Value {
    let mut main = location(&fault.place, document);
    let path = fault.place.path.to_string();
    if !path.is_empty() {
        main["logicalLocations"] = json!([{ "fullyQualifiedName": path }]);
    }
    if !fault.label.is_empty() {
        main["message"] = message(&fault.label);
    }
    let related = fault.related.iter().enumerate().map(|(index, (place, label))| {
        let mut location = location(place, document);
        location["id"] = index.into();
        location["message"] = message(label);
        location
    });
    json!({
        "ruleId": fault.code,
        "ruleIndex": rule::all().position(|rule| rule.code == fault.code),
        "level": fault.severity,
        "message": message(&fault.whole()),
        "locations": [main],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

/// A message whose brackets are no link, as `[text](place)` would be. Most have none, and stay as they are for viewers
/// that show the escapes.
fn message(text: &str) -> Value {
    let text = visible(text);
    let link = text.contains("](");
    json!({ "text": if link { text.replace('[', "\\[").replace(']', "\\]") } else { text } })
}

fn location(place: &Place, document: &Document) -> Value {
    let (document, span) = document.find(place);
    let (line, column) = document.position(span.start);
    let (end_line, end_column) = document.position(span.end);
    json!({ "physicalLocation": {
        "artifactLocation": artifact(&document.name),
        "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
    } })
}

/// Where a file is. A relative one is below the root of the sources, unless it leads out of there.
fn artifact(file: &str) -> Value {
    let file = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    let absolute = file.starts_with('/');
    let steps: Vec<&str> = file.split('/').filter(|step| !step.is_empty() && *step != ".").collect();
    let path = steps.iter().map(|step| encoded(step)).collect::<Vec<_>>().join("/");
    if absolute {
        return json!({ "uri": format!("file:///{path}") });
    }
    if steps.contains(&"..") {
        return json!({ "uri": path });
    }
    json!({ "uri": path, "uriBaseId": "%SRCROOT%" })
}

/// A step of a path as a URI spells it.
fn encoded(step: &str) -> String {
    let mut text = String::new();
    for byte in step.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            _ => write!(text, "%{byte:02X}").unwrap_or_default(),
        }
    }
    text
}
