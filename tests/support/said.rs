//! What an output says, read back by parsers that are not ours and brought into one form for both targets.

use hcl::eval::{Context, Evaluate};
use hcl::expr::TraversalOperator;
use serde_json::Value;
use std::collections::BTreeMap;

/// A value in an output.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// null
    Null,
    /// true or false.
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// A list, or the blocks of one name.
    List(Vec<Said>),
    /// A mapping, or the body of a block.
    Map(BTreeMap<String, Said>),
    /// An attribute of a resource: its logical id or address, and the attribute's name (`Ref` for a `Ref`).
    Of(String, String),
    /// A parameter or a variable.
    Input(String),
    /// Any other expression of HCL, as text.
    Code(String),
}

impl Said {
    /// The value behind a key.
    pub fn get(&self, key: &str) -> Option<&Said> {
        match self {
            Said::Map(entries) => entries.get(key),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Said::Text(text) => Some(text),
            _ => None,
        }
    }

    /// All values without parts in it, each with its path; steps of lists are `[0]`, `[1]`, ….
    pub fn leaves(&self) -> Vec<(String, &Said)> {
        fn walk<'a>(said: &'a Said, path: String, out: &mut Vec<(String, &'a Said)>) {
            match said {
                Said::List(items) => {
                    for (index, item) in items.iter().enumerate() {
                        walk(item, format!("{path}[{index}]"), out);
                    }
                }
                Said::Map(entries) => {
                    for (key, value) in entries {
                        walk(value, if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, out);
                    }
                }
                leaf => out.push((path, leaf)),
            }
        }
        let mut out = Vec::new();
        walk(self, String::new(), &mut out);
        out
    }
}

/// A value of a template. `{"Ref": …}` and `{"Fn::GetAtt": […]}` are references; which of them name a parameter is for
/// the caller to say.
pub fn of_json(value: &Value, parameter: &dyn Fn(&str) -> bool) -> Said {
    match value {
        Value::Null => Said::Null,
        Value::Bool(flag) => Said::Bool(*flag),
        Value::Number(number) => Said::Number(number.to_string()),
        Value::String(text) => Said::Text(text.clone()),
        Value::Array(items) => Said::List(items.iter().map(|item| of_json(item, parameter)).collect()),
        Value::Object(object) if object.len() == 1 => {
            let (key, inner) = object.iter().next().expect("one entry");
            match (key.as_str(), inner) {
                ("Ref", Value::String(name)) if parameter(name) => Said::Input(name.clone()),
                ("Ref", Value::String(id)) => Said::Of(id.clone(), "Ref".to_owned()),
                ("Fn::GetAtt", Value::Array(path)) => {
                    let part = |index: usize| path[index].as_str().expect("GetAtt takes texts").to_owned();
                    assert_eq!(path.len(), 2, "{path:?}");
                    Said::Of(part(0), part(1))
                }
                _ => Said::Map([(key.clone(), of_json(inner, parameter))].into()),
            }
        }
        Value::Object(object) => {
            Said::Map(object.iter().map(|(key, inner)| (key.clone(), of_json(inner, parameter))).collect())
        }
    }
}

/// An expression of HCL. Strings are evaluated, so that escapes and template marks mean what they mean to a reader.
pub fn of_hcl(expression: &hcl::Expression) -> Said {
    use hcl::Expression as E;
    match expression {
        E::Null => Said::Null,
        E::Bool(flag) => Said::Bool(*flag),
        E::Number(number) => Said::Number(number.to_string()),
        E::Array(items) => Said::List(items.iter().map(of_hcl).collect()),
        E::Object(entries) => Said::Map(entries.iter().map(|(key, value)| (key_of(key), of_hcl(value))).collect()),
        E::String(_) | E::TemplateExpr(_) => {
            let value = expression.evaluate(&Context::new()).expect("a text without interpolation");
            Said::Text(value.as_str().expect("a text").to_owned())
        }
        E::Traversal(traversal) => {
            let E::Variable(root) = &traversal.expr else {
                return Said::Code(hcl::format::to_string(expression).unwrap());
            };
            let path: Vec<&str> = traversal
                .operators
                .iter()
                .map(|operator| match operator {
                    TraversalOperator::GetAttr(name) => name.as_str(),
                    other => panic!("an operator that the compiler does not write: {other:?}"),
                })
                .collect();
            match (root.as_str(), path.as_slice()) {
                ("var", [name]) => Said::Input((*name).to_owned()),
                (kind, [name, attribute]) => Said::Of(format!("{kind}.{name}"), (*attribute).to_owned()),
                _ => Said::Code(hcl::format::to_string(expression).unwrap()),
            }
        }
        other => Said::Code(hcl::format::to_string(other).unwrap()),
    }
}

fn key_of(key: &hcl::ObjectKey) -> String {
    match key {
        hcl::ObjectKey::Identifier(name) => name.to_string(),
        hcl::ObjectKey::Expression(expression) => match of_hcl(expression) {
            Said::Text(text) => text,
            other => panic!("a key that is no text: {other:?}"),
        },
        other => panic!("a key of a new kind: {other:?}"),
    }
}

/// The body of a block: attributes by name, blocks by name as lists.
pub fn of_body(body: &hcl::Body) -> BTreeMap<String, Said> {
    let mut said: BTreeMap<String, Said> =
        body.attributes().map(|attribute| (attribute.key().to_owned(), of_hcl(attribute.expr()))).collect();
    for block in body.blocks() {
        let entry = said.entry(block.identifier().to_owned()).or_insert_with(|| Said::List(Vec::new()));
        let Said::List(blocks) = entry else { panic!("{} is an attribute and a block", block.identifier()) };
        blocks.push(Said::Map(of_body(block.body())));
    }
    said
}
