//! Tags. They go to everything that a blueprint makes, so they may hold only what the narrowest service takes.
//!
//! Source: IAM API, Tag; AWS Certificate Manager API, Tag (`[\p{L}\p{Z}\p{N}_.:/=+\-@]`).

use super::scalar::{Invalid, text};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Refuses text that is empty, too long, or has a letter that a tag cannot have.
fn check(text: &str, most: usize, what: &str) -> Result<(), Invalid> {
    let allowed = || format!("1 to {most} letters, digits, spaces and the marks _ . : / = + - @");
    let length = text.chars().count();
    if length == 0 || length > most {
        let found = if length == 0 { format!("{what} is empty") } else { format!("{what} has {length} characters") };
        return Err(Invalid::new(found, allowed()));
    }
    match text.chars().find(|letter| !taken(*letter)) {
        Some(letter) if letter.general_category_group() == GeneralCategoryGroup::Other => {
            let found = format!("{what} contains the unseen letter U+{:04X}", u32::from(letter));
            Err(Invalid::new(found, allowed()).help("delete it; such letters come along unseen with copied text"))
        }
        Some(letter) => Err(Invalid::new(format!("{what} contains `{letter}`"), allowed())
            .help("EC2 takes any letter in tags, IAM and ACM do not, and all that is made here gets the same tags")),
        None => Ok(()),
    }
}

/// Whether a tag may have a letter.
fn taken(letter: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number, Separator};
    matches!(letter.general_category_group(), Letter | Number | Separator)
        || matches!(letter, '_' | '.' | ':' | '/' | '=' | '+' | '-' | '@')
}

text! {
    /// The key of a tag: 1 to 127 letters, digits, spaces and the marks `_.:/=+-@`; `aws:` at its start is reserved.
    TagKey, "tag-key", r"^(?![Aa][Ww][Ss]:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,127}$", "team",
    |text| if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:")) {
        Err(Invalid::new(format!("the tag key `{text}` starts with `aws:`"), "a key that does not start with `aws:`"))
    } else {
        check(text, 127, "the tag's key")
    }
}

text! {
    /// The value of a tag: 1 to 256 letters, digits, spaces and the marks `_.:/=+-@`.
    TagValue, "tag-value", r"^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$", "platform",
    |text| check(text, 256, "the tag's value")
}
