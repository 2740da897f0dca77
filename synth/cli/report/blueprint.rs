//! Blueprints for people: their faults, a line for what was done with each, and the diff of stale output.

use super::outcome::{Delivery, Done, Outcome};
use super::{Exit, MOST_FAULTS, Report, Stop, tools};
use crate::args::{Format, VERSION};
use crate::examine::Examination;
use cvpn_blueprint::fault::{Fault, Severity};
use cvpn_blueprint::{Document, report};
use serde_json::json;

impl Report {
    /// Prints the faults of a blueprint.
    pub fn faults<'f>(&self, examination: &Examination, faults: impl ExactSizeIterator<Item = &'f Fault>) {
        if let Some(document) = &examination.document {
            self.faults_of(document, faults);
        }
    }

    /// Prints the faults of a text.
    pub fn faults_of<'f>(&self, document: &Document, faults: impl ExactSizeIterator<Item = &'f Fault>) {
        let more = faults.len().saturating_sub(MOST_FAULTS);
        for fault in faults.take(MOST_FAULTS) {
            self.say(report::human(fault, document, self.colour));
        }
        if more > 0 {
            self.say(format_args!("… and {more} more in {}; `--format json` has them all\n", document.name));
        }
    }

    /// Says what was done with a blueprint.
    pub fn outcome(&self, outcome: &Outcome) {
        self.faults(&outcome.examination, outcome.examination.faults.iter());
        if let Done::Written(delivery) = &outcome.done {
            self.edits(delivery);
        }
        match &outcome.examination.failure {
            Some(failure) => self.failure(failure),
            None => self.say(line(outcome)),
        }
    }

    /// Says what is wrong with a blueprint that is shown all the same.
    pub fn errors(&self, examination: &Examination) {
        if self.format == Format::Json || examination.exit() == Exit::Fine {
            return;
        }
        let errors = examination.faults.iter().filter(|fault| fault.severity == Severity::Error);
        self.faults(examination, errors.collect::<Vec<_>>().into_iter());
        match &examination.failure {
            Some(failure) => self.failure(failure),
            None => self.say(format_args!("{}: {}", examination.file, count_faults(&examination.faults))),
        }
    }

    /// Says which files of folders were left out.
    pub fn skipped(&self, files: &[String]) {
        for file in files {
            self.note(&format!("{file} is left out: it is not a blueprint"));
        }
    }

    /// Ends a command over blueprints: with the data for people, or with everything for machines.
    pub fn end(&self, outcomes: &[Outcome], data: &str) -> Result<Exit, Stop> {
        let said = match self.format {
            Format::Sarif => self.json(&tools::sarif(outcomes)),
            Format::Github => self.data(&tools::github(outcomes)),
            Format::Json => self.json(&json!({
                "tool": { "name": "cvpn", "version": VERSION },
                "blueprints": outcomes.iter().map(Outcome::json).collect::<Vec<_>>(),
            })),
            _ => {
                self.total(outcomes);
                self.data(data)
            }
        };
        // What was found counts, even if the reader of the data has gone: `cvpn synth --check | head` still fails.
        match said {
            Ok(()) | Err(Stop::Closed) => Ok(outcomes.iter().map(Outcome::exit).max().unwrap_or(Exit::Fine)),
            Err(stop) => Err(stop),
        }
    }

    /// Says what was done with several blueprints.
    fn total(&self, outcomes: &[Outcome]) {
        if outcomes.len() < 2 {
            return;
        }
        let count = |status| outcomes.iter().filter(|outcome| outcome.status() == status).count();
        let counts: Vec<String> = ["fine", "written", "unchanged", "stale", "faulty", "failed"]
            .into_iter()
            .map(|status| (count(status), status))
            .filter(|(count, _)| *count > 0)
            .map(|(count, status)| format!("{count} {status}"))
            .collect();
        self.say(format_args!("{} blueprints: {}", outcomes.len(), counts.join(", ")));
    }

    /// Says which files somebody had changed by hand.
    fn edits(&self, delivery: &Delivery) {
        for path in &delivery.comparison.edited {
            let place = delivery.folder.join(path);
            self.note(&format!("{} had been changed by hand, and was written anew", place.display()));
        }
        for path in &delivery.comparison.kept {
            let place = delivery.folder.join(path);
            self.note(&format!("{} is no longer produced, but was changed by hand, so it stays", place.display()));
        }
    }
}

/// A line for what was done with a blueprint.
fn line(outcome: &Outcome) -> String {
    let examination = &outcome.examination;
    let file = &examination.file;
    let mut parts = Vec::new();
    let faults = count_faults(&examination.faults);
    if !faults.is_empty() {
        parts.push(faults);
    }
    match &outcome.done {
        Done::Written(delivery) if outcome.exit() == Exit::Faults => {
            parts.push(format!("only the runbook is written, to {}", delivery.folder.display()));
        }
        Done::Written(delivery) => parts.push(delivery.written()),
        Done::Compared(delivery) => parts.push(delivery.compared()),
        Done::Examined | Done::Withheld if examination.artifacts.is_none() && !examination.has_errors() => {
            parts.push("no target can express it".to_owned());
        }
        Done::Withheld => parts.push("nothing is written".to_owned()),
        Done::Examined if parts.is_empty() => parts.push("no faults".to_owned()),
        Done::Examined => {}
    }
    format!("{file}: {}", parts.join("; "))
}

impl Delivery {
    fn written(&self) -> String {
        let folder = self.folder.display();
        let comparison = &self.comparison;
        if comparison.changes.is_empty() {
            return format!("{folder} is up to date");
        }
        let removed = comparison.superfluous().count();
        let written = comparison.changes.len() - removed;
        let mut text = format!("wrote {} to {folder}", plural(written, "file"));
        for (count, what) in [(comparison.unchanged.len(), "unchanged"), (removed, "removed")] {
            if count > 0 {
                text += &format!(", {count} {what}");
            }
        }
        text
    }

    fn compared(&self) -> String {
        let folder = self.folder.display();
        let changes = &self.comparison.changes;
        if changes.is_empty() {
            return format!("{folder} is up to date");
        }
        let missing = changes.iter().filter(|change| change.before.is_none()).count();
        let superfluous = self.comparison.superfluous().count();
        let counts =
            [(changes.len() - missing - superfluous, "changed"), (missing, "missing"), (superfluous, "superfluous")];
        let counts: Vec<String> =
            counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        format!("{folder} is stale ({}); `cvpn synth` writes it anew", counts.join(", "))
    }
}

fn count_faults(faults: &[Fault]) -> String {
    [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .into_iter()
        .map(|(severity, word)| (faults.iter().filter(|fault| fault.severity == severity).count(), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| plural(count, word))
        .collect::<Vec<_>>()
        .join(", ")
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
