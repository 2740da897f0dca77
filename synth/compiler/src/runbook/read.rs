//! Reads a template without having its words read.
//!
//! The grammar of the templates is tried at every character of a text, and each position in it is counted from the
//! start, so reading the words would cost more than all else that synthesis does. So each stretch of words stands as one
//! character while the template is read, and is put back afterwards. The white space around it stays, because blocks on
//! a line of their own take theirs along.

use handlebars::Template;
use handlebars::template::TemplateElement;

/// The first of the characters that stand for words: for private use, so in no word of ours.
const FIRST: u32 = 0xE000;

/// A template that reads as the text says. `fixed` prints the tags that are the same for every blueprint, such as labels,
/// which are words too.
pub(super) fn read(text: &str, fixed: impl Fn(&str) -> Option<String>) -> Template {
    let mut short = Short::default();
    let mut stretch = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let inside = rest[start..].find("}}").expect("the tag has an end");
        let braces = rest[start + inside..].chars().take_while(|&char| char == '}').count();
        let (tag, after) = rest[start..].split_at(inside + braces);
        stretch.push_str(&rest[..start]);
        rest = after;
        match fixed(tag) {
            Some(words) => stretch.push_str(&words),
            None => {
                short.push(&stretch);
                short.text.push_str(tag);
                stretch.clear();
            }
        }
    }
    stretch.push_str(rest);
    short.push(&stretch);
    let mut template = Template::compile(&short.text).expect("the template can be read");
    restore(&mut template, &short.words);
    template
}

/// A text in which characters stand for words.
#[derive(Default)]
struct Short {
    text: String,
    words: Vec<String>,
}

impl Short {
    fn push(&mut self, stretch: &str) {
        let words = stretch.trim();
        if words.is_empty() {
            return self.text.push_str(stretch);
        }
        let (before, after) = stretch.split_once(words).expect("they are in it");
        self.text.push_str(before);
        self.text.extend(char::from_u32(FIRST + self.words.len() as u32));
        self.text.push_str(after);
        self.words.push(words.to_owned());
    }
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
