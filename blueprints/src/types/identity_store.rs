//! The letters of Identity Center: its names and descriptions take fewer than other texts of AWS.
//!
//! Source: Identity Store API, CreateUser and CreateGroup (`[\p{L}\p{M}\p{S}\p{N}\p{P}…]`).

use super::scalar::Invalid;
use unicode_properties::GeneralCategory::PrivateUse;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The white space that a group's name may have.
pub(super) const SPACE: [char; 1] = [' '];

/// The white space that a group's description may have.
pub(super) const LINES: [char; 4] = ['\t', '\n', ' ', '\u{3000}'];

/// The white space that a person's name may have.
pub(super) const BLANKS: [char; 5] = ['\t', '\n', ' ', '\u{a0}', '\u{3000}'];

/// Refuses text that is empty, too long, or has a letter that Identity Center does not take. `blanks` is the white space
/// that this text may have.
pub(super) fn check(text: &str, what: &str, most: usize, blanks: &[char]) -> Result<(), Invalid> {
    let letters = format!("1 to {most} letters, marks, digits and symbols");
    let allowed = match blanks.len() {
        0 => format!("{letters}, no white space"),
        1 => format!("{letters}, and spaces"),
        _ => format!("{letters}, spaces and new lines"),
    };
    let length = text.chars().count();
    if length == 0 || length > most {
        let found = if length == 0 { format!("{what} is empty") } else { format!("{what} has {length} characters") };
        return Err(Invalid::new(found, allowed));
    }
    match text.chars().find(|letter| !(taken(*letter) || blanks.contains(letter))) {
        Some(letter) => {
            let invalid = Invalid::new(format!("{what} contains {}", named(letter)), allowed);
            Err(match letter {
                ' ' | '\t' | '\n' => invalid,
                _ if letter.is_whitespace() && !letter.is_control() => invalid.help("write a plain space"),
                _ if letter.general_category() == PrivateUse => invalid,
                _ => invalid.help("delete it; such letters come along unseen with copied text"),
            })
        }
        None => Ok(()),
    }
}

/// Whether a letter belongs to the categories that Identity Center takes.
fn taken(letter: char) -> bool {
    use GeneralCategoryGroup::{Letter, Mark, Number, Punctuation, Symbol};
    matches!(letter.general_category_group(), Letter | Mark | Number | Punctuation | Symbol)
}

/// A letter by its number, because most of these cannot be shown, and by what it is.
fn named(letter: char) -> String {
    let what = match letter {
        ' ' => return "a space".to_owned(),
        '\t' => return "a tab".to_owned(),
        '\n' => return "a new line".to_owned(),
        '\u{ad}' => "a soft hyphen",
        '\u{200b}' => "a space of no width",
        '\u{200c}' | '\u{200d}' | '\u{2060}' => "an invisible joiner",
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "a mark of writing direction",
        '\u{feff}' => "a byte order mark",
        _ if letter.is_control() => "a control character",
        _ if letter.is_whitespace() => "a kind of space",
        _ => "which is no letter, mark, digit or symbol",
    };
    format!("U+{:04X}, {what}", u32::from(letter))
}
