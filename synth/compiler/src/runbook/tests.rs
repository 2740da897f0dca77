//! Runbooks as handlebars prints them.

#![allow(clippy::disallowed_methods, reason = "the gallery is read from the disk")]

use super::element::Element;
use super::{Language, Runbook, Template, compiled, label, markdown, template};
use cvpn_blueprint::Document;
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::Blueprint;
use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// The data of runbooks: of the gallery and of a blueprint with every key, with Identity Center and without.
fn data() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../blueprints/gallery");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let texts = texts.map(|path| std::fs::read_to_string(path).unwrap());
    let complete =
        include_str!("../../../../tests/schema/complete.yaml").replace("directory: { id: d-0123456789 }", "");
    let blueprint = |text| Document::parse_with("blueprint", text, &|_| Ok(String::new())).blueprint.unwrap();
    let mut blueprints: Vec<Blueprint> = texts.chain([complete]).map(blueprint).collect();
    blueprints.extend(blueprints.clone().into_iter().map(|blueprint| Blueprint { identity_center: None, ..blueprint }));
    let stack = |number| Template { file: format!("{number}.template.json"), parameters: vec!["A".to_owned()] };
    let runbook =
        |blueprint| serde_json::to_value(Runbook::new(blueprint, &Target::ALL, &[stack(1), stack(2)])).unwrap();
    blueprints.iter().map(runbook).collect()
}

/// The templates as handlebars reads and prints them.
fn handlebars(language: Language, files: [&str; 4]) -> Handlebars<'static> {
    fn texts<'v>(helper: &'v Helper) -> Vec<&'v str> {
        let values = helper.params().iter().flat_map(|parameter| match parameter.value() {
            Value::Array(list) => list.iter().collect(),
            one => vec![one],
        });
        values.map(|value| value.as_str().unwrap()).collect()
    }
    type Print = Box<dyn Fn(&[&str]) -> String + Send + Sync>;
    let comma = if language == Language::En { ", " } else { "、" };
    let helpers: [(&str, Print); 3] = [
        (
            "code",
            Box::new(move |values| values.iter().map(|value| markdown::code(value)).collect::<Vec<_>>().join(comma)),
        ),
        ("commands", Box::new(|values| markdown::commands(&values.join("\n")))),
        ("label", Box::new(move |labels| label::path(labels, language).unwrap())),
    ];
    let mut templates = Handlebars::new();
    templates.set_strict_mode(true);
    templates.register_escape_fn(markdown::escape);
    for (name, print) in helpers {
        let helper = move |helper: &Helper,
                           _: &Handlebars,
                           _: &Context,
                           _: &mut RenderContext,
                           out: &mut dyn Output|
              -> HelperResult { Ok(out.write(&print(&texts(helper)))?) };
        templates.register_helper(name, Box::new(helper));
    }
    // Inline parts are known to what stands behind them.
    templates.register_template_string("all", files.concat()).unwrap();
    templates
}

#[test]
fn runbooks_are_what_handlebars_prints() {
    let languages = [
        (
            Language::En,
            [
                include_str!("en/steps.hbs"),
                include_str!("en/troubles.hbs"),
                include_str!("en/upkeep.hbs"),
                include_str!("en/runbook.hbs"),
            ],
        ),
        (
            Language::Ja,
            [
                include_str!("ja/steps.hbs"),
                include_str!("ja/troubles.hbs"),
                include_str!("ja/upkeep.hbs"),
                include_str!("ja/runbook.hbs"),
            ],
        ),
    ];
    for (language, files) in languages {
        let handlebars = handlebars(language, files);
        for data in data() {
            let expected = template::tidy(&handlebars.render("all", &data).unwrap());
            assert_eq!(template::render(&data, language), expected);
        }
    }
}

#[test]
fn every_part_is_compared() {
    fn kinds<'d>(data: &'d Value, found: &mut BTreeSet<&'d str>) {
        match data {
            Value::Array(items) => items.iter().for_each(|item| kinds(item, found)),
            Value::Object(map) => {
                found.extend(map.get("kind").and_then(Value::as_str));
                map.values().for_each(|value| kinds(value, found));
            }
            _ => {}
        }
    }
    fn included(elements: &[Element], found: &mut BTreeSet<&str>) {
        for element in elements {
            match element {
                Element::Include(name) => drop(found.insert(name)),
                Element::Each(_, inner) => included(inner, found),
                Element::If(_, then, otherwise) => [then, otherwise].into_iter().for_each(|arm| included(arm, found)),
                _ => {}
            }
        }
    }
    let data = data();
    let mut found = BTreeSet::from(["runbook"]);
    data.iter().for_each(|data| kinds(data, &mut found));
    compiled::EN.iter().for_each(|part| included(part.elements, &mut found));
    let missing: Vec<_> = compiled::EN.iter().map(|part| part.name).filter(|name| !found.contains(name)).collect();
    assert_eq!(missing, [""; 0]);
}
