//! Blueprints for the tools that show faults at their lines.

use super::Outcome;
use crate::args::VERSION;
use cvpn_blueprint::report::{self, Sarif};
use serde_json::Value;

/// All faults as one log in SARIF.
pub fn sarif(outcomes: &[Outcome]) -> Value {
    let mut sarif = Sarif::default();
    for outcome in outcomes {
        let examination = &outcome.examination;
        if let Some(document) = &examination.document {
            sarif.document(document, &examination.faults);
        }
        if let Some(failure) = &examination.failure {
            sarif.failed(&examination.file, &failure.message);
        }
    }
    sarif.log(VERSION)
}

/// All faults as workflow commands of GitHub Actions.
pub fn github(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let examination = &outcome.examination;
        if let Some(document) = &examination.document {
            text.extend(examination.faults.iter().map(|fault| report::github(fault, document)));
        }
        if let Some(failure) = &examination.failure {
            text += &report::github_error(&examination.file, &failure.message);
        }
    }
    text
}
