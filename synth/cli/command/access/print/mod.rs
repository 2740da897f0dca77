//! The answers, in each notation.

mod csv;
mod human;
mod json;
mod markdown;
mod matrix;
mod names;

pub use self::csv::{csv, table as csv_table};
pub use human::human;
pub use json::Grounds;
pub use markdown::{markdown, table as markdown_table};
pub use matrix::matrix;
pub use names::names;

use super::answer::{Cut, Question};
use crate::report::{Report, Stop};
use json::Stream;
use serde::Serialize;

/// One JSON document.
pub fn json(question: &Question, report: &Report) -> Result<(), Stop> {
    #[derive(Serialize)]
    struct Document<D> {
        decisions: D,
    }
    let grounds = Grounds::of(question);
    let told = question.answers(Cut::Networks).map(|answer| grounds.tell(question, answer));
    report.json(&Document { decisions: Stream::of(told) })
}
