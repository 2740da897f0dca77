//! What is kept of a blueprint once its work is done: what there is to say, not the blueprint.

use super::{Exit, Outcome, Report};
use crate::args::Format;
use cvpn_blueprint::report::{self, Sarif};
use serde_json::Value;

/// What is kept of a blueprint.
#[derive(Debug)]
pub struct Told {
    /// For people: its faults, and a line for what was done.
    pub(super) texts: Vec<String>,
    /// For machines.
    pub(super) machine: Machine,
    /// For standard output, in text for people.
    pub(super) data: String,
    /// One word for what was done.
    pub(super) status: &'static str,
    pub(super) exit: Exit,
    /// Its account and Region, if all of it could be read.
    pub(super) place: Option<[String; 2]>,
}

/// What a format for machines has of a blueprint.
#[derive(Debug)]
pub(super) enum Machine {
    None,
    Json(Value),
    Sarif(Sarif),
    Github(String),
}

impl Report {
    /// What is kept of a blueprint. `data` is what it has for standard output, in text for people.
    pub fn told(&self, outcome: &Outcome, data: String) -> Told {
        let examination = &outcome.examination;
        let machine = match self.format {
            Format::Json => Machine::Json(outcome.json()),
            Format::Sarif => Machine::Sarif(sarif(outcome)),
            Format::Github => Machine::Github(github(outcome)),
            _ => Machine::None,
        };
        Told {
            texts: if matches!(machine, Machine::None) { self.outcome(outcome) } else { Vec::new() },
            machine,
            data,
            status: outcome.status(),
            exit: outcome.exit(),
            place: examination.shown().map(|blueprint| [blueprint.account.to_string(), blueprint.region.to_string()]),
        }
    }
}

fn sarif(outcome: &Outcome) -> Sarif {
    let examination = &outcome.examination;
    let mut sarif = Sarif::default();
    if let Some(document) = &examination.document {
        sarif.document(document, &examination.faults);
    }
    if let Some(failure) = &examination.failure {
        sarif.failed(&examination.file, &failure.message);
    }
    sarif
}

fn github(outcome: &Outcome) -> String {
    let examination = &outcome.examination;
    let mut text = String::new();
    if let Some(document) = &examination.document {
        text.extend(examination.faults.iter().map(|fault| report::github(fault, document)));
    }
    if let Some(failure) = &examination.failure {
        text += &report::github_error(&examination.file, &failure.message);
    }
    text
}
