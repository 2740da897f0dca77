//! HCL as text, laid out as `terraform fmt` leaves it: two spaces a level, and the equals signs of neighbouring
//! one-line attributes below one another.

use super::body::{Body, Expression, Item};
use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;

/// The width up to which a list is written on one line.
const WIDTH: usize = 100;

/// A body as the text of a file.
pub fn print(body: &Body) -> String {
    let mut out = String::new();
    items(&mut out, body, 0);
    out
}

fn items(out: &mut String, body: &Body, level: usize) {
    let indent = "  ".repeat(level);
    let rendered: Vec<Option<String>> = body
        .0
        .iter()
        .map(|item| match item {
            Item::Attribute(_, value) => Some(expression(value, level)),
            _ => None,
        })
        .collect();
    let widths = widths(body.0.iter().zip(&rendered).map(|(item, text)| match (item, text) {
        (Item::Attribute(name, _), Some(text)) if !text.contains('\n') => Some(name.len()),
        _ => None,
    }));
    for ((item, text), width) in body.0.iter().zip(&rendered).zip(widths) {
        match item {
            Item::Attribute(name, _) => {
                let _ = writeln!(out, "{indent}{name:width$} = {}", text.as_deref().unwrap_or_default());
            }
            Item::Block(kind, labels, inner) => {
                let labels: String = labels.iter().map(|label| format!(" {}", quote(label))).collect();
                if inner.0.is_empty() {
                    let _ = writeln!(out, "{indent}{kind}{labels} {{}}");
                } else {
                    let _ = writeln!(out, "{indent}{kind}{labels} {{");
                    items(out, inner, level + 1);
                    let _ = writeln!(out, "{indent}}}");
                }
            }
            Item::Comment(text) => {
                for line in text.lines() {
                    let _ = writeln!(out, "{indent}# {line}");
                }
            }
            Item::Blank => out.push('\n'),
        }
    }
}

/// For each entry the width of its run: neighbours on one line share the width of the longest name.
fn widths(names: impl Iterator<Item = Option<usize>>) -> Vec<usize> {
    let names: Vec<Option<usize>> = names.collect();
    let mut widths = vec![0; names.len()];
    for run in names.split_inclusive(Option::is_none).scan(0, |start, run| {
        let at = *start;
        *start += run.len();
        Some((at, run))
    }) {
        let (start, run) = run;
        let widest = run.iter().flatten().max().copied().unwrap_or(0);
        for (offset, name) in run.iter().enumerate() {
            widths[start + offset] = if name.is_some() { widest } else { 0 };
        }
    }
    widths
}

fn expression(value: &Expression, level: usize) -> String {
    match value {
        Expression::Text(text) => quote(text),
        Expression::Number(number) => number.to_string(),
        Expression::Bool(flag) => flag.to_string(),
        Expression::Code(code) => code.clone(),
        Expression::List(list) => {
            let inner: Vec<String> = list.iter().map(|item| expression(item, level + 1)).collect();
            let line = format!("[{}]", inner.join(", "));
            if line.len() <= WIDTH && !line.contains('\n') {
                return line;
            }
            let indent = "  ".repeat(level);
            let lines: String = inner.iter().map(|item| format!("{indent}  {item},\n")).collect();
            format!("[\n{lines}{indent}]")
        }
        Expression::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Expression::Object(entries) => {
            let indent = "  ".repeat(level);
            let keys: Vec<String> = entries.iter().map(|(name, _)| key(name)).collect();
            let values: Vec<String> = entries.iter().map(|(_, value)| expression(value, level + 1)).collect();
            let widths =
                widths(keys.iter().zip(&values).map(|(key, value)| (!value.contains('\n')).then(|| columns(key))));
            let mut out = "{\n".to_owned();
            for ((key, value), width) in keys.iter().zip(&values).zip(widths) {
                // Not by a width in the format string, which counts characters.
                let pad = " ".repeat(width.saturating_sub(columns(key)));
                let _ = writeln!(out, "{indent}  {key}{pad} = {value}");
            }
            out + &indent + "}"
        }
    }
}

/// The columns that `terraform fmt` counts for a key: what a reader sees as a letter is one, and quotes, `$` and `%` are
/// letters of their own, even before a mark that would join them.
fn columns(key: &str) -> usize {
    match key.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.split_inclusive(['$', '%']).map(|part| part.graphemes(true).count()).sum::<usize>() + 2,
        None => key.len(),
    }
}

/// A key of an object: bare where HCL reads it as a name.
fn key(name: &str) -> String {
    let bare = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
        && !matches!(name, "true" | "false" | "null" | "for" | "if" | "in" | "else" | "endif" | "endfor");
    if bare { name.to_owned() } else { quote(name) }
}

/// A quoted string that means exactly `text`: quotes, backslashes, control and invisible letters and the two template
/// marks are escaped.
pub(super) fn quote(text: &str) -> String {
    let plain = |byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'$' | b'%');
    if text.bytes().all(plain) {
        return ["\"", text, "\""].concat();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if letters.peek() == Some(&'{') => {
                out.push(letter);
                out.push(letter);
            }
            letter if u32::from(letter) < 0x20 || crate::target::invisible(letter) => {
                let code = u32::from(letter);
                let _ = if code > 0xffff { write!(out, "\\U{code:08x}") } else { write!(out, "\\u{code:04x}") };
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
