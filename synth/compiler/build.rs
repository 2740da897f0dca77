//! Has handlebars read the templates of the runbook, so that the program need not: that took longer than all else that
//! synthesis does. What it writes are statics of the types in `runbook/element.rs`. A tag that no template has so far is
//! refused here.

#![allow(clippy::disallowed_methods, reason = "reading and writing files is what it is for")]

use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path, PathSeg, Template};
use std::path::PathBuf;

/// The folders of the languages, and the files in each.
const LANGUAGES: [&str; 2] = ["en", "ja"];
const FILES: [&str; 4] = ["runbook", "steps", "troubles", "upkeep"];

fn main() {
    let mut code = String::from("use super::element::{Element::*, Part};\n");
    for language in LANGUAGES {
        let parts: String = FILES.iter().map(|file| parts(language, file)).collect();
        code += &format!("pub(super) static {}: &[Part] = &[{parts}];\n", language.to_uppercase());
    }
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
    std::fs::write(folder.join("runbook.rs"), code).expect("the folder can be written");
}

/// The parts of a file: the inline ones, or the whole as one.
fn parts(language: &str, file: &str) -> String {
    let path = format!("src/runbook/{language}/{file}.hbs");
    println!("cargo::rerun-if-changed={path}");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let template = Template::compile(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let inline = template.elements.iter().filter_map(|element| match element {
        TemplateElement::DecoratorBlock(part) => match &*part.params {
            [Parameter::Literal(name)] => Some((name, part.template.as_ref()?)),
            other => panic!("{path}: no part is named so: {other:?}"),
        },
        _ => None,
    });
    let parts: Vec<String> =
        inline.map(|(name, template)| part(name.as_str().expect("the name is a text"), template)).collect();
    if parts.is_empty() { part(file, &template) } else { parts.concat() }
}

fn part(name: &str, template: &Template) -> String {
    format!("Part {{ name: {name:?}, elements: {} }},\n", elements(template))
}

fn elements(template: &Template) -> String {
    list(
        template
            .elements
            .iter()
            .filter(|element| !matches!(element, TemplateElement::RawString(text) if text.is_empty()))
            .map(element),
    )
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<Vec<_>>().join(", "))
}

fn element(element: &TemplateElement) -> String {
    match element {
        TemplateElement::RawString(text) => format!("Text({text:?})"),
        TemplateElement::Expression(helper) => expression(helper),
        TemplateElement::HtmlExpression(helper) if helper.params.is_empty() => format!("Raw({:?})", path(&helper.name)),
        TemplateElement::HelperBlock(helper) => block(helper),
        TemplateElement::PartialExpression(part) if part.params.is_empty() && part.hash.is_empty() => {
            match &part.name {
                Parameter::Name(name) => format!("Include({name:?})"),
                Parameter::Subexpression(inner) if inner.name() == "lookup" => {
                    match inner.params().map(Vec::as_slice) {
                        Some([this, Parameter::Literal(key)]) if path(this).is_empty() => format!("IncludeOf({key})"),
                        other => refuse(&other),
                    }
                }
                other => refuse(other),
            }
        }
        other => refuse(other),
    }
}

fn expression(helper: &HelperTemplate) -> String {
    match (&helper.name, &*helper.params) {
        (value @ Parameter::Path(_), []) => format!("Value({:?})", path(value)),
        (Parameter::Name(name), [value @ Parameter::Path(_)]) => {
            let kind = match name.as_str() {
                "code" => "Code",
                "commands" => "Commands",
                "label" => "LabelOf",
                other => refuse(&other),
            };
            format!("{kind}({:?})", path(value))
        }
        (Parameter::Name(name), labels) if name == "label" => {
            let labels = labels.iter().map(|label| match label {
                Parameter::Literal(label) => label.to_string(),
                other => refuse(other),
            });
            format!("Labels({})", list(labels))
        }
        _ => refuse(helper),
    }
}

fn block(helper: &HelperTemplate) -> String {
    let (Parameter::Name(name), [value], None) = (&helper.name, &*helper.params, &helper.block_param) else {
        refuse(helper)
    };
    let inner = helper.template.as_ref().map_or("&[]".to_owned(), elements);
    let otherwise = helper.inverse.as_ref().map_or("&[]".to_owned(), elements);
    match name.as_str() {
        "if" => format!("If({:?}, {inner}, {otherwise})", path(value)),
        "unless" => format!("If({:?}, {otherwise}, {inner})", path(value)),
        "each" if helper.inverse.is_none() => format!("Each({:?}, {inner})", path(value)),
        _ => refuse(helper),
    }
}

/// The names on the way to a value, with dots between them; none for what stands here.
fn path(parameter: &Parameter) -> String {
    let Parameter::Path(Path::Relative((steps, _))) = parameter else { refuse(parameter) };
    let names = steps.iter().map(|step| match step {
        PathSeg::Named(name) => name.as_str(),
        other => refuse(other),
    });
    names.collect::<Vec<_>>().join(".")
}

fn refuse(what: &impl std::fmt::Debug) -> ! {
    panic!("no template has this so far, so runbook/element.rs cannot print it: {what:?}")
}
