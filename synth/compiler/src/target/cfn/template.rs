//! A template as a document, and its printing.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
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
        let text = indented(self);
        if text.len() <= INLINE {
            return text;
        }
        let compact = compact(self) + "\n";
        if compact.len() <= INLINE || text.len() > MOST { compact } else { text }
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut template = serializer.serialize_map(None)?;
        template.serialize_entry("AWSTemplateFormatVersion", "2010-09-09")?;
        template.serialize_entry("Description", &self.description)?;
        template.serialize_entry("Metadata", &self.metadata)?;
        if !self.parameters.is_empty() {
            template.serialize_entry("Parameters", &Section(&self.parameters, |one| &one.name))?;
        }
        if !self.resources.is_empty() {
            template.serialize_entry("Resources", &Section(&self.resources, |one| &one.id))?;
        }
        if !self.outputs.is_empty() {
            template.serialize_entry("Outputs", &Section(&self.outputs, |one| &one.name))?;
        }
        template.end()
    }
}

/// A section of a template: what is in it, and how that is called.
struct Section<'t, T>(&'t [T], fn(&T) -> &String);

impl<T: Serialize> Serialize for Section<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|one| (self.1(one), one)))
    }
}

impl Serialize for Parameter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let body = [
            ("Type", "String"),
            ("Description", &self.description),
            ("AllowedPattern", &self.pattern),
            ("ConstraintDescription", &self.allowed),
        ];
        serializer.collect_map(body)
    }
}

impl Serialize for TemplateResource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(None)?;
        body.serialize_entry("Type", self.kind)?;
        if !self.depends_on.is_empty() {
            body.serialize_entry("DependsOn", &self.depends_on)?;
        }
        if self.retain {
            // Not if its stack never came to be: the next attempt would find its name taken.
            body.serialize_entry("DeletionPolicy", "RetainExceptOnCreate")?;
            body.serialize_entry("UpdateReplacePolicy", "Retain")?;
        }
        body.serialize_entry("Properties", &self.properties)?;
        body.end()
    }
}

impl Serialize for TemplateOutput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(None)?;
        body.serialize_entry("Description", &shortened(&self.description, DESCRIPTION))?;
        body.serialize_entry("Value", &self.value)?;
        body.end()
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
pub(crate) fn indented(json: &impl Serialize) -> String {
    visible(serde_json::to_string_pretty(json).expect("all of it is JSON")) + "\n"
}

/// A document of JSON without a blank that is not needed.
pub(crate) fn compact(json: &impl Serialize) -> String {
    visible(serde_json::to_string(json).expect("all of it is JSON"))
}

/// Writes characters that nobody sees (marks of direction, zero-width letters) as escapes, so that a reviewer sees them.
/// JSON knows such letters only inside strings, where the escape means the same.
fn visible(text: String) -> String {
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
