//! Blueprints for people: their faults, a line for what was done with each, and the diff of stale output.

use super::outcome::{Delivery, Done, Outcome};
use super::{Exit, MOST_FAULTS, Report};
use crate::args::Format;
use crate::examine::Examination;
use cvpn_blueprint::fault::{Fault, Severity};
use cvpn_blueprint::{Document, report};

impl Report {
    /// Prints the faults of a blueprint.
    pub fn faults<'f>(&self, examination: &Examination, faults: impl ExactSizeIterator<Item = &'f Fault>) {
        if let Some(document) = &examination.document {
            self.faults_of(document, faults);
        }
    }

    /// Prints the faults of a text.
    pub fn faults_of<'f>(&self, document: &Document, faults: impl ExactSizeIterator<Item = &'f Fault>) {
        for text in self.texts(document, faults) {
            self.say(text);
        }
    }

    fn texts<'f>(&self, document: &Document, faults: impl ExactSizeIterator<Item = &'f Fault>) -> Vec<String> {
        let more = faults.len().saturating_sub(MOST_FAULTS);
        let mut texts: Vec<_> =
            faults.take(MOST_FAULTS).map(|fault| report::human(fault, document, self.colour)).collect();
        if more > 0 {
            texts.push(format!("… and {more} more in {}; `--format json` has them all\n", document.name));
        }
        texts
    }

    /// What there is to say of a blueprint, and what was done with it.
    pub(super) fn outcome(&self, outcome: &Outcome) -> Vec<String> {
        let Examination { document, faults, failure, .. } = &outcome.examination;
        let mut texts = document.as_ref().map(|document| self.texts(document, faults.iter())).unwrap_or_default();
        if let Done::Written(delivery) = &outcome.done {
            texts.extend(self.edits(delivery));
        }
        texts.push(match failure {
            Some(failure) => self.failure_of(failure),
            None => line(outcome),
        });
        texts
    }

    /// Says what is wrong with a blueprint that is shown all the same.
    pub fn errors(&self, examination: &Examination) {
        if examination.exit() != Exit::Fine {
            self.refused(examination);
        }
    }

    /// Says why nothing is made of a blueprint: that the application is still to be made counts, too.
    pub fn refused(&self, examination: &Examination) {
        if self.format == Format::Json {
            return;
        }
        let errors = examination.faults.iter().filter(|fault| fault.severity == Severity::Error);
        self.faults(examination, errors.collect::<Vec<_>>().into_iter());
        match &examination.failure {
            Some(failure) => self.failure(failure),
            None => self.say(format_args!(
                "{}: {}",
                examination.file,
                count_faults(examination.faults.iter().map(|fault| fault.severity))
            )),
        }
    }

    /// Says which files of folders were left out.
    pub fn skipped(&self, files: &[String]) {
        for file in files {
            self.note(&format!("{file} is left out: it is not a blueprint"));
        }
    }

    /// Which files somebody had changed by hand.
    fn edits(&self, delivery: &Delivery) -> Vec<String> {
        let say = |path: &String, what: &str| self.note_of(&format!("{} {what}", delivery.folder.join(path).display()));
        let edited = delivery.comparison.edited.iter();
        let edited = edited.map(|path| say(path, "had been changed by hand, and was written anew"));
        let kept = delivery.comparison.kept.iter();
        edited
            .chain(kept.map(|path| say(path, "is no longer produced, but was changed by hand, so it stays")))
            .collect()
    }
}

/// A line for what was done with a blueprint.
fn line(outcome: &Outcome) -> String {
    let examination = &outcome.examination;
    let file = &examination.file;
    let mut parts = Vec::new();
    let faults = count_faults(examination.faults.iter().map(|fault| fault.severity));
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

/// Faults counted by how much they weigh.
pub(super) fn count_faults(faults: impl Iterator<Item = Severity> + Clone) -> String {
    [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .into_iter()
        .map(|(severity, word)| (faults.clone().filter(|weight| *weight == severity).count(), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| plural(count, word))
        .collect::<Vec<_>>()
        .join(", ")
}

pub(super) fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
