//! Reads a template without having its words read.
//!
//! The grammar of the templates is tried at every character of a text, and each position in it is counted from the
//! start, so reading all of it would cost more than all else that synthesis does. So a template is read in pieces of
//! whole lines, and each stretch of words stands as one character meanwhile, which is put back afterwards. Pieces that
//! are then the same, such as those of the other language, are read once.

use handlebars::Template;
use handlebars::template::TemplateElement;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The first of the characters that stand for words: for private use, so in no word of ours.
const FIRST: u32 = 0xE000;

/// A template that reads as the text says. `fixed` prints the tags that are the same for every blueprint, such as labels,
/// which are words too.
pub(super) fn read(text: &str, fixed: impl Fn(&str) -> Option<String>) -> Template {
    let mut template = Template::default();
    for piece in pieces(text) {
        let short = Short::of(piece, &fixed);
        let mut piece = shape(short.text);
        restore(&mut piece, &short.words);
        template.elements.append(&mut piece.elements);
        template.mapping.append(&mut piece.mapping);
    }
    template
}

/// The shortest runs of lines that have nothing to do with one another: no block goes on in the next, and no tag takes away
/// white space of another.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut end, mut depth) = (Vec::new(), 0, 0, 0);
    for line in text.split_inclusive('\n') {
        end += line.len();
        for (tag, _) in tags(line) {
            match tag.trim_start_matches(['{', '~']).chars().next() {
                Some('#') => depth += 1,
                Some('/') => depth -= 1,
                _ => {}
            }
        }
        let trimmed = line.trim_end().ends_with("~}}") || text[end..].starts_with("{{~");
        if depth == 0 && !trimmed {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces.extend(Some(&text[start..]).filter(|rest| !rest.is_empty()));
    pieces
}

/// The tags of a text, each with the place of its first character. Single braces are looked for, which is much faster in
/// short texts.
fn tags(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let mut braces = text[from..].match_indices('{').map(|(place, _)| from + place);
        let start = braces.find(|place| text[place + 1..].starts_with('{'))?;
        let inside = text[start..].find('}').expect("the tag has an end");
        let braces = text[start + inside..].bytes().take_while(|&byte| byte == b'}').count();
        from = start + inside + braces;
        Some((&text[start..from], start))
    })
}

/// A text in which characters stand for words.
#[derive(Default)]
struct Short {
    text: String,
    words: Vec<String>,
}

impl Short {
    fn of(text: &str, fixed: impl Fn(&str) -> Option<String>) -> Self {
        let (mut short, mut stretch, mut from) = (Short::default(), String::new(), 0);
        for (tag, start) in tags(text) {
            stretch.push_str(&text[from..start]);
            from = start + tag.len();
            match fixed(tag) {
                Some(words) => stretch.push_str(&words),
                None => {
                    short.push(&stretch);
                    short.text.push_str(tag);
                    stretch.clear();
                }
            }
        }
        stretch.push_str(&text[from..]);
        short.push(&stretch);
        short
    }

    /// Adds text without tags. Line ends around its words stay, because a block on a line of its own takes its own along.
    fn push(&mut self, stretch: &str) {
        let (before, after) = (stretch.len() - stretch.trim_start().len(), stretch.trim_end().len());
        if before == stretch.len() {
            return self.text.push_str(stretch);
        }
        let start = if stretch[..before].contains('\n') { before } else { 0 };
        let end = if stretch[after..].contains('\n') { after } else { stretch.len() };
        self.text.push_str(&stretch[..start]);
        self.text.extend(char::from_u32(FIRST + self.words.len() as u32));
        self.text.push_str(&stretch[end..]);
        self.words.push(stretch[start..end].to_owned());
    }
}

/// The template that a text without words is.
fn shape(text: String) -> Template {
    static READ: Mutex<BTreeMap<String, Template>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let compile = |text: &String| Template::compile(text).expect("the template can be read");
    read.entry(text).or_insert_with_key(compile).clone()
}

/// Puts the words back.
fn restore(template: &mut Template, words: &[String]) {
    for element in &mut template.elements {
        match element {
            TemplateElement::RawString(text) => {
                let word = |stand_in: char| words.get((stand_in as u32).checked_sub(FIRST)? as usize);
                if let Some((place, stand_in)) = text.char_indices().find(|&(_, char)| word(char).is_some()) {
                    let word = word(stand_in).expect("it has just been found");
                    text.replace_range(place..place + stand_in.len_utf8(), word);
                }
            }
            TemplateElement::HelperBlock(block) => {
                let inner = block.template.iter_mut().chain(&mut block.inverse);
                inner.for_each(|template| restore(template, words));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use handlebars::Template;
    use handlebars::template::TemplateElement;

    /// What a template prints, without where it stood and how its words were cut.
    fn plain(template: &mut Template) {
        template.mapping.clear();
        let mut elements: Vec<TemplateElement> = Vec::new();
        for mut element in template.elements.drain(..) {
            match (elements.last_mut(), &mut element) {
                (Some(TemplateElement::RawString(last)), TemplateElement::RawString(text)) => {
                    last.push_str(text);
                    continue;
                }
                (_, TemplateElement::HelperBlock(block)) => {
                    block.template.iter_mut().chain(&mut block.inverse).for_each(plain);
                }
                // To handlebars, the blank before a part in the midst of a line is its indent; such parts have one line.
                (_, TemplateElement::PartialExpression(part)) => {
                    part.indent.take_if(|indent| indent == " ");
                }
                _ => {}
            }
            elements.push(element);
        }
        elements.retain(|element| *element != TemplateElement::RawString(String::new()));
        template.elements = elements;
    }

    #[test]
    fn every_part_reads_as_handlebars_reads_it() {
        for (name, text) in crate::runbook::template::texts() {
            let mut expected = Template::compile(text).unwrap();
            let mut found = read(text, |_| None);
            plain(&mut expected);
            plain(&mut found);
            assert_eq!(found, expected, "{name}");
        }
    }
}
