//! The JSON Schema of blueprints, by a validator that is not ours: what the parser takes, it takes, and what the parser
//! refuses for its form, it refuses.

mod structure;
mod text;

use crate::support::case::gallery_texts;
use crate::support::generate;
use cvpn_blueprint::Document;
use cvpn_blueprint::model::Blueprint;
use jsonschema::Validator;
use proptest::prelude::*;
use saphyr::{LoadableYamlNode, ScalarOwned, YamlOwned};
use serde_json::Value;
use std::sync::LazyLock;

/// What the schema says against a blueprint.
fn refused(blueprint: &Value) -> Vec<String> {
    static SCHEMA: LazyLock<Validator> =
        LazyLock::new(|| jsonschema::validator_for(cvpn_blueprint::schema()).expect("the schema is one"));
    SCHEMA.iter_errors(blueprint).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What the parser says against the form of a blueprint.
fn faults(blueprint: &Value) -> Vec<String> {
    let parsed = Document::parse_with("blueprint", blueprint.to_string(), &|_| Ok(String::new()));
    parsed.faults.into_iter().map(|fault| format!("{}: {}", fault.place.path, fault.message)).collect()
}

/// A text of YAML as JSON, without our reader.
pub fn json(text: &str) -> Value {
    fn of(yaml: &YamlOwned) -> Value {
        match yaml {
            YamlOwned::Value(ScalarOwned::String(text)) => text.as_str().into(),
            YamlOwned::Value(ScalarOwned::Integer(number)) => (*number).into(),
            YamlOwned::Value(ScalarOwned::Boolean(flag)) => (*flag).into(),
            YamlOwned::Sequence(items) => items.iter().map(of).collect(),
            YamlOwned::Mapping(entries) => {
                let key = |key: &YamlOwned| key.as_str().expect("keys are texts").to_owned();
                Value::Object(entries.iter().map(|(name, value)| (key(name), of(value))).collect())
            }
            other => panic!("no blueprint holds {other:?}"),
        }
    }
    of(&YamlOwned::load_from_str(text).expect("it is YAML")[0])
}

#[test]
fn every_file_of_the_gallery_is_valid() {
    for (file, text) in gallery_texts() {
        assert_eq!(refused(&json(&text)), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn it_has_descriptions_and_examples() {
    fn walk(schema: &Value, place: &str) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{place}.{name} has no description");
        }
    }
    let schema = cvpn_blueprint::schema();
    walk(schema, "blueprint");
    for (name, part) in schema["$defs"].as_object().expect("definitions") {
        assert!(part["description"].is_string(), "{name} has no description");
        walk(part, name);
        if part["type"] == "string" && part.get("pattern").is_some() {
            assert!(part["examples"].as_array().is_some_and(|all| !all.is_empty()), "{name} has no example");
        }
    }
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn any_blueprint_is_valid_and_reads_back_as_itself(blueprint in generate::blueprints()) {
        let value = serde_json::to_value(&blueprint).expect("a blueprint is JSON");
        prop_assert_eq!(refused(&value), Vec::<String>::new());
        let parsed = Document::parse("blueprint", value.to_string());
        prop_assert_eq!(parsed.faults, Vec::new());
        prop_assert_eq!(parsed.blueprint.as_ref(), Some(&blueprint));
        let read: Blueprint = serde_json::from_value(value).expect("serde reads it");
        prop_assert_eq!(read, blueprint);
    }
}
