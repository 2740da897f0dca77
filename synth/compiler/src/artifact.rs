//! What comes out: paths and texts.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its path below `out/<name>/`, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The SHA-256 of a text, in hexadecimal.
pub fn digest(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}
