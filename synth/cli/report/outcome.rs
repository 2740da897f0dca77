//! What became of one blueprint.

use super::Exit;
use crate::examine::Examination;
use crate::write::{Comparison, MANIFEST, Output};
use cvpn_blueprint::report;
use cvpn_compiler::artifact::digest;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What became of one blueprint.
#[derive(Debug)]
pub struct Outcome {
    /// What was found in it.
    pub examination: Examination,
    /// What was done.
    pub done: Done,
}

/// What was done with a blueprint.
#[derive(Debug)]
pub enum Done {
    /// It was examined, no more was asked for.
    Examined,
    /// It was examined, and is not fit to be written.
    Withheld,
    /// Its output was written, as far as it was not there already.
    Written(Delivery),
    /// Its output was compared with what is there.
    Compared(Delivery),
}

/// An output and its folder.
#[derive(Debug)]
pub struct Delivery {
    /// Where it goes.
    pub folder: PathBuf,
    /// What is to be there.
    pub output: Output,
    /// What was different.
    pub comparison: Comparison,
}

impl Outcome {
    /// How a command ends whose only blueprint this is.
    pub fn exit(&self) -> Exit {
        if self.examination.failure.is_some() {
            Exit::Failed
        } else if self.examination.artifacts.is_none() || self.is_stale() {
            Exit::Faults
        } else {
            Exit::Fine
        }
    }

    fn is_stale(&self) -> bool {
        matches!(&self.done, Done::Compared(delivery) if !delivery.comparison.changes.is_empty())
    }

    /// One word for it.
    pub fn status(&self) -> &'static str {
        match (self.exit(), &self.done) {
            (Exit::Failed, _) => "failed",
            (Exit::Faults, _) if self.is_stale() => "stale",
            (Exit::Faults | Exit::Changes | Exit::Drift | Exit::Interrupted, _) => "faulty",
            (Exit::Fine, Done::Examined) => "fine",
            (Exit::Fine, Done::Written(delivery)) if !delivery.comparison.changes.is_empty() => "written",
            (Exit::Fine, _) => "unchanged",
        }
    }

    /// All of it, for machines.
    pub fn json(&self) -> Value {
        let Examination { file, document, faults, failure, .. } = &self.examination;
        let faults = document.iter().flat_map(|document| faults.iter().map(|fault| report::json(fault, document)));
        let delivery = match &self.done {
            Done::Examined | Done::Withheld => None,
            Done::Written(delivery) => Some((delivery, ["written", "written", "removed"])),
            Done::Compared(delivery) => Some((delivery, ["missing", "stale", "superfluous"])),
        };
        json!({
            "file": file,
            "name": self.examination.name(),
            "status": self.status(),
            "faults": faults.collect::<Vec<_>>(),
            "error": failure,
            "out": delivery.map(|(delivery, _)| delivery.folder.display().to_string()),
            "artifacts": delivery.map_or_else(Vec::new, |(delivery, words)| delivery.artifacts(words)),
        })
    }
}

impl Delivery {
    /// All of it, for machines.
    pub fn json(&self, checked: bool) -> Value {
        let words = if checked { ["missing", "stale", "superfluous"] } else { ["written", "written", "removed"] };
        json!({ "out": self.folder.display().to_string(), "artifacts": self.artifacts(words) })
    }

    /// The files that are or were there, each with a word: for those that were missing, differed, are too many.
    fn artifacts(&self, [missing, differs, superfluous]: [&str; 3]) -> Vec<Value> {
        let Comparison { changes, unchanged, kept, .. } = &self.comparison;
        let manifest = self.output.manifest();
        let text = |path: &str| if path == MANIFEST { Some(&manifest) } else { self.output.files.get(path) };
        let changed = changes.iter().map(|change| match (&change.before, &change.after) {
            (_, None) => (change.path.as_str(), superfluous),
            (None, _) => (change.path.as_str(), missing),
            _ => (change.path.as_str(), differs),
        });
        let mut all: Vec<(&str, &str)> = changed
            .chain(unchanged.iter().map(|path| (path.as_str(), "unchanged")))
            .chain(kept.iter().map(|path| (path.as_str(), "kept")))
            .collect();
        all.sort_unstable();
        let one =
            |(path, status)| json!({ "path": path, "sha256": text(path).map(|text| digest(text)), "status": status });
        all.into_iter().map(one).collect()
    }
}
