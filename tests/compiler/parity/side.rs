//! One target's output in the words of both: each resource under the name that its counterpart has too.

use super::table::{Known, ONLY_CLOUDFORMATION, ONLY_TERRAFORM, PAIRS, Pair};
use crate::support::output::{Output, Resource};
use crate::support::said::Said;
use std::collections::BTreeMap;

/// Which target an output is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Side {
    CloudFormation,
    Terraform,
}

/// A value that both targets write, in Terraform's words; a reference by the common name of what it refers to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Plain(Said),
    Of(String, String),
}

/// The arguments of a resource by their path.
pub type Arguments = BTreeMap<String, Value>;

impl Side {
    fn kind(self, pair: &Pair) -> &'static str {
        match self {
            Side::CloudFormation => pair.cloudformation,
            Side::Terraform => pair.terraform,
        }
    }

    fn known(self) -> &'static [Known] {
        match self {
            Side::CloudFormation => ONLY_CLOUDFORMATION,
            Side::Terraform => ONLY_TERRAFORM,
        }
    }

    /// The row of a type.
    pub fn pair(self, kind: &str) -> &'static Pair {
        PAIRS.iter().find(|pair| self.kind(pair) == kind).unwrap_or_else(|| panic!("the table has no {kind}"))
    }

    /// The row of a known difference, if a path of a resource is one.
    pub fn difference(self, kind: &str, path: &str) -> Option<&'static Known> {
        self.known().iter().find(|known| (known.of == "*" || known.of == kind) && rest(known.path, path).is_some())
    }

    /// A path of a resource in Terraform's words; none for a known difference.
    fn translated(self, kind: &str, path: &str) -> Result<Option<String>, String> {
        if self.difference(kind, path).is_some() {
            return Ok(None);
        }
        let found = self.pair(kind).properties.iter().find_map(|(cloudformation, terraform)| {
            let from = if self == Side::CloudFormation { cloudformation } else { terraform };
            let (numbers, rest) = rest(from, path)?;
            let text = numbers.iter().fold((*terraform).to_owned(), |text, number| text.replacen("[]", number, 1));
            Some(text.replace('*', rest))
        });
        found.map(Some).ok_or_else(|| format!("{kind}: the table has no {path}"))
    }
}

/// Holds a path against a pattern of the table: the indices at its `[]`, and what stands for its `*`.
fn rest<'a>(pattern: &str, mut path: &'a str) -> Option<(Vec<String>, &'a str)> {
    let mut numbers = Vec::new();
    let mut parts = pattern.split("[]");
    let strip = |path: &'a str, part: &str| match part.strip_suffix('*') {
        Some(start) => path.strip_prefix(start).map(|rest| ("", rest)),
        None => path.strip_prefix(part).map(|after| (after, "")),
    };
    let (after, mut star) = strip(path, parts.next()?)?;
    path = after;
    for part in parts {
        let end = path.strip_prefix('[')?.find(']')? + 2;
        numbers.push(path[..end].to_owned());
        (path, star) = strip(&path[end..], part)?;
    }
    path.is_empty().then_some((numbers, star))
}

/// An output that is being read.
pub struct Reading<'a> {
    pub side: Side,
    pub output: &'a Output,
    /// The common name of each resource: its type and key, by logical id or address.
    pub names: BTreeMap<&'a str, String>,
}

impl<'a> Reading<'a> {
    pub fn of(side: Side, output: &'a Output) -> Self {
        let mut reading = Reading { side, output, names: BTreeMap::new() };
        for id in output.resources.keys() {
            reading.name(id);
        }
        reading
    }

    /// Notes the name of a resource, after those that it refers to.
    fn name(&mut self, id: &'a str) {
        let Some(resource) = self.output.resources.get(id).filter(|_| !self.names.contains_key(id)) else { return };
        for earlier in resource.before() {
            self.name(earlier);
        }
        let pair = self.side.pair(&resource.kind);
        let arguments = self.arguments(resource).unwrap_or_default();
        let key: Vec<String> = pair.key.iter().map(|path| format!("{:?}", arguments.get(*path))).collect();
        self.names.insert(id, format!("{} {}", pair.terraform, key.join(" ")));
    }

    /// The resources by their common names, and what could not be translated.
    pub fn resources(&self) -> (BTreeMap<&str, Arguments>, Vec<String>) {
        let mut faults = Vec::new();
        let mut found = BTreeMap::new();
        for (id, name) in &self.names {
            let arguments = self.arguments(&self.output.resources[*id]).unwrap_or_else(|fault| {
                faults.push(fault);
                Arguments::new()
            });
            if found.insert(name.as_str(), arguments).is_some() {
                faults.push(format!("{name} stands twice in {:?}", self.side));
            }
        }
        (found, faults)
    }

    fn arguments(&self, resource: &Resource) -> Result<Arguments, String> {
        let mut arguments = Arguments::new();
        let said = named(&resource.said);
        for (path, leaf) in said.leaves() {
            if let Some(path) = self.side.translated(&resource.kind, &path)? {
                arguments.insert(path, self.value(leaf));
            }
        }
        // What CloudFormation keeps by a policy, Terraform keeps by an argument.
        if resource.meta.get("DeletionPolicy").and_then(Said::text) == Some("RetainExceptOnCreate")
            && let Some(path) = self.side.translated(&resource.kind, "DeletionPolicy")?
        {
            arguments.insert(path, Value::Plain(Said::Bool(true)));
        }
        Ok(arguments)
    }

    /// A value; if it is a reference, with the common name of what it refers to.
    pub fn value(&self, leaf: &Said) -> Value {
        let Said::Of(id, attribute) = leaf else {
            // Inputs differ in style alone: ServerCertificateArn and server_certificate_arn.
            return Value::Plain(match leaf {
                Said::Input(name) => Said::Input(snake(name)),
                other => other.clone(),
            });
        };
        let Some(of) = self.output.resources.get(id) else {
            return Value::Of(format!("nothing called {id}"), attribute.clone());
        };
        let name = self.names.get(id.as_str()).cloned().unwrap_or_default();
        let mut attributes = self.side.pair(&of.kind).attributes.iter();
        let common = attributes.find(|(cloudformation, terraform)| match self.side {
            Side::CloudFormation => cloudformation == attribute,
            Side::Terraform => terraform == attribute,
        });
        match (common, of.said.get(attribute)) {
            (Some((_, terraform)), _) => Value::Of(name, (*terraform).to_owned()),
            // Terraform may name what another resource says in order to wait for it; CloudFormation says it again.
            (None, Some(argument @ Said::Text(_))) if self.side == Side::Terraform => Value::Plain(argument.clone()),
            (None, _) => Value::Of(name, format!("{attribute}, which the table does not have")),
        }
    }
}

/// Lists of names and values as mappings, as Terraform has them.
pub fn named(said: &Said) -> Said {
    let entry = |item: &Said| {
        let Said::Map(entries) = item else { return None };
        let key = entries.get("Key").or_else(|| entries.get("Name"))?.text()?;
        (entries.len() == 2).then(|| Some((key.to_owned(), entries.get("Value")?.clone())))?
    };
    match said {
        Said::List(items) => match items.iter().map(entry).collect::<Option<BTreeMap<_, _>>>() {
            Some(entries) if !items.is_empty() && entries.len() == items.len() => Said::Map(entries),
            _ => Said::List(items.iter().map(named).collect()),
        },
        Said::Map(entries) => Said::Map(entries.iter().map(|(key, value)| (key.clone(), named(value))).collect()),
        leaf => leaf.clone(),
    }
}

/// A name in Terraform's style.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}
