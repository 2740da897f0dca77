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

/// A template that reads as the text says.
pub(super) fn read(text: &str) -> Template {
    let mut template = Template::new();
    for piece in pieces(text) {
        let mut piece = compile(piece);
        template.elements.append(&mut piece.elements);
        template.mapping.append(&mut piece.mapping);
    }
    template
}

/// A text in pieces, each of which ends with a blank line outside all blocks: several short counts of positions instead
/// of a long one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0);
    for (at, sign) in text.match_indices(['#', '/', '\n']) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        match sign {
            "#" if before.ends_with("{{") || before.ends_with("{{~") => depth += 1,
            "/" if before.ends_with("{{") || before.ends_with("{{~") => depth -= 1,
            "\n" if depth == 0 && after.starts_with('\n') => {
                pieces.push(&text[start..at + 2]);
                start = at + 2;
            }
            _ => {}
        }
    }
    pieces.push(text.get(start..).unwrap_or_default());
    pieces
}

/// Compiles a piece without its words.
fn compile(text: &str) -> Template {
    let mut words = Vec::new();
    let mut short = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (stretch, after) = rest.split_at(rest.find("{{").unwrap_or(rest.len()));
        let word = stretch.trim();
        let place = stretch.find(word).unwrap_or(0);
        short.push_str(&stretch[..place]);
        if !word.is_empty() {
            short.extend(char::from_u32(FIRST + words.len() as u32));
            words.push(word);
        }
        short.push_str(&stretch[place + word.len()..]);
        let inside = after.find("}}").unwrap_or(after.len());
        let braces = after[inside..].chars().take_while(|&char| char == '}').count();
        let (tag, after) = after.split_at(inside + braces);
        short.push_str(tag);
        rest = after;
    }
    let mut template = Template::compile(&short).expect("the template can be read");
    restore(&mut template, &words);
    template
}

/// Puts the words back.
fn restore(template: &mut Template, words: &[&str]) {
    for element in &mut template.elements {
        match element {
            TemplateElement::RawString(text) => {
                let word = |stand_in: char| words.get((stand_in as u32).checked_sub(FIRST)? as usize).copied();
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
