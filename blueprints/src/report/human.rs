//! Faults for people: the place with its lines, what was found, what is allowed, what to do.

use crate::fault::{Fault, Severity};
use crate::source::Document;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Letters that a terminal would act on or not show become visible ones; new lines and tabs stay.
pub fn visible(text: &str) -> String {
    text.chars()
        .flat_map(|letter| {
            let hidden = letter.is_control() && !matches!(letter, '\n' | '\t') || hidden(letter);
            if hidden { letter.escape_unicode().collect::<Vec<_>>() } else { vec![letter] }
        })
        .collect()
}

/// The same for a source text, letter for letter, so that positions stay.
fn masked(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    // Replacements of the same length in bytes; the renderer shows ASCII control characters itself.
    let mask = |letter: char| match letter.len_utf8() {
        _ if !(letter.is_control() && letter.len_utf8() > 1 || hidden(letter)) => letter,
        2 => '\u{b7}',
        3 => '\u{fffd}',
        _ => '\u{1f532}',
    };
    text.chars().map(mask).collect::<String>().into()
}

/// Marks of direction, zero-width letters and their like.
fn hidden(letter: char) -> bool {
    letter.general_category() == GeneralCategory::Format || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// The texts in which the places of a fault lie, that of the fault itself first.
fn snippets<'d>(fault: &Fault, document: &'d Document) -> Vec<Snippet<'d, Annotation<'d>>> {
    let primary = (AnnotationKind::Primary, &fault.place, &fault.label);
    let related = fault.related.iter().map(|(place, label)| (AnnotationKind::Context, place, label));
    let mut texts: Vec<(&Document, Vec<Annotation>)> = Vec::new();
    for (kind, place, label) in std::iter::once(primary).chain(related) {
        let (text, span) = document.find(place);
        let label = Some(visible(label)).filter(|label| !label.is_empty());
        let annotation = kind.span(text.bytes(span)).label(label);
        match texts.iter_mut().find(|(known, _)| std::ptr::eq(*known, text)) {
            Some((_, annotations)) => annotations.push(annotation),
            None => texts.push((text, vec![annotation])),
        }
    }
    let snippet = |(text, annotations): (&'d Document, Vec<Annotation<'d>>)| {
        Snippet::source(masked(&text.text)).path(visible(&text.name)).annotations(annotations)
    };
    texts.into_iter().map(snippet).collect()
}

/// A fault as text, ending with a new line; with terminal colours if asked for.
pub fn human(fault: &Fault, document: &Document, colour: bool) -> String {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible(&fault.message);
    let (allowed, help) = (fault.allowed.as_deref().map(visible), fault.help.as_deref().map(visible));
    let mut group = Group::with_title(level.primary_title(message.as_str()).id(fault.code));
    if document.text.is_empty() {
        // A blueprint built in Rust has no text, nor has a file that is no text; the path says where.
        let (name, path) = (visible(&document.name), fault.place.path.to_string());
        group = group.element(Origin::path(if path.is_empty() { name } else { format!("{name}: {path}") }));
    } else {
        for snippet in snippets(fault, document) {
            group = group.element(snippet);
        }
    }
    if let Some(allowed) = &allowed {
        group = group.element(Level::NOTE.with_name(Some("allowed")).message(allowed.as_str()));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]) + "\n"
}
