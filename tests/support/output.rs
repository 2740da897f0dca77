//! The resources of an output and what refers to what, in one form for both targets.

use super::said::{Said, of_body, of_json};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What one target says.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The resources by logical id or address.
    pub resources: BTreeMap<String, Resource>,
    /// Parameters that no other template answers, or variables.
    pub inputs: BTreeSet<String>,
    /// What it tells others, by name.
    pub outputs: BTreeMap<String, Said>,
}

/// A resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its type.
    pub kind: String,
    /// Its properties or arguments.
    pub said: Said,
    /// What it says besides: deletion policies, provider, lifecycle.
    pub meta: BTreeMap<String, Said>,
    /// What it depends on beside its references.
    pub depends_on: BTreeSet<String>,
}

impl Resource {
    /// What must exist before it.
    pub fn before(&self) -> BTreeSet<&str> {
        let references = self.said.leaves().into_iter().filter_map(|(_, leaf)| match leaf {
            Said::Of(id, _) => Some(id.as_str()),
            _ => None,
        });
        references.chain(self.depends_on.iter().map(String::as_str)).collect()
    }
}

impl Output {
    /// Reads templates that belong together: a parameter with the name of another template's output is that output.
    pub fn cloudformation(templates: &[Value]) -> Output {
        let names = |template: &Value, section: &str| -> Vec<String> {
            template[section].as_object().map(|entries| entries.keys().cloned().collect()).unwrap_or_default()
        };
        let mut answers = BTreeMap::new();
        for template in templates {
            for name in names(template, "Outputs") {
                let value = of_json(&template["Outputs"][&name]["Value"], &|_| false);
                answers.insert(name, value);
            }
        }
        let mut output = Output::default();
        for template in templates {
            let parameters = names(template, "Parameters");
            let said =
                |value: &Value| resolve(of_json(value, &|name| parameters.iter().any(|known| known == name)), &answers);
            for (id, resource) in template["Resources"].as_object().into_iter().flatten() {
                let depends_on = &resource["DependsOn"];
                let meta = ["DeletionPolicy", "UpdateReplacePolicy"].iter().filter(|key| !resource[**key].is_null());
                let read = Resource {
                    kind: resource["Type"].as_str().expect("a type").to_owned(),
                    said: said(&resource["Properties"]),
                    meta: meta.map(|key| ((*key).to_owned(), said(&resource[*key]))).collect(),
                    depends_on: depends_on.as_array().into_iter().flatten().map(text).collect(),
                };
                assert!(output.resources.insert(id.clone(), read).is_none(), "{id} stands in two templates");
            }
            for name in names(template, "Outputs") {
                output.outputs.insert(name.clone(), said(&template["Outputs"][&name]["Value"]));
            }
            output.inputs.extend(parameters.into_iter().filter(|name| !answers.contains_key(name)));
        }
        output
    }

    /// Reads the files of a root module.
    pub fn terraform(files: &[hcl::Body]) -> Output {
        let mut output = Output::default();
        for block in files.iter().flat_map(hcl::Body::blocks) {
            let labels: Vec<&str> = block.labels().iter().map(hcl::BlockLabel::as_str).collect();
            match (block.identifier(), labels.as_slice()) {
                ("variable", [name]) => {
                    output.inputs.insert((*name).to_owned());
                }
                ("resource", [kind, name]) => {
                    let mut said = of_body(block.body());
                    let depends_on = said.remove("depends_on");
                    let meta = ["provider", "lifecycle"].iter().filter_map(|key| said.remove_entry(*key)).collect();
                    let id = format!("{kind}.{name}");
                    let read = Resource {
                        kind: (*kind).to_owned(),
                        said: Said::Map(said),
                        meta,
                        depends_on: depends_on.iter().flat_map(addresses).collect(),
                    };
                    assert!(output.resources.insert(id.clone(), read).is_none(), "{id} stands there twice");
                }
                ("output", [name]) => {
                    let value = of_body(block.body()).remove("value").expect("an output has a value");
                    output.outputs.insert((*name).to_owned(), value);
                }
                _ => {}
            }
        }
        output
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// The addresses in a `depends_on`.
fn addresses(said: &Said) -> Vec<String> {
    let Said::List(items) = said else { panic!("depends_on is a list: {said:?}") };
    items
        .iter()
        .map(|item| match item {
            Said::Code(address) => address.clone(),
            other => panic!("depends_on takes addresses: {other:?}"),
        })
        .collect()
}

/// Replaces inputs that another template answers.
fn resolve(said: Said, answers: &BTreeMap<String, Said>) -> Said {
    match said {
        Said::Input(name) => answers.get(&name).cloned().unwrap_or(Said::Input(name)),
        Said::List(items) => Said::List(items.into_iter().map(|item| resolve(item, answers)).collect()),
        Said::Map(entries) => Said::Map(entries.into_iter().map(|(key, item)| (key, resolve(item, answers))).collect()),
        leaf => leaf,
    }
}
