//! A template as a document, and its printing.

use serde_json::{Map, Value, json};

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

    /// The template as text: indented for people, or compact.
    pub fn print(&self, compact: bool) -> String {
        let json = self.to_json();
        let text = if compact { json.to_string() } else { format!("{json:#}") };
        visible(&text) + "\n"
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
        (self.name.clone(), json!({ "Description": self.description, "Value": self.value }))
    }
}

/// Writes characters that nobody sees (marks of direction, zero-width letters) as escapes, so that a reviewer sees them.
/// JSON knows such letters only inside strings, where the escape means the same.
fn visible(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
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
