//! What the build script makes of the templates, and how it prints: as handlebars would, but for a value that is missing,
//! which is a mistake in a template and ends the program.

use super::{Language, label, markdown};
use serde_json::Value;

/// A part of a runbook.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) elements: Elements,
}

type Elements = &'static [Element];

/// The names on the way to a value from where a template is, with dots between them; none for what stands there.
type Path = &'static str;

/// What a template is made of.
pub(super) enum Element {
    /// Words.
    Text(&'static str),
    /// `{{value}}`.
    Value(Path),
    /// `{{{value}}}`.
    Raw(Path),
    /// `{{code value}}`, of a value or a list of them.
    Code(Path),
    /// `{{commands value}}`.
    Commands(Path),
    /// `{{label value}}`.
    LabelOf(Path),
    /// `{{label "A" "B"}}`.
    Labels(&'static [&'static str]),
    /// `{{#if value}}…{{else}}…{{/if}}`, and `{{#unless value}}`.
    If(Path, Elements, Elements),
    /// `{{#each value}}…{{/each}}`.
    Each(Path, Elements),
    /// `{{> part}}`.
    Include(&'static str),
    /// `{{> (lookup this "key")}}`.
    IncludeOf(&'static str),
}

/// The parts of a runbook in a language.
pub(super) struct Parts {
    pub(super) language: Language,
    pub(super) parts: &'static [Part],
}

impl Parts {
    /// Prints a part with the data that stands there.
    pub(super) fn print(&self, name: &str, data: &Value, out: &mut String) {
        let part = self.parts.iter().find(|part| part.name == name);
        self.elements(part.unwrap_or_else(|| panic!("no part `{name}`")).elements, data, out);
    }

    fn elements(&self, elements: Elements, data: &Value, out: &mut String) {
        for element in elements {
            self.element(element, data, out);
        }
    }

    fn element(&self, element: &Element, data: &Value, out: &mut String) {
        match element {
            Element::Text(text) => out.push_str(text),
            Element::Value(path) => match get(data, path) {
                Value::String(text) => out.push_str(&markdown::escape(text)),
                number => out.push_str(&number.to_string()),
            },
            Element::Raw(path) => out.push_str(text(get(data, path))),
            Element::Code(path) => {
                let comma = match self.language {
                    Language::En => ", ",
                    Language::Ja => "、",
                };
                let values = match get(data, path) {
                    Value::Array(values) => values,
                    one => std::slice::from_ref(one),
                };
                let values: Vec<String> = values.iter().map(|value| markdown::code(text(value))).collect();
                out.push_str(&values.join(comma));
            }
            Element::Commands(path) => out.push_str(&markdown::commands(text(get(data, path)))),
            Element::LabelOf(path) => self.labels(&[text(get(data, path))], out),
            Element::Labels(labels) => self.labels(labels, out),
            Element::If(path, then, otherwise) => {
                let there = find(data, path).is_some_and(holds);
                self.elements(if there { then } else { otherwise }, data, out);
            }
            Element::Each(path, inner) => {
                let items = find(data, path).and_then(Value::as_array).into_iter().flatten();
                items.for_each(|item| self.elements(inner, item, out));
            }
            Element::Include(name) => self.print(name, data, out),
            Element::IncludeOf(key) => self.print(text(get(data, key)), data, out),
        }
    }

    fn labels(&self, labels: &[&str], out: &mut String) {
        let path = label::path(labels, self.language);
        out.push_str(&path.unwrap_or_else(|label::Unknown(label)| panic!("no label `{label}`")));
    }
}

fn find<'d>(data: &'d Value, path: &str) -> Option<&'d Value> {
    let mut names = path.split('.').filter(|name| !name.is_empty());
    names.try_fold(data, |data, name| data.get(name))
}

fn get<'d>(data: &'d Value, path: &str) -> &'d Value {
    find(data, path).unwrap_or_else(|| panic!("no value `{path}`"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// Whether a value counts as true: it is none of `false`, nothing and empty.
fn holds(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}
