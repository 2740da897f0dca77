//! A root module against Terraform: its blocks, each argument against the provider's schema, and what refers to what.

use super::constraints;
use crate::support::said::{Said, of_body, of_hcl};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Arguments that every resource takes. `count` is not among those that are written: an index as a name would rename
/// resources when a line is inserted.
const META: &[&str] = &["provider", "depends_on", "lifecycle"];
/// What must never stand in a file, because it would end up in the state.
const SECRETS: &[&str] = &["private_key", "private_key_wo", "password", "secret_key", "token"];

static SCHEMA: LazyLock<Value> = LazyLock::new(|| super::schema("terraform-aws.json"));

/// What Terraform would say against the files of a root module.
pub fn faults(files: &[hcl::Body]) -> Vec<String> {
    let mut module = Module::default();
    for block in files.iter().flat_map(hcl::Body::blocks) {
        module.declare(block);
    }
    if files.iter().any(|body| body.attributes().next().is_some()) {
        module.fault("an argument stands outside a block");
    }
    for block in files.iter().flat_map(hcl::Body::blocks) {
        module.block(block);
    }
    for name in module.variables.difference(&module.used) {
        module.faults.push(format!("nothing uses the variable {name}"));
    }
    for name in module.used.difference(&module.variables) {
        module.faults.push(format!("there is no variable {name}"));
    }
    if !module.versions || !module.providers.contains("aws") {
        module.fault("the version or the provider is missing");
    }
    module.faults
}

#[derive(Default)]
struct Module {
    resources: BTreeMap<String, &'static Value>,
    providers: BTreeSet<String>,
    variables: BTreeSet<String>,
    used: BTreeSet<String>,
    versions: bool,
    faults: Vec<String>,
}

fn labels(block: &hcl::Block) -> Vec<&str> {
    block.labels().iter().map(hcl::BlockLabel::as_str).collect()
}

impl Module {
    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    /// Notes what a block declares.
    fn declare(&mut self, block: &hcl::Block) {
        let fresh = match (block.identifier(), labels(block).as_slice()) {
            ("resource", [kind, name]) => match SCHEMA["resource_schemas"].get(kind) {
                Some(schema) => self.resources.insert(format!("{kind}.{name}"), schema).is_none(),
                None => return self.fault(format!("tests/schemas/terraform-aws.json has no {kind}")),
            },
            ("provider", [name]) => {
                let alias =
                    of_body(block.body()).get("alias").and_then(Said::text).map(|alias| format!("{name}.{alias}"));
                self.providers.insert(alias.unwrap_or_else(|| (*name).to_owned()))
            }
            ("variable", [name]) => self.variables.insert((*name).to_owned()),
            _ => true,
        };
        if !fresh {
            self.fault(format!("{} {:?} stands there twice", block.identifier(), labels(block)));
        }
    }

    fn block(&mut self, block: &hcl::Block) {
        let labels = labels(block);
        let place = labels.join(".");
        if labels.iter().any(|label| !identifier(label)) {
            self.fault(format!("{place} is not a name"));
        }
        match (block.identifier(), labels.as_slice()) {
            ("resource", [kind, _]) => {
                let Some(schema) = self.resources.get(&place).copied() else { return };
                self.body(&place, block.body(), schema, META);
                constraints::check(kind, &of_body(block.body()), &mut |fault| {
                    self.faults.push(format!("{place}: {fault}"))
                });
                self.meta(&place, block.body());
            }
            ("provider", [_]) => self.body(&place, block.body(), &SCHEMA["provider"], &["alias"]),
            ("terraform", []) => {
                self.versions = of_body(block.body()).keys().eq(["required_providers", "required_version"])
            }
            ("variable", [_]) => {
                let said = of_body(block.body());
                if !said.keys().eq(["description", "nullable", "type", "validation"]) {
                    self.fault(format!("variable {place} says {:?}", said.keys()));
                }
            }
            ("output", [_]) => {
                let said = of_body(block.body());
                if !said.keys().eq(["description", "value"]) {
                    self.fault(format!("output {place} says {:?}", said.keys()));
                }
                for (_, leaf) in said.get("value").map(Said::leaves).unwrap_or_default() {
                    self.reference(&place, leaf, None);
                }
            }
            (other, _) => self.fault(format!("{other} {labels:?} is not a block that is written")),
        }
    }

    /// A body against a block of the schema.
    fn body(&mut self, place: &str, body: &hcl::Body, schema: &Value, meta: &[&str]) {
        static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        let attributes = schema["attributes"].as_object().unwrap_or(&NONE);
        let blocks = schema["block_types"].as_object().unwrap_or(&NONE);
        let mut seen = BTreeSet::new();
        for attribute in body.attributes() {
            let name = attribute.key();
            let place = format!("{place}.{name}");
            seen.insert(name);
            if SECRETS.contains(&name) {
                self.fault(format!("{place} would put a secret into the state"));
            }
            if meta.contains(&name) {
                continue;
            }
            match attributes.get(name) {
                None => self.fault(format!("{place} is not an argument")),
                Some(of) if of["required"] != true && of["optional"] != true => {
                    self.fault(format!("{place} cannot be set"))
                }
                Some(of) => self.value(&place, &of_hcl(attribute.expr()), &of["type"]),
            }
        }
        for (name, _) in attributes.iter().filter(|(name, of)| of["required"] == true && !seen.contains(name.as_str()))
        {
            self.fault(format!("{place}.{name} is missing"));
        }
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for block in body.blocks().filter(|block| !meta.contains(&block.identifier())) {
            let name = block.identifier();
            let place = format!("{place}.{name}");
            *counts.entry(name).or_default() += 1;
            // A set of objects may be written as blocks, which then may leave members out.
            match (blocks.get(name), attributes.get(name).map(|of| &of["type"])) {
                (Some(of), _) => self.body(&place, block.body(), &of["block"], &[]),
                (None, Some(Value::Array(of))) if of[1][0] == "object" => {
                    for attribute in block.body().attributes() {
                        match of[1][1].get(attribute.key()) {
                            Some(of) => self.value(&place, &of_hcl(attribute.expr()), of),
                            None => self.fault(format!("{place}.{} is not a member", attribute.key())),
                        }
                    }
                }
                _ => self.fault(format!("{place} is not a block")),
            }
        }
        for (name, of) in blocks {
            let count = counts.get(name.as_str()).copied().unwrap_or(0);
            let single = of["nesting_mode"] == "single";
            if count < of["min_items"].as_u64().unwrap_or(0)
                || count > of["max_items"].as_u64().unwrap_or(if single { 1 } else { u64::MAX })
            {
                self.fault(format!("{place} has {count} blocks {name}"));
            }
        }
    }

    /// A value against a type.
    fn value(&mut self, place: &str, value: &Said, of: &Value) {
        match (of, value) {
            (Value::String(of), Said::Text(_)) if of == "string" => {}
            (Value::String(of), Said::Number(_)) if of == "number" => {}
            (Value::String(of), Said::Bool(_)) if of == "bool" => {}
            (_, Said::Of(..) | Said::Input(_)) => self.reference(place, value, Some(of)),
            (Value::Array(of), Said::List(items)) if of[0] == "list" || of[0] == "set" => {
                for item in items {
                    self.value(place, item, &of[1]);
                }
                let different: BTreeSet<&Said> = items.iter().collect();
                if of[0] == "set" && different.len() < items.len() {
                    self.fault(format!("{place} has an item twice"));
                }
            }
            (Value::Array(of), Said::Map(entries)) if of[0] == "map" => {
                for (key, entry) in entries {
                    self.value(&format!("{place}[{key:?}]"), entry, &of[1]);
                }
            }
            (of, value) => self.fault(format!("{place} takes {of}, not {value:?}")),
        }
    }

    /// A reference: to something that there is, and of the type wanted.
    fn reference(&mut self, place: &str, value: &Said, wanted: Option<&Value>) {
        match value {
            Said::Input(name) => {
                self.used.insert(name.clone());
                if wanted.is_some_and(|wanted| wanted != "string") {
                    self.fault(format!("{place} takes {wanted:?}, and var.{name} is a text"));
                }
            }
            Said::Of(address, attribute) => {
                let of = self.resources.get(address).map(|schema| &schema["attributes"][attribute]["type"]);
                match (of, wanted) {
                    (None | Some(Value::Null), _) => {
                        self.fault(format!("{place} refers to {address}.{attribute}, which there is not"))
                    }
                    (Some(of), Some(wanted)) if of != wanted => {
                        self.fault(format!("{place} takes {wanted}, and {address}.{attribute} is {of}"));
                    }
                    _ => {}
                }
            }
            other => self.fault(format!("{place} is {other:?}")),
        }
    }

    /// What every resource takes.
    fn meta(&mut self, place: &str, body: &hcl::Body) {
        let said = of_body(body);
        if let Some(provider) = said.get("provider") {
            let known = matches!(provider, Said::Code(name) if self.providers.contains(name));
            if !known {
                self.fault(format!("{place}.provider is {provider:?}"));
            }
        }
        let referenced: Vec<&str> = said
            .iter()
            .filter(|(name, _)| *name != "lifecycle")
            .flat_map(|(_, said)| said.leaves())
            .filter_map(|(_, leaf)| match leaf {
                Said::Of(address, _) => Some(address.as_str()),
                _ => None,
            })
            .collect();
        if let Some(Said::List(after)) = said.get("depends_on") {
            for other in after {
                match other {
                    Said::Code(address) if address == place || !self.resources.contains_key(address) => {
                        self.fault(format!("{place} depends on {address}, which is no other resource"));
                    }
                    Said::Code(address) if referenced.contains(&address.as_str()) => {
                        self.fault(format!("{place} depends on {address}, which it does anyway"));
                    }
                    Said::Code(_) => {}
                    other => self.fault(format!("{place} depends on {other:?}")),
                }
            }
        }
    }
}

/// Whether HCL and Terraform take a text as the name of a block.
fn identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}
