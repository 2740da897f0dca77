//! Why a command could not go on: wrong use or an I/O error. What is wrong with a blueprint is a fault instead.

use std::fmt;
use std::io;

/// Why a command, or its work on one file, could not go on.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Failure {
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Failure {
    /// A failure without help.
    pub fn new(message: impl Into<String>) -> Self {
        Failure { message: message.into(), help: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// An I/O error: what could not be done, such as "cannot read vpn.yaml", and why.
    pub fn io(what: impl fmt::Display, error: &io::Error) -> Self {
        Failure::new(format!("{what}: {}", reason(error)))
    }
}

/// An I/O error in words, without the number that the standard library adds.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split_once(" (os error").map_or(text.as_str(), |(text, _)| text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
