//! From the number of a character in a text to its byte, line and column.

use std::sync::OnceLock;

/// Characters between two marks.
const STRIDE: usize = 1024;

/// Where a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// Its byte, from 0.
    pub byte: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
}

/// Positions of every 1024th character, made when first asked for, so that thousands of faults in a large file do not
/// each count from its start.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(OnceLock<Vec<Position>>);

impl Marks {
    /// The position of a character of `text`; the end of the text if it has fewer.
    pub fn position(&self, text: &str, character: usize) -> Position {
        let marks = self.0.get_or_init(|| {
            let mut marks = Vec::new();
            let mut at = Position { byte: 0, line: 1, column: 1 };
            for (number, letter) in text.chars().enumerate() {
                if number % STRIDE == 0 {
                    marks.push(at);
                }
                at = at.after(letter);
            }
            marks.push(at);
            marks
        });
        let mark = (character / STRIDE).min(marks.len().saturating_sub(1));
        let from = marks[mark];
        text[from.byte..].chars().take(character - mark * STRIDE).fold(from, Position::after)
    }
}

impl Position {
    fn after(self, letter: char) -> Position {
        let byte = self.byte + letter.len_utf8();
        if letter == '\n' {
            Position { byte, line: self.line + 1, column: 1 }
        } else {
            Position { byte, column: self.column + 1, ..self }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_the_same_as_counted_from_the_start() {
        let text = "é\n日本語: x\n".repeat(700);
        let marks = Marks::default();
        let mut at = Position { byte: 0, line: 1, column: 1 };
        for (number, letter) in text.chars().enumerate() {
            assert_eq!(marks.position(&text, number), at, "character {number}");
            at = at.after(letter);
        }
        assert_eq!(marks.position(&text, usize::MAX).byte, text.len());
    }
}
