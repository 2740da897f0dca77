//! The templates, and what they can call: `{{code value}}` for a value or a list of them, `{{commands text}}`,
//! `{{label "A" "B"}}`. The build script compiles them.

use super::element::{Part, template};
use super::{Language, compiled, label, markdown};
use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason};
use serde::Serialize;
use serde_json::Value;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Handlebars> = LazyLock::new(|| templates(Language::En, compiled::EN));
static JAPANESE: LazyLock<Handlebars> = LazyLock::new(|| templates(Language::Ja, compiled::JA));

/// The part with which a runbook begins.
const FRAME: &str = "runbook";

/// Prints data through the templates of a language.
pub(super) fn print(data: &impl Serialize, language: Language) -> String {
    render(&context(data), language)
}

/// Prints data in all languages.
pub(super) fn print_all(data: &impl Serialize) -> [String; 2] {
    let context = context(data);
    Language::ALL.map(|language| render(&context, language))
}

fn context(data: &impl Serialize) -> Context {
    Context::wraps(data).expect("the data is plain")
}

fn render(context: &Context, language: Language) -> String {
    let templates = match language {
        Language::En => &ENGLISH,
        Language::Ja => &JAPANESE,
    };
    tidy(&templates.render_with_context(FRAME, context).expect("the templates name only what the data has"))
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

/// The parts of a runbook in a language, with what they can call.
fn templates(language: Language, parts: &[Part]) -> Handlebars<'static> {
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
    for part in parts {
        templates.register_template(part.name, template(part.elements));
    }
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
