//! The ways in which YAML writes a text.

use proptest::prelude::*;

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub enum Style {
    /// In double quotes.
    Double,
    /// In single quotes.
    Single,
    /// As a block of lines.
    Literal,
}

/// Any of them.
pub fn styles() -> impl Strategy<Value = Style> {
    prop_oneof![Just(Style::Double), Just(Style::Single), Just(Style::Literal)]
}

impl Style {
    /// A text as a scalar below a key that is indented by two spaces. A style that cannot hold it gives way to double quotes.
    pub fn scalar(self, text: &str) -> String {
        let plain = !text.contains(['\n', '\t', '\u{feff}']);
        match self {
            Style::Single if plain => format!("'{}'", text.replace('\'', "''")),
            Style::Literal
                if !text.contains('\u{feff}')
                    && !text.trim_matches([' ', '\n', '\t']).is_empty()
                    && !text.ends_with('\n') =>
            {
                let lines =
                    text.split('\n').map(|line| if line.is_empty() { line.to_owned() } else { format!("    {line}") });
                format!("|2-\n{}", lines.collect::<Vec<_>>().join("\n"))
            }
            _ => serde_json::to_string(text).expect("a text is JSON"),
        }
    }
}
