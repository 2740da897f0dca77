//! What a command over blueprints keeps and says: of each as soon as it is known, of all of them at the end.

use super::summary::Summary;
use super::told::Machine;
use super::{Exit, Report, Stop, Told};
use crate::args::{Format, VERSION};
use crate::source::Source;
use cvpn_blueprint::Document;
use cvpn_blueprint::fault::Severity;
use cvpn_blueprint::fleet::{self, Found, Member};
use cvpn_blueprint::report::{self, Sarif, human};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The record of a command.
#[derive(Debug)]
pub struct Record<'r> {
    report: &'r Report,
    separate: bool,
    outcomes: Vec<Value>,
    sarif: Sarif,
    github: String,
    data: String,
    members: Vec<Member>,
    summary: Summary,
    between: Vec<Found>,
    stack_set: Option<Value>,
    left_over: Vec<PathBuf>,
    exit: Exit,
}

impl<'r> Record<'r> {
    /// An empty one. Blueprints that are `separate` are not checked against one another.
    pub fn new(report: &'r Report, separate: bool) -> Self {
        Record {
            report,
            separate,
            outcomes: Vec::new(),
            sarif: Sarif::default(),
            github: String::new(),
            data: String::new(),
            members: Vec::new(),
            summary: Summary::default(),
            between: Vec::new(),
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
        self.summary.add(told.member.as_ref(), told.status);
        self.exit = self.exit.max(told.exit);
        self.members.extend(told.member.filter(|_| !self.separate));
    }

    /// Adds what keeps the blueprints from being a stack set; the members are those added, in their order.
    pub fn between(&mut self, found: Vec<Found>) {
        self.between = found;
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

    /// Whether the blueprints, taken together, have an error.
    pub fn clash(&self) -> bool {
        fleet::check(&self.members).iter().any(|found| found.fault.severity == Severity::Error)
    }

    /// Ends it: with what the blueprints have to do with one another, and with the data. Only now, when all is done:
    /// whoever reads the data may have gone.
    pub fn end(mut self) -> Result<Exit, Stop> {
        let mut found = fleet::check(&self.members);
        found.append(&mut self.between);
        if found.iter().any(|found| found.fault.severity == Severity::Error) {
            self.exit = self.exit.max(Exit::Faults);
        }
        let faults = found.iter().map(|Found { member, fault }| (fault, document(&self.members[*member])));
        let said = match self.report.format {
            Format::Sarif => {
                for (fault, document) in faults {
                    self.sarif.document(&document, std::slice::from_ref(fault));
                }
                self.report.json(&self.sarif.log(VERSION))
            }
            Format::Github => {
                self.github.extend(faults.map(|(fault, document)| report::github(fault, &document)));
                self.report.data(&self.github)
            }
            Format::Json => {
                let mut all = json!({
                    "tool": { "name": "cvpn", "version": VERSION },
                    "blueprints": self.outcomes,
                    "fleet": { "faults": faults.map(|(fault, document)| report::json(fault, &document)).collect::<Vec<_>>() },
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
                for (fault, document) in faults {
                    self.report.say(human(fault, &document, self.report.colour));
                }
                for folder in &self.left_over {
                    self.report.note(&format!(
                        "{} is of no blueprint here; once its VPN is taken down, and if it is of none elsewhere, remove it",
                        folder.display()
                    ));
                }
                if let Some(summary) = self.summary.text(&found) {
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

/// The text of a blueprint with its positions, read once more; without a text if it is gone.
fn document(member: &Member) -> Document {
    let source = Source::of(Path::new(&member.file));
    match source.text() {
        Ok(text) => Document::parse_with(&member.file, text, &|file| source.beside(file)).document,
        Err(_) => Document::plain(&member.file, ""),
    }
}
