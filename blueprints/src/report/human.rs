//! Faults for people: the place with its lines, what was found, what is allowed, what to do.

use crate::fault::{Fault, Severity};
use crate::source::Document;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// A fault as text, ending with a new line; with terminal colours if asked for.
pub fn human(fault: &Fault, document: &Document, colour: bool) -> String {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(fault.message.as_str()).id(fault.code);
    let mut group = if document.text.is_empty() {
        // A blueprint built in Rust has no text; its path says where.
        Group::with_title(title).element(Origin::path(format!("{}: {}", document.name, fault.place.path)))
    } else {
        let primary = AnnotationKind::Primary.span(document.bytes(document.locate(&fault.place))).label(Some(fault.label.as_str()).filter(|label| !label.is_empty()));
        let related = fault.related.iter().map(|(place, label)| {
            AnnotationKind::Context.span(document.bytes(document.locate(place))).label(label.as_str())
        });
        let snippet = Snippet::source(document.text.as_str()).path(document.name.as_str()).annotation(primary).annotations(related);
        Group::with_title(title).element(snippet)
    };
    if let Some(allowed) = &fault.allowed {
        group = group.element(Level::NOTE.with_name(Some("allowed")).message(allowed.as_str()));
    }
    if let Some(help) = &fault.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]) + "\n"
}
