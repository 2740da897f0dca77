//! `cvpn access --expect`: whether a blueprint allows what it is to allow, and no more.

use super::answer::{Cut, Question};
use super::print::Grounds;
use crate::args::Format;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use crate::source::Source;
use cvpn_blueprint::access::{Expectation, Expectations, Reach};
use cvpn_blueprint::{Document, report as faults};
use serde_json::{Value, json};
use std::path::Path;

/// Compares a blueprint with the expectations of a file.
pub fn run(file: &Path, reach: &Reach, text: &Document, report: &Report) -> Result<Exit, Stop> {
    if !Format::BOTH.contains(&report.format) {
        let failure = Failure::new(format!("expectations have no format `{}`", report.format));
        return Err(failure.help("their formats are `human`, `json`").into());
    }
    let source = Source::of(file);
    let Expectations { document, list, faults: mut found } = Expectations::parse(&source.name, source.text()?);
    let list = list.unwrap_or_default();
    found.extend(Expectations::check(&list, reach, text));
    faults::in_file_order(&mut found, &document);
    if report.format == Format::Json {
        let decisions: Vec<Value> = list.iter().flat_map(|one| answers(one, reach, text)).collect();
        let found: Vec<Value> = found.iter().map(|fault| faults::json(fault, &document)).collect();
        report.json(&json!({ "decisions": decisions, "faults": found }))?;
    } else {
        report.faults_of(&document, found.iter());
        report.say(match (found.len(), list.len()) {
            (0, 0) => format!("{}: nothing is expected", source.name),
            (0, 1) => format!("{}: the expectation holds", source.name),
            (0, count) => format!("{}: all {count} expectations hold", source.name),
            (_, 0) => format!("{}: nothing is compared, because of its faults", source.name),
            (failed, count) => format!("{}: {failed} of {count} expectations do not hold", source.name),
        });
    }
    Ok(if found.is_empty() { Exit::Fine } else { Exit::Faults })
}

/// What is decided about an expectation.
fn answers(expectation: &Expectation, reach: &Reach, text: &Document) -> Vec<Value> {
    let asked: Vec<_> = expectation.who().and_then(|who| reach.person(who)).cloned().into_iter().collect();
    let question = Question { reach, document: text, asked: &asked, to: &[expectation.to] };
    let grounds = Grounds::of(&question);
    question.answers(Cut::Networks).map(|answer| json!(grounds.tell(&question, answer))).collect()
}
