//! Documents of the two targets and their printing. Nothing here knows an AWS resource.

pub mod cfn;
pub mod hcl;

/// Whether a letter changes what a reader sees without being seen: marks of direction, zero-width letters, separators.
/// The printers escape these, so that text cannot look like something else in a review.
pub(crate) fn invisible(letter: char) -> bool {
    matches!(u32::from(letter),
        0x7f..=0x9f | 0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff
        | 0xfff9..=0xfffb | 0xe0000..=0xe007f)
}
