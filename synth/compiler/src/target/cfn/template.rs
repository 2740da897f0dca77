//! A template as a document, and its printing.

use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// Bytes of a template that can be given to CloudFormation directly.
pub const INLINE: usize = 51_200;
/// Bytes of a template that can be given through S3.
pub const MOST: usize = 1_000_000;
/// Resources of a template.
const RESOURCES: usize = 500;
/// Parameters, and outputs, of a template.
pub(crate) const ENDS: usize = 200;
/// Bytes of an output's description.
const DESCRIPTION: usize = 1024;

/// A CloudFormation template. Everything is printed in the order in which it was added.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// What it is for.
    pub description: String,
    /// Facts about it that CloudFormation does not read.
    pub metadata: Value,
    /// Values that whoever deploys it gives.
    pub parameters: Vec<Parameter>,
    /// Its resources.
    pub resources: Vec<TemplateResource>,
    /// What it tells others.
    pub outputs: Vec<TemplateOutput>,
}

/// A parameter of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The pattern of its values.
    pub pattern: String,
    /// What a value that does not match is told.
    pub allowed: String,
}

/// A resource of a template.
#[derive(Clone, Debug)]
pub struct TemplateResource {
    /// Its logical id.
    pub id: String,
    /// Its type.
    pub kind: &'static str,
    /// Logical ids of resources that must exist before it.
    pub depends_on: Vec<String>,
    /// Whether it outlives the stack.
    pub retain: bool,
    /// Its properties.
    pub properties: Map<String, Value>,
}

/// An output of a template.
#[derive(Clone, Debug)]
pub struct TemplateOutput {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Its value.
    pub value: Value,
}

impl Template {
    /// The template as JSON.
    pub fn to_json(&self) -> Value {
        let mut template = Map::new();
        template.insert("AWSTemplateFormatVersion".into(), "2010-09-09".into());
        template.insert("Description".into(), self.description.clone().into());
        template.insert("Metadata".into(), self.metadata.clone());
        let mut section = |name: &str, entries: Map<String, Value>| {
            if !entries.is_empty() {
                template.insert(name.into(), entries.into());
            }
        };
        section("Parameters", self.parameters.iter().map(Parameter::to_json).collect());
        section("Resources", self.resources.iter().map(TemplateResource::to_json).collect());
        section("Outputs", self.outputs.iter().map(TemplateOutput::to_json).collect());
        template.into()
    }

    /// Whether CloudFormation takes it, printed as `text`, at all; and if not, why.
    pub fn fits(&self, text: &str) -> Result<(), String> {
        let counts = [
            ("resources", self.resources.len(), RESOURCES),
            ("parameters", self.parameters.len(), ENDS),
            ("outputs", self.outputs.len(), ENDS),
            ("bytes", text.len(), MOST),
        ];
        match counts.iter().find(|(_, count, most)| count > most) {
            Some((what, count, most)) => Err(format!("{count} {what}, of which CloudFormation takes {most}")),
            None => Ok(()),
        }
    }

    /// The template as text: indented for people, unless only without indentation it is small enough to be given
    /// directly, or to be given at all.
    pub fn print(&self) -> String {
        let json = self.to_json();
        let text = indented(&json);
        if text.len() <= INLINE {
            return text;
        }
        let compact = visible(json.to_string()) + "\n";
        if compact.len() <= INLINE || text.len() > MOST { compact } else { text }
    }
}

impl Parameter {
    fn to_json(&self) -> (String, Value) {
        let body = json!({
            "Type": "String",
            "Description": self.description,
            "AllowedPattern": self.pattern,
            "ConstraintDescription": self.allowed,
        });
        (self.name.clone(), body)
    }
}

impl TemplateResource {
    fn to_json(&self) -> (String, Value) {
        let mut body = Map::new();
        body.insert("Type".into(), self.kind.into());
        if !self.depends_on.is_empty() {
            body.insert("DependsOn".into(), self.depends_on.clone().into());
        }
        if self.retain {
            body.insert("DeletionPolicy".into(), "Retain".into());
            body.insert("UpdateReplacePolicy".into(), "Retain".into());
        }
        body.insert("Properties".into(), self.properties.clone().into());
        (self.id.clone(), body.into())
    }
}

impl TemplateOutput {
    fn to_json(&self) -> (String, Value) {
        (self.name.clone(), json!({ "Description": shortened(&self.description, DESCRIPTION), "Value": self.value }))
    }
}

/// The start of a text, so that it has no more bytes than `most`; with an ellipsis if something is left out.
fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return text.into();
    }
    let end = (0..=most - '…'.len_utf8()).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    format!("{}…", &text[..end]).into()
}

/// A document of JSON for people to read.
pub(crate) fn indented(json: &Value) -> String {
    visible(serde_json::to_string_pretty(json).expect("all of it is JSON")) + "\n"
}

/// Writes characters that nobody sees (marks of direction, zero-width letters) as escapes, so that a reviewer sees them.
/// JSON knows such letters only inside strings, where the escape means the same.
pub(crate) fn visible(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if crate::target::invisible(letter) {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(letter);
        }
    }
    out
}
