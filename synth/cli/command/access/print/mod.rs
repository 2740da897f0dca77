//! The answers, in each notation.

mod csv;
mod human;
mod markdown;
mod matrix;
mod names;

pub use self::csv::{csv, table as csv_table};
pub use human::human;
pub use markdown::{markdown, table as markdown_table};
pub use matrix::matrix;
pub use names::names;

use super::answer::{Answer, Question};
use crate::report::{Report, Stop};
use serde_json::{Value, json};

/// One JSON document.
pub fn json(question: &Question, answers: &[Answer], report: &Report) -> Result<(), Stop> {
    let decisions: Vec<Value> = answers.iter().map(|answer| question.json(answer)).collect();
    report.json(&json!({ "decisions": decisions }))
}
