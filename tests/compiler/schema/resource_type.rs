//! CloudFormation's resource types: what a resource schema allows, as a validator of JSON Schema.
//!
//! Two things are changed before a schema is used. An intrinsic may stand for every text. And the few words that resource
//! schemas have of their own become words of JSON Schema.

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A resource type.
#[derive(Debug)]
pub struct ResourceType {
    validator: Validator,
    /// Attributes for `Fn::GetAtt`.
    pub attributes: Vec<String>,
}

impl ResourceType {
    /// The type with a name, such as `AWS::EC2::ClientVpnRoute`.
    pub fn named(name: &str) -> Option<&'static ResourceType> {
        static TYPES: LazyLock<BTreeMap<String, ResourceType>> = LazyLock::new(|| {
            let folder = format!("{}/cloudformation", super::SCHEMAS);
            let files = std::fs::read_dir(folder).expect("the schemas").map(|entry| entry.expect("a file").file_name());
            let read = |file: std::ffi::OsString| {
                let schema = super::schema(&format!("cloudformation/{}", file.to_string_lossy()));
                (schema["typeName"].as_str().expect("a name").to_owned(), ResourceType::of(&schema))
            };
            files.map(read).collect()
        });
        TYPES.get(name)
    }

    fn of(schema: &Value) -> ResourceType {
        let pointers = schema["readOnlyProperties"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let attributes: Vec<String> = pointers
            .filter_map(|pointer| pointer.strip_prefix("/properties/"))
            .map(|name| name.replace('/', "."))
            .collect();
        let mut settable = schema.clone();
        if let Some(properties) = settable["properties"].as_object_mut() {
            properties.retain(|name, _| !attributes.contains(name));
        }
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .with_format("ipv4-network", |text: &str| text.contains('.') && text.parse::<ipnet::Ipv4Net>().is_ok())
            .with_format("ipv6-network", |text: &str| text.parse::<ipnet::Ipv6Net>().is_ok())
            // EC2 API, CreateSecurityGroup, GroupName.
            .with_format("AWS::EC2::SecurityGroup.Name", |text: &str| !text.starts_with("sg-") && text.len() <= 255)
            .build(&plain(&settable))
            .unwrap_or_else(|error| panic!("{}: {error}", schema["typeName"]));
        ResourceType { validator, attributes }
    }

    /// What it says against properties.
    pub fn faults(&self, properties: &Value) -> Vec<String> {
        self.validator.iter_errors(properties).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }
}

/// A `Ref` or `Fn::GetAtt`, which may stand for a text.
fn intrinsic() -> Value {
    json!({
        "type": "object",
        "properties": {
            "Ref": { "type": "string" },
            "Fn::GetAtt": { "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2 },
        },
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    })
}

/// A resource schema as JSON Schema.
fn plain(schema: &Value) -> Value {
    match schema {
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(object) => {
            let mut out = Map::new();
            let mut all: Vec<Value> = Vec::new();
            for (word, value) in object {
                match word.as_str() {
                    "requiredXor" => all.push(
                        json!({ "oneOf": value.as_array().into_iter().flatten().map(required).collect::<Vec<_>>() }),
                    ),
                    "dependentExcluded" => {
                        for (one, others) in value.as_object().into_iter().flatten() {
                            for other in others.as_array().into_iter().flatten() {
                                all.push(json!({ "not": { "required": [one, other] } }));
                            }
                        }
                    }
                    // \Z is how other dialects say the end of a text.
                    "pattern" if value.is_string() => {
                        out.insert(word.clone(), value.as_str().unwrap_or_default().replace("\\Z", "$").into());
                    }
                    _ => {
                        out.insert(word.clone(), plain(value));
                    }
                }
            }
            if !all.is_empty() {
                out.insert("allOf".to_owned(), all.into());
            }
            let text = out
                .get("type")
                .is_some_and(|of| of == "string" || of.as_array().is_some_and(|all| all.contains(&"string".into())));
            if text { json!({ "anyOf": [intrinsic(), out] }) } else { out.into() }
        }
        other => other.clone(),
    }
}

fn required(name: &Value) -> Value {
    json!({ "required": [name] })
}
