//! `cvpn check`: all faults of blueprints.

use crate::args::{Blueprints, Format};
use crate::examine;
use crate::report::{Done, Exit, Outcome, Report, Stop};
use crate::source;
use cvpn_blueprint::fault::Target;
use std::path::Path;

/// Report every fault of blueprints, and write nothing
///
/// It finds what `cvpn synth` finds. Faults are printed in the order of the file, with their place, what is allowed and
/// what to do; `cvpn explain CODE` says more about each.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn check                        every blueprint of the current folder
  cvpn check vpn.yaml --format json
  cvpn check - < vpn.yaml
  cvpn check --format github        in a workflow of GitHub: annotations at the lines
  cvpn check --format sarif > cvpn.sarif

Formats:
  human, json
  sarif    SARIF 2.1.0, for code scanning; paths are relative to the current folder
  github   workflow commands of GitHub Actions

Environment:
  SOURCE_DATE_EPOCH   today, in seconds since 1970, for rules about expiry; default: the clock")]
pub struct Args {
    #[command(flatten)]
    blueprints: Blueprints,
}

/// The formats that it has.
pub const FORMATS: &[Format] = &[Format::Human, Format::Json, Format::Sarif, Format::Github];

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let found = source::find(&args.blueprints.files);
    report.skipped(&found.skipped);
    let examinations = examine::all(found.sources, &Target::ALL, Path::new("out"), cvpn_compiler::compile)?;
    let mut outcomes = Vec::new();
    for examination in examinations {
        let outcome = Outcome { examination, done: Done::Examined };
        if report.format == Format::Human {
            report.outcome(&outcome);
        }
        outcomes.push(outcome);
    }
    report.end(&outcomes, "")
}
