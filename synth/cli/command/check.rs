//! `cvpn check`: all faults of blueprints.

use crate::args::{Blueprints, Fleet, Format};
use crate::between::Between;
use crate::clock;
use crate::crew::Crew;
use crate::examine;
use crate::report::{Done, Exit, Outcome, Record, Report, Stop};
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
    #[command(flatten)]
    fleet: Fleet,
}

/// The formats that it has.
pub const FORMATS: &[Format] = &[Format::Human, Format::Json, Format::Sarif, Format::Github];

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let found = source::find(&args.blueprints.files);
    report.skipped(&found.skipped);
    let today = clock::today()?;
    let crew = Crew::new(args.fleet.jobs, found.sources.len())?;
    let progress = report.progress(found.sources.len());
    let between = Between::of(&found.sources, args.fleet.separate, &crew);
    let mut record = Record::new(report);
    for batch in crew.batches(found.sources) {
        let told = crew.map(batch, |source| {
            let mut examination = examine::one(source, &Target::ALL, today, cvpn_compiler::compile);
            between.tell(&mut examination);
            between.refuse_twin(&mut examination, Path::new("out"));
            report.told(&Outcome { examination, done: Done::Examined }, String::new())
        });
        progress.inc(told.len() as u64);
        progress.suspend(|| told.into_iter().for_each(|told| record.add(told)));
    }
    progress.finish_and_clear();
    record.end()
}
