//! `cvpn access --context`: what the authorization policy says of one device and user, beside the network.

use crate::failure::Failure;
use crate::report::{Report, Stop};
use crate::source::{self, Source};
use cvpn_blueprint::Document;
use cvpn_blueprint::cedar::{self, Outcome, Verdict};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::source::Form;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::LazyLock;

/// What the policy says.
pub struct Told {
    /// The policy's file.
    file: String,
    /// Its text.
    text: String,
    verdict: Verdict,
    /// Whether it is only logged.
    shadow: bool,
}

/// Evaluates the blueprint's policy for the context of a file. `None` if the file has faults, which are printed.
pub fn told(file: &Path, blueprint: &Blueprint, folder: &Path, report: &Report) -> Result<Option<Told>, Stop> {
    let Some(policy) = &blueprint.endpoint.authorization_policy else {
        let failure = Failure::new("there is no authorization policy to evaluate");
        return Err(failure.help("the blueprint names one in `endpoint.authorization_policy`").into());
    };
    if !cedar::READS {
        let failure = Failure::new("this build of cvpn does not read Cedar");
        return Err(failure.help("build cvpn with the feature `cedar`, or leave out --context").into());
    }
    let source = Source::of(file);
    static ANY: LazyLock<Value> = LazyLock::new(|| json!({ "type": "object" }));
    let form = Form { whole: "context", schema: || &ANY };
    let (document, context, faults) = Document::parse_as::<Map<String, Value>>(&source.name, source.text()?, &form);
    report.faults_of(&document, faults.iter());
    let Some(context) = context else { return Ok(None) };
    let file = policy.file.to_string();
    let text = match source::beside(blueprint, folder).remove(&policy.file) {
        Some(Ok(text)) => text,
        Some(Err(why)) => return Err(Failure::new(format!("cannot read {file}: {why}")).into()),
        None => return Err(Failure::new(format!("cannot read {file}")).into()),
    };
    match cedar::evaluate(&text, &context.into()) {
        Some(Ok(verdict)) => Ok(Some(Told { file, text, verdict, shadow: policy.shadow })),
        Some(Err(problems)) => {
            let first = problems.into_iter().next();
            let why = first.map(|problem| format!("{}: {}", line(&file, &text, problem.at.start), problem.message));
            Err(Failure::new(format!("cannot evaluate {}", why.unwrap_or(file))).into())
        }
        None => Ok(None),
    }
}

/// A byte of the policy as `policy.cedar:3`.
fn line(file: &str, text: &str, at: usize) -> String {
    let before = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
    format!("{file}:{}", before + 1)
}

impl Told {
    fn lines(&self) -> Vec<String> {
        self.verdict.statements.iter().map(|(at, _)| line(&self.file, &self.text, *at)).collect()
    }

    /// It in one sentence.
    pub fn words(&self) -> String {
        let lines = self.lines().join(", ");
        let words = match self.verdict.outcome {
            Outcome::Permit => format!("permits this context: {lines} permits, and nothing forbids"),
            Outcome::Deny if lines.is_empty() => format!("denies this context: nothing in {} permits", self.file),
            Outcome::Deny => format!("denies this context: {lines} forbids"),
            Outcome::Error => {
                let why = self.verdict.statements.iter().find_map(|(_, why)| why.as_deref()).unwrap_or_default();
                format!("cannot be evaluated, which AWS treats as a denial: {lines}: {why}")
            }
        };
        let shadow = if self.shadow { "; in shadow mode it is only logged" } else { "" };
        format!("the authorization policy {words}{shadow}")
    }

    /// It for machines.
    pub fn json(&self) -> Value {
        json!({
            "result": self.verdict.outcome.word(),
            "enforced": !self.shadow,
            "reason": self.words(),
            "lines": self.lines(),
        })
    }
}
