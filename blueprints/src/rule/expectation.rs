//! What is wrong with the expectations that somebody has of a blueprint's access.
//!
//! One file for all of them, because they are about a file of their own; [`crate::access::Expectations`] raises them.

use super::Rule;

rule! {
    /// Somebody reaches what they should not, or does not reach what they should.
    ///
    /// `cvpn access FILE --expect EXPECTATIONS` compares a blueprint with a list of what it is to allow. Of a network,
    /// `allowed: true` wants every address reached, and `allowed: false` none.
    EXPECTATION_FAILED = "expectation-failed", Error
}

rule! {
    /// An expectation about a group or a user that the blueprint does not have.
    ///
    /// It is refused, because a misspelt name reaches nothing, and would hold for ever where nothing is allowed.
    EXPECTATION_UNKNOWN = "expectation-unknown", Error
}

/// The rules of this file.
pub(super) static ALL: &[&Rule] = &[&EXPECTATION_FAILED, &EXPECTATION_UNKNOWN];
