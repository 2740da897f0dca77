//! The templates, and what they can call: `{{code value}}` for a value or a list of them, `{{commands text}}`,
//! `{{label "A" "B"}}`.
//!
//! Reading a template takes longer than all else that synthesis does. So the parts of a runbook are templates of their own,
//! read when a runbook first has them.

use super::read::read;
use super::{Language, label, markdown};
use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, PoisonError, RwLock};

/// The templates of a language.
struct Templates {
    language: Language,
    /// The texts of the parts, by name.
    texts: BTreeMap<&'static str, &'static str>,
    /// Those read so far.
    read: RwLock<Handlebars<'static>>,
}

static ENGLISH: LazyLock<Templates> = LazyLock::new(|| {
    let parts = [include_str!("en/steps.hbs"), include_str!("en/troubles.hbs"), include_str!("en/upkeep.hbs")];
    Templates::new(Language::En, include_str!("en/runbook.hbs"), parts)
});

static JAPANESE: LazyLock<Templates> = LazyLock::new(|| {
    let parts = [include_str!("ja/steps.hbs"), include_str!("ja/troubles.hbs"), include_str!("ja/upkeep.hbs")];
    Templates::new(Language::Ja, include_str!("ja/runbook.hbs"), parts)
});

const FRAME: &str = "runbook";

/// Prints data through the templates of a language.
pub(super) fn print(data: &impl Serialize, language: Language) -> String {
    Templates::of(language).print(&context(data))
}

/// Prints data in all languages.
pub(super) fn print_all(data: &impl Serialize) -> [String; 2] {
    let context = context(data);
    [ENGLISH.print(&context), JAPANESE.print(&context)]
}

fn context(data: &impl Serialize) -> Context {
    Context::wraps(data).expect("the data is plain")
}

impl Templates {
    fn of(language: Language) -> &'static Templates {
        match language {
            Language::En => &ENGLISH,
            Language::Ja => &JAPANESE,
        }
    }

    /// The frame of a runbook and the files of its parts, each of which prints one step, trouble or upkeep.
    fn new(language: Language, frame: &'static str, files: [&'static str; 3]) -> Templates {
        let mut texts = BTreeMap::from([(FRAME, frame)]);
        for part in files.iter().flat_map(|file| file.split("{{#*inline \"").skip(1)) {
            let (name, part) = part.split_once("\"}}\n").expect("a part has a name");
            texts.insert(name, part.trim_end().strip_suffix("{{/inline}}").expect("a part has an end"));
        }
        Templates { language, texts, read: RwLock::new(helpers(language)) }
    }

    /// The names of the parts that data needs and that are not read yet: those of its kinds, and those that parts name.
    fn missing(&self, data: &Value) -> BTreeSet<&'static str> {
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        let mut wanted = vec![FRAME];
        kinds(data, &mut wanted);
        let mut missing = BTreeSet::new();
        while let Some(name) = wanted.pop() {
            let Some((name, text)) = self.texts.get_key_value(name) else { continue };
            if !read.has_template(name) && missing.insert(*name) {
                let named = text.split("{{> ").skip(1);
                wanted.extend(named.filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name));
            }
        }
        missing
    }

    fn print(&self, context: &Context) -> String {
        let missing = self.missing(context.data());
        if !missing.is_empty() {
            let mut known = self.read.write().unwrap_or_else(PoisonError::into_inner);
            for name in missing {
                known.register_template(name, read(self.texts[name], |tag| fixed(tag, self.language)));
            }
        }
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        tidy(&read.render_with_context(FRAME, context).expect("the templates name only what the data has"))
    }
}

/// The parts of all languages, by name.
#[cfg(test)]
pub(super) fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    [&ENGLISH, &JAPANESE].into_iter().flat_map(|templates| templates.texts.iter().map(|(name, text)| (*name, *text)))
}

/// What a tag prints if it is a label that the template names.
fn fixed(tag: &str, language: Language) -> Option<String> {
    let names = tag.strip_prefix("{{label \"")?.strip_suffix("\"}}")?;
    label::path(&names.split("\" \"").collect::<Vec<_>>(), language).ok()
}

/// The kinds of all that data holds.
fn kinds<'a>(data: &'a Value, found: &mut Vec<&'a str>) {
    match data {
        Value::Array(list) => list.iter().for_each(|item| kinds(item, found)),
        Value::Object(map) => {
            found.extend(map.get("kind").and_then(Value::as_str));
            map.values().for_each(|value| kinds(value, found));
        }
        _ => {}
    }
}

/// A text without the blank lines that parts leave when they do not apply. Values have no blank lines.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if !line.is_empty() || !(out.is_empty() || out.ends_with("\n\n")) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len() + 1);
    out
}

/// What the templates of a language can call.
fn helpers(language: Language) -> Handlebars<'static> {
    let mut templates = Handlebars::new();
    templates.set_strict_mode(true);
    templates.register_escape_fn(markdown::escape);
    let comma = match language {
        Language::En => ", ",
        Language::Ja => "、",
    };
    templates.register_helper(
        "code",
        helper(move |values| Ok(values.iter().map(|value| markdown::code(value)).collect::<Vec<_>>().join(comma))),
    );
    templates.register_helper("commands", helper(|values| Ok(markdown::commands(&values.join("\n")))));
    templates.register_helper(
        "label",
        helper(move |labels| {
            label::path(labels, language).map_err(|label::Unknown(label)| format!("no label `{label}`"))
        }),
    );
    templates
}

/// A helper that prints texts, or a list of them, as Markdown.
fn helper(
    print: impl Fn(&[&str]) -> Result<String, String> + Send + Sync + 'static,
) -> Box<dyn handlebars::HelperDef + Send + Sync> {
    Box::new(
        move |helper: &Helper,
              _: &Handlebars,
              _: &Context,
              _: &mut RenderContext,
              out: &mut dyn Output|
              -> HelperResult {
            let values = helper.params().iter().flat_map(|parameter| match parameter.value() {
                Value::Array(list) => list.iter().collect(),
                one => vec![one],
            });
            let texts: Option<Vec<&str>> = values.map(Value::as_str).collect();
            let texts = texts.ok_or(RenderErrorReason::InvalidParamType("a text or a list of texts"))?;
            out.write(&print(&texts).map_err(RenderErrorReason::Other)?)?;
            Ok(())
        },
    )
}
