//! A table of destinations and people.

use super::super::answer::Question;
use super::{csv_table, markdown_table};
use crate::args::Format;
use crate::failure::Failure;
use cvpn_blueprint::access::Part;
use cvpn_blueprint::report::visible;
use cvpn_compiler::runbook::markdown::escape;
use std::fmt::Write;

/// The table: a line for each range on which the answers of all people stay the same. Where nothing is named, only what
/// somebody reaches.
pub fn matrix(question: &Question, format: Format) -> Result<String, Failure> {
    let parts: Vec<Part> = question
        .reach
        .partition(question.asked, question.ranges())
        .into_iter()
        .filter(|part| !part.people.is_empty() || !question.to.is_empty())
        .collect();
    let names: Vec<String> = question.asked.iter().map(|person| person.who.to_string()).collect();
    let line = |part: &Part, [yes, no]: [&str; 2]| {
        let cells = (0..names.len()).map(|index| if part.people.contains(&index) { yes } else { no }.to_owned());
        std::iter::once(part.range.to_string()).chain(cells).collect::<Vec<String>>()
    };
    match format {
        Format::Csv => {
            let head: Vec<&str> = std::iter::once("destination").chain(names.iter().map(String::as_str)).collect();
            csv_table(&head, parts.iter().map(|part| line(part, ["yes", "no"])))
        }
        Format::Markdown => {
            let names: Vec<String> = names.iter().map(|name| escape(name)).collect();
            let head: Vec<&str> = std::iter::once("Destination").chain(names.iter().map(String::as_str)).collect();
            Ok(markdown_table(&head, parts.iter().map(|part| line(part, ["yes", "–"]))))
        }
        _ => {
            // Names can be long, so the columns have numbers.
            let mut text = String::new();
            for (index, name) in names.iter().enumerate() {
                let _ = writeln!(text, "{:>3}  {}", index + 1, visible(name));
            }
            let numbers = (1..=names.len()).map(|number| number.to_string());
            let head: Vec<String> = std::iter::once(String::new()).chain(numbers).collect();
            let lines: Vec<Vec<String>> =
                std::iter::once(head).chain(parts.iter().map(|part| line(part, ["yes", "-"]))).collect();
            let width = lines.iter().map(|cells| cells[0].chars().count()).max().unwrap_or_default();
            text.push('\n');
            for cells in lines {
                let rest: String = cells[1..].iter().map(|cell| format!(" {cell:>3}")).collect();
                let _ = writeln!(text, "{:width$}{rest}", cells[0]);
            }
            Ok(text)
        }
    }
}
