//! Documents of the two targets and their printing. Nothing here knows an AWS resource.

pub mod cfn;
pub mod hcl;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Whether a letter changes what a reader sees without being seen: marks of direction, zero-width letters, separators of
/// lines. The printers escape these, so that text cannot look like something else in a review. Control letters of ASCII
/// are the printers' own business.
pub(crate) fn invisible(letter: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    if letter.is_ascii() {
        return letter == '\x7f';
    }
    matches!(letter.general_category(), Control | Format | LineSeparator | ParagraphSeparator)
}
