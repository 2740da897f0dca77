//! The runbook's steps as HTML with boxes to tick.

use crate::runbook::{Language, runbook};
use cvpn_blueprint::model::Blueprint;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The steps of a blueprint.
pub(super) fn checklist(blueprint: &Blueprint, language: Language) -> String {
    let markdown = runbook(blueprint, language);
    let (done, table) = match language {
        Language::En => ("Done", "Table"),
        Language::Ja => ("完了", "表"),
    };
    // A table may be wider than a phone.
    let scroll = format!("<div class=\"scroll\" role=\"group\" aria-label=\"{table}\" tabindex=\"0\">\n");
    let options = Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES;
    let mut events = Vec::new();
    let mut title = false;
    for event in Parser::new_ext(&markdown, options) {
        match event {
            // The report has a title of its own.
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => title = false,
            _ if title => {}
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                events.push(Event::Start(Tag::Heading { level: below(level), id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(level)) => events.push(Event::End(TagEnd::Heading(below(level)))),
            Event::TaskListMarker(_) => {
                events.push(Event::InlineHtml(format!("<input type=\"checkbox\" aria-label=\"{done}\">").into()));
            }
            Event::Start(Tag::Table(columns)) => {
                events.push(Event::Html(scroll.clone().into()));
                events.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(Event::Html("</div>\n".into()));
            }
            // The runbook has no other elements of HTML. What looks like one is text.
            Event::InlineHtml(tag) if !matches!(&*tag, "<code>" | "</code>" | "<br>") => events.push(Event::Text(tag)),
            Event::Html(text) => events.push(Event::Text(text)),
            other => events.push(other),
        }
    }
    let mut text = String::new();
    html::push_html(&mut text, events.into_iter());
    text
}

/// Two levels down, below the headings of the page.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H4,
        _ => HeadingLevel::H5,
    }
}
