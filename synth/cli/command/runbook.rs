//! `cvpn runbook`: what only a person in the console can do.

use crate::args::{Format, Lang};
use crate::clock;
use crate::examine::{self, METADATA_MISSING};
use crate::report::{Exit, Report, Stop};
use crate::source::Source;
use clap::ValueHint;
use cvpn_blueprint::fault::{Fault, Target};
use cvpn_blueprint::report;
use cvpn_compiler::runbook;
use serde_json::json;
use std::path::PathBuf;

/// Print what only a person in the AWS console can do, with the blueprint's values
///
/// It needs neither the ARN nor the metadata of the SAML application, because it says how to get them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn runbook corp-vpn.yaml | less
  cvpn runbook corp-vpn.yaml --lang ja > RUNBOOK.ja.md")]
pub struct Args {
    /// The blueprint, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// The language: English or Japanese
    #[arg(long, value_enum, default_value_t, value_name = "LANGUAGE")]
    lang: Lang,
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let examination = examine::one(Source::of(&args.file), &Target::ALL, clock::today()?, cvpn_compiler::compile);
    if let Some(failure) = examination.failure {
        return Err(failure.into());
    }
    // The metadata comes from a step of the runbook itself.
    let faults: Vec<&Fault> = examination.faults.iter().filter(|fault| fault.code != METADATA_MISSING).collect();
    let writable = !examination.has_errors() || examination.awaits_metadata();
    let text =
        examination.blueprint.as_ref().filter(|_| writable).map(|blueprint| runbook(blueprint, args.lang.into()));
    match report.format {
        Format::Json => {
            let document = examination.document.iter();
            let faults = document.flat_map(|document| faults.iter().map(|fault| report::json(fault, document)));
            report.json(&json!({
                "file": examination.file,
                "name": examination.name(),
                "faults": faults.collect::<Vec<_>>(),
                "runbook": text,
            }))?;
        }
        _ => {
            report.faults(&examination, faults.into_iter());
            report.data(text.as_deref().unwrap_or_default())?;
        }
    }
    Ok(if text.is_some() { Exit::Fine } else { Exit::Faults })
}
