//! A template against CloudFormation: its sections, its limits, its references, and each resource against its type.

use super::resource_type::ResourceType;
use crate::support::said::{Said, of_json};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Sections of a template that are written, and keys of a resource.
const SECTIONS: &[&str] =
    &["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Resources", "Outputs"];
const RESOURCE_KEYS: &[&str] =
    &["Type", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Properties", "Metadata"];

/// CloudFormation's limits: User Guide, "Understand CloudFormation quotas".
const RESOURCES: usize = 500;
const ENDS: usize = 200;
const NAME: usize = 255;
const DESCRIPTION_BYTES: usize = 1024;
const PARAMETER_DESCRIPTION: usize = 4000;
const BYTES: usize = 1_000_000;

/// What CloudFormation would say against a template.
pub fn faults(template: &Value) -> Vec<String> {
    let mut check = Check { template, faults: Vec::new(), used: BTreeSet::new() };
    check.sections();
    check.parameters();
    check.mappings();
    for (id, resource) in check.entries("Resources") {
        check.resource(id, resource);
    }
    check.cycles();
    check.outputs();
    for name in check.entries("Parameters").keys().chain(check.entries("Mappings").keys()) {
        if !check.used.contains(name) {
            check.fault(format!("nothing uses {name}"));
        }
    }
    check.faults
}

struct Check<'a> {
    template: &'a Value,
    faults: Vec<String>,
    used: BTreeSet<String>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    fn entries(&self, section: &str) -> &'a Map<String, Value> {
        static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
        self.template[section].as_object().unwrap_or(&NONE)
    }

    fn sections(&mut self) {
        for key in self.template.as_object().into_iter().flatten().map(|(key, _)| key) {
            if !SECTIONS.contains(&key.as_str()) {
                self.fault(format!("{key} is not a section of a template"));
            }
        }
        if self.template["AWSTemplateFormatVersion"] != "2010-09-09" {
            self.fault("the format version is not 2010-09-09");
        }
        if self.template["Description"].as_str().is_none_or(|text| text.len() > DESCRIPTION_BYTES) {
            self.fault(format!("the description is not a text of at most {DESCRIPTION_BYTES} bytes"));
        }
        for (section, most) in [("Resources", RESOURCES), ("Parameters", ENDS), ("Outputs", ENDS), ("Mappings", ENDS)] {
            let entries = self.entries(section);
            if entries.len() > most {
                self.fault(format!("{} {section}, of which CloudFormation takes {most}", entries.len()));
            }
            for name in entries.keys() {
                if name.is_empty() || name.len() > NAME || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                    self.fault(format!("{section}/{name} is not a name of 1 to {NAME} letters and digits"));
                }
            }
        }
        if self.entries("Resources").is_empty() {
            self.fault("there is no resource");
        }
        if self.template.to_string().len() > BYTES {
            self.fault(format!("more than {BYTES} bytes"));
        }
        for name in self.entries("Parameters").keys().filter(|name| self.template["Resources"].get(name).is_some()) {
            self.fault(format!("{name} is a parameter and a resource"));
        }
    }

    fn parameters(&mut self) {
        for (name, parameter) in self.entries("Parameters") {
            for (key, value) in parameter.as_object().into_iter().flatten() {
                let fine = match (key.as_str(), value) {
                    ("Type", value) => value == "String",
                    ("Description", Value::String(text)) => text.len() <= PARAMETER_DESCRIPTION,
                    ("AllowedPattern" | "ConstraintDescription", Value::String(text)) => !text.is_empty(),
                    _ => false,
                };
                if !fine {
                    self.fault(format!("Parameters/{name}/{key} is not what CloudFormation takes: {value}"));
                }
            }
            if parameter.get("Type").is_none() {
                self.fault(format!("Parameters/{name} has no type"));
            }
        }
    }

    fn mappings(&mut self) {
        for (name, mapping) in self.entries("Mappings") {
            for (region, accounts) in mapping.as_object().into_iter().flatten() {
                let accounts = accounts.as_object().expect("accounts");
                if accounts.len() > ENDS {
                    self.fault(format!("Mappings/{name}/{region} has {} keys", accounts.len()));
                }
                for (account, value) in accounts {
                    if !account.bytes().all(|byte| byte.is_ascii_alphanumeric()) || !value.is_string() {
                        self.fault(format!(
                            "Mappings/{name}/{region}/{account} is not what CloudFormation takes: {value}"
                        ));
                    }
                }
            }
        }
    }

    /// A value as it is in each Region and account of the mappings; as it stands, if there are none.
    fn everywhere(&mut self, value: &Value) -> Vec<Value> {
        let regions = self.entries("Mappings").values().next().and_then(Value::as_object);
        let places = regions.into_iter().flatten().flat_map(|(region, accounts)| {
            accounts.as_object().into_iter().flatten().map(move |(account, _)| (region.as_str(), account.as_str()))
        });
        let places: Vec<_> = places.collect();
        if places.is_empty() {
            return vec![value.clone()];
        }
        places.into_iter().map(|place| self.at(place, value)).collect()
    }

    fn at(&mut self, (region, account): (&str, &str), value: &Value) -> Value {
        let here = [json!({ "Ref": "AWS::Region" }), json!({ "Ref": "AWS::AccountId" })];
        match value {
            Value::Object(entries) => match entries.get("Fn::FindInMap").and_then(Value::as_array) {
                Some(at) => {
                    let name = at[0].as_str().unwrap_or_default();
                    let found = self.template["Mappings"][name][region][account].clone();
                    if found.is_null() || at[1..] != here {
                        self.fault(format!("{value} finds nothing in {region} for {account}"));
                    }
                    self.used.insert(name.to_owned());
                    found
                }
                None => entries.iter().map(|(key, value)| (key.clone(), self.at((region, account), value))).collect(),
            },
            Value::Array(items) => items.iter().map(|item| self.at((region, account), item)).collect(),
            plain => plain.clone(),
        }
    }

    fn resource(&mut self, id: &str, resource: &Value) {
        for key in resource.as_object().into_iter().flatten().map(|(key, _)| key) {
            if !RESOURCE_KEYS.contains(&key.as_str()) {
                self.fault(format!("Resources/{id}/{key} is not a key of a resource"));
            }
        }
        for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
            if resource.get(policy).is_some_and(|value| {
                !["Retain", "RetainExceptOnCreate", "Delete"].contains(&value.as_str().unwrap_or_default())
            }) {
                self.fault(format!("Resources/{id}/{policy} is {}", resource[policy]));
            }
        }
        let everywhere = self.everywhere(&resource["Properties"]);
        let name = resource["Type"].as_str().unwrap_or_default();
        match ResourceType::named(name) {
            Some(of) => {
                let faults = everywhere.iter().flat_map(|properties| of.faults(properties));
                self.faults.extend(faults.map(|fault| format!("Resources/{id}/Properties{fault}")));
            }
            None => self.fault(format!("Resources/{id}: tests/schemas/cloudformation has no {name}")),
        }
        let referenced = self.references(&format!("Resources/{id}"), &everywhere[0]);
        let after = resource["DependsOn"].as_array().into_iter().flatten().map(|id| id.as_str().unwrap_or_default());
        let mut seen = BTreeSet::new();
        for other in after {
            if self.template["Resources"].get(other).is_none() || other == id {
                self.fault(format!("Resources/{id} depends on {other}, which is no other resource"));
            }
            if referenced.contains(other) || !seen.insert(other) {
                self.fault(format!("Resources/{id} depends on {other}, which it does anyway"));
            }
        }
    }

    /// Checks the references in a value and gives the resources that it refers to.
    fn references(&mut self, place: &str, value: &Value) -> BTreeSet<String> {
        let parameters = self.entries("Parameters");
        let said = of_json(value, &|name| parameters.contains_key(name));
        let mut resources = BTreeSet::new();
        for (path, leaf) in said.leaves() {
            match leaf {
                Said::Input(name) => {
                    self.used.insert(name.clone());
                }
                Said::Of(id, attribute) => {
                    let of = self.template["Resources"].get(id).and_then(|resource| resource["Type"].as_str());
                    let of = of.and_then(ResourceType::named);
                    match of {
                        None => self.fault(format!("{place}/{path} refers to {id}, which there is not")),
                        Some(of) if attribute != "Ref" && !of.attributes.contains(attribute) => {
                            self.fault(format!("{place}/{path} refers to {id}.{attribute}, which it does not have"));
                        }
                        Some(_) => {}
                    }
                    resources.insert(id.clone());
                }
                _ => {}
            }
        }
        resources
    }

    /// Finds resources that wait for themselves: takes away what waits for nothing until nothing is left.
    fn cycles(&mut self) {
        let ids = self.entries("Resources");
        let mut waiting: BTreeMap<&str, BTreeSet<String>> = ids
            .iter()
            .map(|(id, resource)| {
                let said = of_json(&resource["Properties"], &|name| !ids.contains_key(name));
                let referenced = said.leaves().into_iter().filter_map(|(_, leaf)| match leaf {
                    Said::Of(id, _) => Some(id.clone()),
                    _ => None,
                });
                let after =
                    resource["DependsOn"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
                (id.as_str(), referenced.chain(after).filter(|id| ids.contains_key(id)).collect())
            })
            .collect();
        loop {
            let ready: Vec<&str> = waiting.iter().filter(|(_, of)| of.is_empty()).map(|(id, _)| *id).collect();
            if ready.is_empty() {
                break;
            }
            for id in ready {
                waiting.remove(id);
                waiting.values_mut().for_each(|of| {
                    of.remove(id);
                });
            }
        }
        if !waiting.is_empty() {
            self.fault(format!("these wait for one another: {:?}", waiting.keys()));
        }
    }

    fn outputs(&mut self) {
        for (name, output) in self.entries("Outputs") {
            self.references(&format!("Outputs/{name}"), &output["Value"]);
            if !output["Description"].as_str().is_some_and(|text| !text.is_empty() && text.len() <= DESCRIPTION_BYTES) {
                self.fault(format!("Outputs/{name}/Description is not a text of 1 to {DESCRIPTION_BYTES} bytes"));
            }
            let keys: Vec<&str> = output.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
            if keys != ["Description", "Value"] {
                self.fault(format!("Outputs/{name} has the keys {keys:?}"));
            }
        }
    }
}
