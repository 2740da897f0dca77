//! How the answers can be written: in more notations than every command has.

use crate::args::Notation;
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// How the answer can be written.
pub const NOTATIONS: &[Notation] = &[Notation::Human, Notation::Json, Notation::Csv, Notation::Markdown];

/// The option of every command, with the notations of this one.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Shape {
    /// Text for people, or data on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    #[arg(value_parser = notation())]
    pub format: Notation,
}

fn notation() -> impl TypedValueParser<Value = Notation> {
    let values = NOTATIONS.iter().filter_map(|notation| notation.to_possible_value());
    PossibleValuesParser::new(values.map(|value| value.hide(false)))
        .map(|name| Notation::from_str(&name, false).unwrap_or_default())
}
