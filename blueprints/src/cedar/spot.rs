//! A spot in the text of a policy, for messages.

use std::fmt;

/// As much of a line as a message shows.
const WIDTH: usize = 100;

/// A spot in a text: its line and column, and the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line's text without the spaces around it, cut where it is long.
    pub text: String,
}

impl Spot {
    /// The spot of a byte.
    pub fn new(text: &str, byte: usize) -> Self {
        let byte = (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or_default();
        let (before, after) = text.split_at(byte);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = format!("{}{}", &before[start..], after.lines().next().unwrap_or_default());
        let mut short: String = line.trim().chars().take(WIDTH).collect();
        if short.len() < line.trim().len() {
            short.push('…');
        }
        Spot { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1, text: short }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
