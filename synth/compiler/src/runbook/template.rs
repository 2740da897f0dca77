//! The templates, read once, and what they can call: `{{code value}}` for a value or a list of them, `{{commands text}}`,
//! `{{label "A" "B"}}`.

use super::{Language, label, markdown};
use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason};
use serde::Serialize;
use serde_json::Value;
use std::sync::LazyLock;

/// Both languages, read side by side, because reading takes longer than anything else that is done with them.
static TEMPLATES: LazyLock<[Handlebars<'static>; 2]> = LazyLock::new(|| {
    std::thread::scope(|scope| {
        let japanese = scope.spawn(|| {
            let parts = [include_str!("ja/steps.hbs"), include_str!("ja/troubles.hbs"), include_str!("ja/upkeep.hbs")];
            read(Language::Ja, include_str!("ja/runbook.hbs"), &parts)
        });
        let parts = [include_str!("en/steps.hbs"), include_str!("en/troubles.hbs"), include_str!("en/upkeep.hbs")];
        let english = read(Language::En, include_str!("en/runbook.hbs"), &parts);
        [english, japanese.join().expect("the template can be read")]
    })
});

const NAME: &str = "runbook";

/// Prints data through the template of a language.
pub(super) fn print(data: &impl Serialize, language: Language) -> String {
    let [english, japanese] = &*TEMPLATES;
    let template = match language {
        Language::En => english,
        Language::Ja => japanese,
    };
    tidy(&template.render(NAME, data).expect("the template names only what the data has"))
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

/// Reads the frame of a runbook and the files of its parts, each of which prints one step, trouble or upkeep. The parts
/// are read one by one, because the time that a template takes grows with the square of its length.
fn read(language: Language, frame: &str, files: &[&str]) -> Handlebars<'static> {
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
    let mut register = |name: &str, text: &str| {
        templates.register_template_string(name, text).expect("the template can be read");
    };
    register(NAME, frame);
    for part in files.iter().flat_map(|file| file.split("{{#*inline \"").skip(1)) {
        let (name, part) = part.split_once("\"}}\n").expect("a part has a name");
        register(name, part.trim_end().strip_suffix("{{/inline}}").expect("a part has an end"));
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
