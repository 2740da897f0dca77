//! Prints data through the templates.

use super::element::Parts;
use super::{Language, compiled};
use serde::Serialize;
use serde_json::Value;

/// The part with which a runbook begins.
const FRAME: &str = "runbook";

/// Prints data through the templates of a language.
pub(super) fn print(data: &impl Serialize, language: Language) -> String {
    render(&values(data), language)
}

/// Prints data in all languages.
pub(super) fn print_all(data: &impl Serialize) -> [String; 2] {
    let data = values(data);
    Language::ALL.map(|language| render(&data, language))
}

fn values(data: &impl Serialize) -> Value {
    serde_json::to_value(data).expect("the data is plain")
}

pub(super) fn render(data: &Value, language: Language) -> String {
    let parts = match language {
        Language::En => compiled::EN,
        Language::Ja => compiled::JA,
    };
    let mut out = String::new();
    Parts { language, parts }.print(FRAME, data, &mut out);
    tidy(&out)
}

/// A text without the blank lines that parts leave when they do not apply. Values have no blank lines.
pub(super) fn tidy(text: &str) -> String {
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
