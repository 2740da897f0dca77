//! The answers, in each format.

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
use super::policy::Told;
use crate::report::{Report, Stop};
use json::Stream;
use serde::Serialize;
use serde_json::Value;

/// One JSON document.
pub fn json(question: &Question, policy: Option<&Told>, report: &Report) -> Result<(), Stop> {
    #[derive(Serialize)]
    struct Document<D> {
        decisions: D,
        #[serde(skip_serializing_if = "Option::is_none")]
        policy: Option<Value>,
    }
    let grounds = Grounds::of(question);
    let told = question.answers(Cut::Networks).map(|answer| grounds.tell(question, answer));
    report.json(&Document { decisions: Stream::of(told), policy: policy.map(Told::json) })
}
