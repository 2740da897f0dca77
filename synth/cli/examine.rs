//! Reads, checks and compiles the blueprints of a command: all that comes before anything is written.

use crate::args::{Blueprints, VERSION};
use crate::clock;
use crate::failure::Failure;
use crate::report::{Exit, Report};
use crate::source::{self, Source};
use cvpn_blueprint::fault::{Fault, Severity, Target};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::types::FileName;
use cvpn_blueprint::{Checked, Circumstances, Date, Document, report};
use cvpn_compiler::Synthesis;
use cvpn_compiler::artifact::Artifact;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The code of the one error with which there is still a runbook: it says how to get what is missing.
pub const METADATA_MISSING: &str = "saml-metadata-missing";

/// The other error that is about a file beside the blueprint.
const POLICY_SIZE: &str = "policy-size";

/// A blueprint, examined.
#[derive(Debug)]
pub struct Examination {
    /// The file's name, as messages show it.
    pub file: String,
    /// The text with its positions. `None` if it could not be read.
    pub document: Option<Document>,
    /// Whether all of it could be read.
    pub whole: bool,
    /// What could be read of it.
    pub blueprint: Option<Blueprint>,
    /// The files that it names.
    pub files: BTreeMap<FileName, Result<String, String>>,
    /// All faults, in file order.
    pub faults: Vec<Fault>,
    /// The checked blueprint, if the check found no error.
    pub checked: Option<Checked>,
    /// What comes out, if no fault is an error and a target can express the blueprint; empty once it is on its way.
    pub artifacts: Option<Vec<Artifact>>,
    /// Why work on it ended.
    pub failure: Option<Failure>,
}

impl Examination {
    /// The blueprint's name.
    pub fn name(&self) -> Option<&str> {
        Some(self.blueprint.as_ref()?.name.as_str())
    }

    /// Whether a fault is an error.
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// Whether the only errors are that the SAML application's metadata is missing: the console step is still to do.
    pub fn awaits_metadata(&self) -> bool {
        let mut errors = self.faults.iter().filter(|fault| fault.severity == Severity::Error);
        self.has_errors() && errors.all(|fault| fault.code == METADATA_MISSING)
    }

    /// The blueprint, if it can be shown: all of it was read, whatever the rules say of it.
    pub fn shown(&self) -> Option<&Blueprint> {
        self.blueprint.as_ref().filter(|_| self.whole && self.failure.is_none())
    }

    /// What there is to say of it, for machines.
    pub fn json(&self) -> Value {
        let faults =
            self.document.iter().flat_map(|document| self.faults.iter().map(|fault| report::json(fault, document)));
        json!({
            "file": self.file,
            "name": self.name(),
            "faults": faults.collect::<Vec<_>>(),
            "error": self.failure,
        })
    }

    /// How a command ends that only shows it.
    pub fn exit(&self) -> Exit {
        match &self.failure {
            Some(_) => Exit::Failed,
            None if self.has_errors() && !self.awaits_metadata() => Exit::Faults,
            None => Exit::Fine,
        }
    }

    /// Adds faults that were found elsewhere. With an error, nothing comes out.
    pub fn add(&mut self, faults: impl IntoIterator<Item = Fault>) {
        let Some(document) = &self.document else { return };
        self.faults.extend(faults);
        report::in_file_order(&mut self.faults, document);
        if self.has_errors() {
            self.artifacts = None;
        }
    }

    /// Adds what a change of the templates that were there before would do to a VPN made from them.
    pub fn compare<'a>(&mut self, before: impl IntoIterator<Item = &'a str>) {
        if let (Some(checked), Some(document)) = (&self.checked, &self.document) {
            self.faults.extend(cvpn_compiler::changes(checked, before));
            report::in_file_order(&mut self.faults, document);
        }
    }

    fn failed(file: String, failure: Failure) -> Self {
        Examination {
            file,
            document: None,
            whole: false,
            blueprint: None,
            files: BTreeMap::new(),
            faults: Vec::new(),
            checked: None,
            artifacts: None,
            failure: Some(failure),
        }
    }
}

/// How far a command compiles what it examines: with the runbook, or without.
pub type Compile = fn(&Checked, &str) -> Synthesis;

/// Examines one blueprint.
pub fn one(source: Source, targets: &[Target], today: Date, compile: Compile) -> Examination {
    let parsed = match source.parse() {
        Ok(parsed) => parsed,
        Err(failure) => return Examination::failed(source.name, failure),
    };
    let (blueprint, whole) = (parsed.blueprint.clone(), parsed.faults.is_empty());
    let files = blueprint.as_ref().map(|blueprint| source::beside(blueprint, source.folder())).unwrap_or_default();
    let examined = cvpn_blueprint::examine(parsed, |_| Circumstances {
        today: Some(today),
        files: files.clone(),
        targets: targets.to_vec(),
    });
    let mut faults = examined.faults;
    let mut artifacts = None;
    if let Some(checked) = &examined.checked {
        let synthesis = compile(checked, VERSION);
        faults.extend(synthesis.faults);
        report::in_file_order(&mut faults, &examined.document);
        let failed = faults.iter().any(|fault| fault.severity == Severity::Error);
        artifacts = Some(synthesis.artifacts).filter(|artifacts| !failed && !artifacts.is_empty());
    }
    let (file, document, checked) = (source.name, Some(examined.document), examined.checked);
    Examination { file, document, whole, blueprint, files, faults, checked, artifacts, failure: None }
}

/// Examines the blueprints of a command that shows them. In text for people, their errors are told at once.
pub fn to_show(blueprints: &Blueprints, report: &Report) -> Result<Vec<Examination>, Failure> {
    let today = clock::today()?;
    let found = source::find(&blueprints.files);
    report.skipped(&found.skipped);
    let all = found.sources.into_iter().map(|source| one(source, &Target::ALL, today, cvpn_compiler::compile));
    Ok(all.inspect(|examination| report.errors(examination)).collect())
}

/// Examines one blueprint by its own text, for a question that the files beside it have no part in: it may come from a
/// revision of git, and the console step may still be to do. The blueprint is there only if it could be read whole.
pub fn alone(source: Source) -> Examination {
    let parsed = match source.parse() {
        Ok(parsed) => parsed,
        Err(failure) => return Examination::failed(source.name, failure),
    };
    let whole = parsed.faults.is_empty();
    let blueprint = parsed.blueprint.clone().filter(|_| whole);
    let examined = cvpn_blueprint::examine(parsed, |_| Circumstances::default());
    let mut faults = examined.faults;
    faults.retain(|fault| ![METADATA_MISSING, POLICY_SIZE].contains(&fault.code));
    let document = Some(examined.document);
    Examination {
        file: source.name,
        document,
        whole,
        blueprint,
        files: BTreeMap::new(),
        faults,
        checked: None,
        artifacts: None,
        failure: None,
    }
}
