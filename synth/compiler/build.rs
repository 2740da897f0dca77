//! Compiles the templates of the runbook, so that the program does not: reading them takes longer than all else that
//! synthesis does. What it writes are statics of the types in `runbook/element.rs`.

use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path, PathSeg, Template};
use std::path::PathBuf;

/// The folders of the languages, and the files in each.
const LANGUAGES: [&str; 2] = ["en", "ja"];
const FILES: [&str; 4] = ["runbook", "steps", "troubles", "upkeep"];

fn main() {
    let mut code = String::from("use super::element::{Call, Element::*, Parameter::*, Part};\n");
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
    list(template.elements.iter().map(element))
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<Vec<_>>().join(", "))
}

fn element(element: &TemplateElement) -> String {
    match element {
        TemplateElement::RawString(text) => format!("Text({text:?})"),
        TemplateElement::Expression(helper) => format!("Print({})", call(helper)),
        TemplateElement::HtmlExpression(helper) => format!("PrintRaw({})", call(helper)),
        TemplateElement::HelperBlock(block) if !block.chain => {
            let then = block.template.as_ref().map_or("&[]".to_owned(), elements);
            let otherwise = block.inverse.as_ref().map(elements);
            let otherwise = otherwise.map_or("None".to_owned(), |elements| format!("Some({elements})"));
            format!("Block({}, {then}, {otherwise})", call(block))
        }
        TemplateElement::PartialExpression(part) if part.params.is_empty() && part.hash.is_empty() => {
            format!("Include({}, {:?})", parameter(&part.name), part.indent)
        }
        other => panic!("no template uses this yet: {other:?}"),
    }
}

fn call(helper: &HelperTemplate) -> String {
    assert!(helper.hash.is_empty() && helper.block_param.is_none(), "no template uses this yet: {helper:?}");
    format!("Call {{ name: {}, parameters: {} }}", parameter(&helper.name), list(helper.params.iter().map(parameter)))
}

fn parameter(parameter: &Parameter) -> String {
    match parameter {
        Parameter::Name(name) => format!("Name({name:?})"),
        Parameter::Path(Path::Relative((steps, text))) if steps.is_empty() && text == "this" => "This".to_owned(),
        Parameter::Path(Path::Relative((steps, text))) if names(steps).is_some_and(|names| names == *text) => {
            format!("Path({text:?})")
        }
        Parameter::Literal(value) if value.is_string() => format!("Literal({value})"),
        Parameter::Subexpression(inner) => match inner.as_element() {
            TemplateElement::Expression(helper) => format!("Nested(&{})", call(helper)),
            other => panic!("no template uses this yet: {other:?}"),
        },
        other => panic!("no template uses this yet: {other:?}"),
    }
}

/// The names of a way that leads only down.
fn names(steps: &[PathSeg]) -> Option<String> {
    let names = steps.iter().map(|step| match step {
        PathSeg::Named(name) => Some(name.as_str()),
        _ => None,
    });
    Some(names.collect::<Option<Vec<_>>>()?.join("."))
}
