//! A runbook read back by an independent parser of Markdown.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A runbook as its reader sees it.
#[derive(Debug)]
pub struct Runbook {
    pub sections: Vec<Section>,
    /// What the text is made of, without the text: `heading`, `item`, `code`, …
    pub shape: Vec<String>,
}

/// What GitHub's Markdown has beyond CommonMark.
fn github() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

/// A heading and what stands below it.
#[derive(Debug, Default)]
pub struct Section {
    pub title: String,
    /// Values to type or paste.
    pub values: Vec<String>,
    /// Labels of a console.
    pub labels: Vec<String>,
    /// Blocks of commands.
    pub commands: Vec<String>,
    /// Paragraphs, items and cells, with the values in them.
    pub texts: Vec<String>,
    /// Boxes to tick.
    pub boxes: usize,
}

impl Runbook {
    pub fn read(markdown: &str) -> Self {
        let mut runbook = Runbook { sections: vec![Section::default()], shape: Vec::new() };
        let mut reader = Reader::default();
        for event in Parser::new_ext(markdown, github()) {
            reader.event(event, &mut runbook);
        }
        runbook
    }

    pub fn titles(&self) -> Vec<&str> {
        self.sections.iter().map(|section| section.title.as_str()).collect()
    }

    /// The section whose title contains a text.
    pub fn section(&self, title: &str) -> &Section {
        let mut found = self.sections.iter().filter(|section| section.title.contains(title));
        found.next().unwrap_or_else(|| panic!("{title:?} in {:?}", self.titles()))
    }

    pub fn has(&self, title: &str) -> bool {
        self.titles().iter().any(|found| found.contains(title))
    }

    /// All text, a line for each paragraph, item, cell and command.
    pub fn text(&self) -> String {
        self.sections.iter().map(Section::text).collect::<Vec<_>>().join("\n")
    }
}

impl Section {
    pub fn text(&self) -> String {
        [vec![self.title.clone()], self.texts.clone(), self.commands.clone()].concat().join("\n")
    }
}

/// What is open while the events come.
#[derive(Default)]
struct Reader {
    block: String,
    heading: bool,
    commands: bool,
    label: Option<String>,
    element: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event, runbook: &mut Runbook) {
        let shape = match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => Some(format!("commands {language}")),
            Event::Start(Tag::Link { dest_url, .. }) => Some(format!("link {dest_url}")),
            Event::Start(tag) => Some(format!("{tag:?}")),
            Event::Code(_) => Some("code".to_owned()),
            Event::InlineHtml(html) if &**html == "<code>" => Some("code".to_owned()),
            Event::InlineHtml(html) if &**html == "</code>" => None,
            Event::InlineHtml(html) | Event::Html(html) => Some(format!("html {html}")),
            Event::Rule | Event::HardBreak | Event::TaskListMarker(_) => Some(format!("{event:?}")),
            _ => None,
        };
        runbook.shape.extend(shape);
        let section = runbook.sections.last_mut().expect("one at least");
        match event {
            Event::Start(Tag::Heading { .. }) => {
                self.flush(section);
                self.heading = true;
                runbook.sections.push(Section::default());
            }
            Event::End(TagEnd::Heading(_)) => {
                self.heading = false;
                section.title = std::mem::take(&mut self.block);
            }
            Event::Start(Tag::CodeBlock(_)) => self.commands = true,
            Event::End(TagEnd::CodeBlock) => {
                self.commands = false;
                section.commands.push(std::mem::take(&mut self.block).trim_end().to_owned());
            }
            Event::Start(Tag::Strong) => self.label = Some(String::new()),
            Event::End(TagEnd::Strong) => section.labels.extend(self.label.take()),
            Event::Start(Tag::Item | Tag::Paragraph | Tag::TableCell)
            | Event::End(TagEnd::Item | TagEnd::Paragraph | TagEnd::TableCell) => self.flush(section),
            Event::Code(value) => {
                section.values.push(value.to_string());
                self.block.push_str(&value);
            }
            Event::InlineHtml(html) if &*html == "<code>" => self.element = Some(String::new()),
            Event::InlineHtml(html) if &*html == "</code>" => section.values.extend(self.element.take()),
            Event::Text(text) => {
                for open in [&mut self.label, &mut self.element].into_iter().flatten() {
                    open.push_str(&text);
                }
                self.block.push_str(&text);
            }
            Event::SoftBreak => self.block.push('\n'),
            Event::TaskListMarker(_) => section.boxes += 1,
            _ => {}
        }
    }

    fn flush(&mut self, section: &mut Section) {
        if !self.heading && !self.commands && !self.block.is_empty() {
            section.texts.push(std::mem::take(&mut self.block));
        }
    }
}
