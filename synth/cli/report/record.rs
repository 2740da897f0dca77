//! What a command over blueprints keeps and says: of each as soon as it is known, of all of them at the end.

use super::summary::Summary;
use super::told::Machine;
use super::{Exit, Report, Stop, Told};
use crate::args::{Format, VERSION};
use cvpn_blueprint::report::Sarif;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The record of a command.
#[derive(Debug)]
pub struct Record<'r> {
    report: &'r Report,
    outcomes: Vec<Value>,
    sarif: Sarif,
    github: String,
    data: String,
    summary: Summary,
    stack_set: Option<Value>,
    left_over: Vec<PathBuf>,
    exit: Exit,
}

impl<'r> Record<'r> {
    /// An empty one.
    pub fn new(report: &'r Report) -> Self {
        Record {
            report,
            outcomes: Vec::new(),
            sarif: Sarif::default(),
            github: String::new(),
            data: String::new(),
            summary: Summary::default(),
            stack_set: None,
            left_over: Vec::new(),
            exit: Exit::Fine,
        }
    }

    /// Adds a blueprint, and says to people what there is to say of it.
    pub fn add(&mut self, told: Told) {
        for text in &told.texts {
            self.report.say(text);
        }
        match told.machine {
            Machine::Json(value) => self.outcomes.push(value),
            Machine::Sarif(sarif) => self.sarif.append(sarif),
            Machine::Github(text) => self.github += &text,
            Machine::None => {}
        }
        self.data += &told.data;
        self.summary.add(told.place, told.status);
        self.exit = self.exit.max(told.exit);
    }

    /// Adds what became of the stack set of the blueprints, for machines and for standard output.
    pub fn stack_set(&mut self, delivered: Value, data: &str, exit: Exit) {
        self.stack_set = Some(delivered);
        self.data += data;
        self.exit = self.exit.max(exit);
    }

    /// Adds folders of output that none of the blueprints makes. That is no fault, nor does it make output stale: they may
    /// be of blueprints in another folder, and while a VPN is still there, its folder holds the way to take it down.
    pub fn left_over(&mut self, folders: Vec<PathBuf>) {
        self.left_over = folders;
    }

    /// Ends it, with the data. Only now, when all is done: whoever reads the data may have gone.
    pub fn end(self) -> Result<Exit, Stop> {
        let said = match self.report.format {
            Format::Sarif => self.report.json(&self.sarif.log(VERSION)),
            Format::Github => self.report.data(&self.github),
            Format::Json => {
                let mut all = json!({
                    "tool": { "name": "cvpn", "version": VERSION },
                    "blueprints": self.outcomes,
                });
                if let Some(stack_set) = self.stack_set {
                    all["stack_set"] = stack_set;
                }
                if !self.left_over.is_empty() {
                    let paths = self.left_over.iter().map(|folder| folder.display().to_string());
                    all["left_over"] = paths.collect();
                }
                self.report.json(&all)
            }
            _ => {
                for folder in &self.left_over {
                    self.report.note(&format!(
                        "{} is of no blueprint here; once its VPN is taken down, and if it is of none elsewhere, remove it",
                        folder.display()
                    ));
                }
                if let Some(summary) = self.summary.text() {
                    self.report.say(summary);
                }
                self.report.data(&self.data)
            }
        };
        // What was found counts, even if the reader of the data has gone: `cvpn synth --check | head` still fails.
        match said {
            Ok(()) | Err(Stop::Closed) => Ok(self.exit),
            Err(stop) => Err(stop),
        }
    }
}
