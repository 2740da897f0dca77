//! `cvpn synth`: blueprints become their output.

mod deliver;
mod stack_set;

use crate::args::{Blueprints, Fleet};
use crate::between::Between;
use crate::clock;
use crate::crew::Crew;
use crate::examine;
use crate::failure::Failure;
use crate::report::{Exit, Record, Report, Stop};
use crate::source;
use crate::write::left_over;
use clap::{ValueEnum, ValueHint};
use cvpn_blueprint::fault::Target;
use deliver::{digest_of, finish, open};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Write CloudFormation, Terraform and the runbook of blueprints to out/NAME/
///
/// Every fault of every blueprint is reported. A blueprint with errors leaves its old output as it is, and the others
/// are written. In out/NAME/, only files that its manifest.json names are ever replaced or removed. With a folder, a note
/// names each out/NAME/ that is of no blueprint any more; it stays, because its VPN may still be there.
///
/// Standard output has one line for each blueprint that was written or is up to date: its folder. With --check it has
/// the differences as a unified diff.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn synth                           every blueprint of the current folder
  cvpn synth vpn.yaml --out build      write build/NAME/
  cvpn synth --target terraform        Terraform alone; CloudFormation of an earlier run is removed
  cvpn synth --target stackset --stack-set corp --ou ou-ab12-cdefgh34
                                       one stack set for all blueprints, in out/corp/
  cvpn synth --check                   write nothing; exit 1 with a diff if out/ is stale
  cvpn synth --check | git apply       write after all

Environment:
  SOURCE_DATE_EPOCH   today, in seconds since 1970, for rules about expiry; default: the clock")]
pub struct Args {
    #[command(flatten)]
    blueprints: Blueprints,
    #[command(flatten)]
    fleet: Fleet,
    /// What to write
    #[arg(long, value_enum, default_value_t, value_name = "TARGET")]
    target: Targets,
    /// The folder for the output
    #[arg(long, default_value = "out", value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: PathBuf,
    /// Write nothing; print a diff and exit 1 if the output is stale
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    stack_set: stack_set::StackSet,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Targets {
    #[value(name = "cloudformation")]
    CloudFormation,
    Terraform,
    #[default]
    All,
    /// One stack set for all blueprints; see below
    #[value(name = "stackset")]
    StackSet,
}

impl Targets {
    fn list(self) -> &'static [Target] {
        match self {
            Targets::CloudFormation | Targets::StackSet => &[Target::CloudFormation],
            Targets::Terraform => &[Target::Terraform],
            Targets::All => &Target::ALL,
        }
    }
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    if let Some(options) = args.stack_set.options(args)? {
        return stack_set::run(&options, args, report);
    }
    let found = source::find(&args.blueprints.files);
    report.skipped(&found.skipped);
    let (targets, today) = (args.target.list(), clock::today()?);
    let crew = Crew::new(args.fleet.jobs, found.sources.len())?;
    let progress = report.progress(found.sources.len());
    let between = Between::of(&found.sources, args.fleet.separate, &crew);
    let out = OnceLock::new();
    let work = |source| {
        let mut examination = examine::one(source, targets, today, cvpn_compiler::synthesize);
        between.tell(&mut examination);
        between.refuse_twin(&mut examination, &args.out);
        let name = examination.name().map(str::to_owned);
        Ok::<_, Failure>((name, finish(examination, &out, args, report)?))
    };
    let mut record = Record::new(report);
    // The names of all blueprints, as long as each has one. Only with a folder are these all that there are.
    let mut all = found.folder.then(BTreeSet::new);
    for batch in crew.batches(found.sources) {
        let (names, told): (Vec<_>, Vec<_>) = crew.map(batch, work).into_iter().collect::<Result<_, _>>()?;
        all = all.and_then(|mut all| {
            all.extend(names.into_iter().collect::<Option<Vec<_>>>()?);
            Some(all)
        });
        progress.inc(told.len() as u64);
        progress.suspend(|| told.into_iter().for_each(|told| record.add(told)));
    }
    progress.finish_and_clear();
    if let Some(all) = all {
        record.left_over(left_over(&args.out, &all));
    }
    record.end()
}
