//! Text of the blueprint in Markdown: whatever it contains, a reader sees it as it is.

use crate::target::invisible;
use std::fmt::Write;

/// Text within a line: marks of Markdown and HTML lose their meaning. Letters that nobody sees, and blanks that Markdown
/// would drop, become character references.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let first = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    for (at, letter) in text.char_indices() {
        let outer = at == 0 || at + letter.len_utf8() == text.len();
        match letter {
            // A cell of a table ends at this one even behind a backslash.
            '|' => reference(&mut out, letter),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '$' => out.extend(['\\', letter]),
            // What makes a list, a rule or a heading at the start of a line.
            '-' | '+' | '=' if at == 0 => out.extend(['\\', letter]),
            '.' | ')' if at == first && at > 0 => out.extend(['\\', letter]),
            _ if letter.is_control() || invisible(letter) => reference(&mut out, letter),
            _ if letter.is_whitespace() && outer => reference(&mut out, letter),
            _ => out.push(letter),
        }
    }
    out
}

fn reference(out: &mut String, letter: char) {
    let _ = write!(out, "&#{};", u32::from(letter));
}

/// A value to type or paste. What a code span between backticks cannot hold stands in an HTML element.
pub fn code(value: &str) -> String {
    let blank = |letter: char| letter.is_whitespace();
    let awkward = |letter: char| letter == '|' || letter.is_control() || invisible(letter);
    if value.is_empty() || value.contains(awkward) || value.starts_with(blank) || value.ends_with(blank) {
        return format!("<code>{}</code>", escape(value));
    }
    let fence = "`".repeat(longest_run(value) + 1);
    if value.starts_with('`') || value.ends_with('`') {
        format!("{fence} {value} {fence}")
    } else {
        format!("{fence}{value}{fence}")
    }
}

/// Commands, in a fenced block.
pub(super) fn commands(text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}sh\n{text}\n{fence}")
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.as_bytes().split(|byte| *byte != b'`').map(<[u8]>::len).max().unwrap_or(0)
}
