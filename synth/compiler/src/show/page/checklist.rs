//! The runbook's steps as HTML with boxes to tick.

use crate::runbook::{Language, runbook};
use cvpn_blueprint::model::Blueprint;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Around a table, which may be wider than a phone.
const SCROLL: &str = "<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n";

/// The steps of a blueprint.
pub(super) fn checklist(blueprint: &Blueprint) -> String {
    let markdown = runbook(blueprint, Language::En);
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
                events.push(Event::InlineHtml("<input type=\"checkbox\" aria-label=\"Done\">".into()));
            }
            Event::Start(Tag::Table(columns)) => {
                events.push(Event::Html(SCROLL.into()));
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
