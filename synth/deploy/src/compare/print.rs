//! Changes as text for people.

use super::{Action, Change, Consequence, Property};
use serde_json::Value;
use std::fmt::Write;

/// Letters of a value that are shown.
const LONGEST: usize = 72;

/// Changes as lines, a paragraph a stack.
pub fn human(changes: &[Change]) -> String {
    let mut text = String::new();
    for (stack, changes) in by_stack(changes) {
        let _ = writeln!(text, "{}: {}", title(stack, ""), counts(&changes));
        for change in changes {
            let _ = write!(text, "  {} {} ({})", sign(change.action), change.resource, change.kind);
            if change.consequence != Consequence::None {
                let _ = write!(text, ": {}", change.consequence);
            }
            text.push('\n');
            for property in &change.properties {
                let _ = writeln!(text, "      {}", line(property));
            }
            if let Some(words) = &change.words {
                let _ = writeln!(text, "      {words}");
            }
        }
    }
    text
}

/// Changes as Markdown, for a comment on a pull request.
pub fn markdown(changes: &[Change]) -> String {
    let mut text = String::new();
    for (stack, changes) in by_stack(changes) {
        let _ = writeln!(text, "### {}: {}\n", title(stack, "`"), counts(&changes));
        text.push_str("| | Resource | Property | Before | After | Consequence |\n|---|---|---|---|---|---|\n");
        for change in changes {
            let consequence = change
                .words
                .as_ref()
                .map_or_else(|| change.consequence.to_string(), |words| format!("**{}**: {words}", change.consequence));
            let head = format!("{} | `{}`<br>{}", word(change.action), change.resource, change.kind);
            if change.properties.is_empty() {
                let _ = writeln!(text, "| {head} | | | | {consequence} |");
            }
            for (index, property) in change.properties.iter().enumerate() {
                let (head, consequence) = if index == 0 { (head.as_str(), consequence.as_str()) } else { (" | ", " ") };
                let cell = |value: &Option<Value>| {
                    value.as_ref().map_or_else(String::new, |value| format!("`{}`", cell(&shown(value))))
                };
                let (before, after) = (cell(&property.before), cell(&property.after));
                let _ = writeln!(text, "| {head} | `{}` | {before} | {after} | {consequence} |", property.path);
            }
        }
        text.push('\n');
    }
    text
}

fn title(stack: &str, mark: &str) -> String {
    if stack.is_empty() { "beside the stacks".to_owned() } else { format!("stack {mark}{stack}{mark}") }
}

/// The worst of the consequences.
pub fn worst(changes: &[Change]) -> Consequence {
    changes.iter().map(|change| change.consequence).max().unwrap_or(Consequence::None)
}

fn by_stack(changes: &[Change]) -> Vec<(&str, Vec<&Change>)> {
    let mut stacks: Vec<(&str, Vec<&Change>)> = Vec::new();
    for change in changes {
        match stacks.iter_mut().find(|(stack, _)| *stack == change.stack) {
            Some((_, of_stack)) => of_stack.push(change),
            None => stacks.push((&change.stack, vec![change])),
        }
    }
    stacks
}

/// How many changes of each kind there are.
pub fn counts(changes: &[&Change]) -> String {
    let actions = [Action::Add, Action::Change, Action::Replace, Action::Remove, Action::Keep];
    let counts = actions.map(|action| (changes.iter().filter(|change| change.action == action).count(), word(action)));
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    counts.join(", ")
}

fn sign(action: Action) -> char {
    match action {
        Action::Add => '+',
        Action::Change => '~',
        Action::Replace => '±',
        Action::Remove => '-',
        Action::Keep => '=',
    }
}

fn word(action: Action) -> &'static str {
    match action {
        Action::Add => "added",
        Action::Change => "changed",
        Action::Replace => "replaced",
        Action::Remove => "removed",
        Action::Keep => "kept outside",
    }
}

fn line(property: &Property) -> String {
    let path = &property.path;
    match (&property.before, &property.after) {
        (Some(before), Some(after)) if before == after => format!("{path}: {}, which is replaced", shown(after)),
        (Some(before), Some(after)) => format!("{path}: {} → {}", shown(before), shown(after)),
        (None, Some(after)) => format!("{path}: now {}", shown(after)),
        (Some(before), None) => format!("{path}: no longer {}", shown(before)),
        (None, None) => path.clone(),
    }
}

/// A value in one line, not too long.
fn shown(value: &Value) -> String {
    let reference = value.as_object().filter(|object| object.len() == 1).and_then(|object| object.get("Ref"));
    let text = match reference.unwrap_or(value) {
        Value::String(text) if text.is_ascii() && !text.contains(['\n', '"']) => text.clone(),
        other => other.to_string(),
    };
    if text.chars().count() <= LONGEST {
        return text;
    }
    let start: String = text.chars().take(LONGEST - 1).collect();
    format!("{start}…")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('`', "'")
}
