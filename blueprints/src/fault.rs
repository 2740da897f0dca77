//! A fault: what a rule found, where, what is allowed and what to do about it.
//!
//! Faults are data. [`crate::report`] turns them into text at the edge.

use crate::types::FileName;
use std::fmt;

/// How much a fault weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never stops anything.
    Note,
    /// Probably not what was meant; the output is still correct. Can be accepted in the blueprint.
    Warning,
    /// AWS would refuse it, or it would not work; nothing is written.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// One step of a [`Path`]: a key of a mapping or an index of a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A key of a mapping.
    Key(String),
    /// An index of a list, from 0.
    Item(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Step::Key(key.to_owned())
    }
}

impl From<&String> for Step {
    fn from(key: &String) -> Self {
        Step::Key(key.clone())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Step::Item(index)
    }
}

/// Where in a blueprint: the keys and indices from its root, such as `access[2].to`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// This path, one step further.
    #[must_use]
    pub fn with(&self, step: impl Into<Step>) -> Path {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Path(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if depth == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Writes a [`Path`]: `path!["access", 2, "to"]`.
#[macro_export]
macro_rules! path {
    ($($step:expr),* $(,)?) => {
        $crate::fault::Path(vec![$($crate::fault::Step::from($step)),*])
    };
}

/// What of an entry is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The key itself, such as an unknown one.
    Key,
    /// The value.
    Value,
}

/// The place of a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The entry of the blueprint.
    pub path: Path,
    /// Its key or its value.
    pub part: Part,
    /// The characters meant, where the path cannot say it (a syntax error, the second of two equal keys).
    pub span: Option<Span>,
    /// The file beside the blueprint in which the span lies; the path is then the entry that names it. `None`: the span
    /// lies in the blueprint.
    pub file: Option<FileName>,
}

impl From<Path> for Place {
    fn from(path: Path) -> Self {
        Place { path, part: Part::Value, span: None, file: None }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place { path: Path::default(), part: Part::Value, span: Some(span), file: None }
    }
}

impl Place {
    /// The key of an entry.
    pub fn key(path: Path) -> Self {
        Place { path, part: Part::Key, span: None, file: None }
    }

    /// Characters of a file beside the blueprint. `path` is the entry that names it.
    pub fn beside(path: Path, file: FileName, span: Span) -> Self {
        Place { path, part: Part::Value, span: Some(span), file: Some(file) }
    }
}

/// A range of characters of a source text, counted from 0; the end is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// The character after the last one.
    pub end: usize,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The rule's code, in kebab-case; `cvpn explain CODE` says more.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What was found, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A few words beside the place.
    pub label: String,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// The entries in which the rule looked for something in vain. What it looked for may stand in one that could not be
    /// read; then the fault is not shown.
    pub searched: Vec<Path>,
    /// What is allowed.
    pub allowed: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The target that cannot express the blueprint because of this fault.
    pub blocks: Option<Target>,
}

impl Fault {
    /// A fault of `rule` at `place`, without label, allowed values and help.
    pub fn new(rule: &crate::rule::Rule, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Fault {
            code: rule.code,
            severity: rule.severity,
            message: message.into(),
            place: place.into(),
            label: String::new(),
            related: Vec::new(),
            searched: Vec::new(),
            allowed: None,
            help: None,
            blocks: None,
        }
    }

    /// What was found, what is allowed and what to do, a line each.
    pub fn whole(&self) -> String {
        let rest = [("allowed", &self.allowed), ("help", &self.help)];
        let rest = rest.into_iter().filter_map(|(word, text)| Some(format!("\n{word}: {}", text.as_ref()?)));
        std::iter::once(self.message.clone()).chain(rest).collect()
    }

    /// Adds a few words beside the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points at another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, label: impl Into<String>) -> Self {
        self.related.push((place.into(), label.into()));
        self
    }

    /// Says where the rule looked for something in vain.
    #[must_use]
    pub fn searched(mut self, path: Path) -> Self {
        self.searched.push(path);
        self
    }

    /// Says what is allowed.
    #[must_use]
    pub fn allowed(mut self, allowed: impl Into<String>) -> Self {
        self.allowed = Some(allowed.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the target that cannot express the blueprint because of this.
    #[must_use]
    pub fn blocks(mut self, target: Target) -> Self {
        self.blocks = Some(target);
        self
    }
}

/// What a blueprint is compiled to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// CloudFormation JSON.
    CloudFormation,
    /// Terraform HCL.
    Terraform,
}

impl Target {
    /// Both, in the order in which they are written.
    pub const ALL: [Target; 2] = [Target::CloudFormation, Target::Terraform];
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Target::CloudFormation => "CloudFormation",
            Target::Terraform => "Terraform",
        })
    }
}
