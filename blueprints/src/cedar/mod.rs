//! Cedar: what an authorization policy looks at, and where its text is wrong.
//!
//! The parser is a large dependency, so it is behind the feature `cedar`. Everything else is always here, so that the
//! rules need not know of the feature.

#[cfg(feature = "cedar")]
mod evaluate;
#[cfg(feature = "cedar")]
mod guard;
#[cfg(feature = "cedar")]
mod parse;
#[cfg(feature = "cedar")]
mod types;
mod vocabulary;

use std::ops::Range;
pub use vocabulary::{CONNECTION, NAMESPACES, described, described_length, guard};

/// Whether this build reads Cedar.
pub const READS: bool = cfg!(feature = "cedar");

/// What an authorization policy looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Whether any of its statements permits something.
    pub permits: bool,
    /// What it reads of `context` or asks about with `has`, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Values that it uses as something that they are not, as far as AWS describes them.
    pub types: Vec<Problem>,
}

/// An attribute of `context` that a policy reads or asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The attribute, from `context` down: `["jamf", "risk"]` is `context.jamf.risk`.
    pub path: Vec<String>,
    /// The bytes of the policy's text that it is.
    pub at: Range<usize>,
    /// The attributes on the way to it and itself that are read there without `has` before, by the length of their path.
    pub unguarded: Vec<usize>,
}

/// Where a policy's text is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The bytes of the policy's text at which it was seen.
    pub at: Range<usize>,
}

/// Reads a policy of at most as many bytes as AWS takes. `None`: this build does not read Cedar.
pub fn read(text: &str) -> Option<Result<Policy, Vec<Problem>>> {
    #[cfg(feature = "cedar")]
    return Some(parse::read(text));
    #[cfg(not(feature = "cedar"))]
    {
        let _ = text;
        None
    }
}

/// What a policy says of one device and user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What comes of all statements together.
    pub outcome: Outcome,
    /// The statements that it rests on, each with its byte in the policy's text, and the words of an error.
    pub statements: Vec<(usize, Option<String>)>,
}

/// What comes of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A statement permits, and none forbids.
    Permit,
    /// A statement forbids, or none permits.
    Deny,
    /// A statement cannot be evaluated, such as one that reads an attribute that is not there. AWS treats it as a denial.
    Error,
}

impl Outcome {
    /// The word of the connection log for it.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Permit => "permit",
            Outcome::Deny => "deny",
            Outcome::Error => "error",
        }
    }
}

/// Evaluates a policy for one `context`: the attributes of the device and the user, by namespace. `None`: this build does
/// not read Cedar.
///
/// AWS does not say what `principal`, `action` and `resource` are, so statements that ask for certain ones do not match.
pub fn evaluate(text: &str, context: &serde_json::Value) -> Option<Result<Verdict, Vec<Problem>>> {
    #[cfg(feature = "cedar")]
    return Some(evaluate::evaluate(text, context));
    #[cfg(not(feature = "cedar"))]
    {
        let _ = (text, context);
        None
    }
}

/// An attribute of `context` as Cedar writes it: a name that is not an identifier stands in brackets.
pub fn written(path: &[String]) -> String {
    path.iter().fold("context".to_owned(), |text, name| {
        let first = name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
        let identifier = first && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if identifier { format!("{text}.{name}") } else { format!("{text}[{name:?}]") }
    })
}
