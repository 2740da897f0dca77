//! `cvpn synth`: blueprints become their output.

mod stack_set;

use crate::args::{Blueprints, Fleet, Format, VERSION};
use crate::clock;
use crate::crew::Crew;
use crate::examine::{self, Examination, Names};
use crate::failure::Failure;
use crate::report::{Delivery, Done, Exit, Outcome, Record, Report, Stop, Told};
use crate::source;
use crate::write::{Disk, OutFolder, Output, compare, publish};
use clap::{ValueEnum, ValueHint};
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::Blueprint;
use cvpn_compiler::artifact::{Artifact, digest};
use cvpn_compiler::{Language, runbook};
use std::path::PathBuf;

/// Write CloudFormation, Terraform and the runbook of blueprints to out/NAME/
///
/// Every fault of every blueprint is reported. A blueprint with errors leaves its old output as it is, and the others
/// are written. In out/NAME/, only files that its manifest.json names are ever replaced or removed.
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
    let names = Names::of(&found.sources, &crew);
    let (mut record, mut out) = (Record::new(report, args.fleet.separate), None);
    for batch in crew.batches(found.sources) {
        let mut examinations =
            crew.map(batch, |source| examine::one(source, targets, today, cvpn_compiler::synthesize));
        examinations.iter_mut().for_each(|examination| names.check(examination, &args.out));
        let work: Vec<_> =
            examinations.into_iter().map(|examination| (output(&examination, args), examination)).collect();
        if out.is_none() && work.iter().any(|(output, _)| output.is_some()) {
            out = Some(open(args, report)?);
        }
        let told = crew.map(work, |(output, mut examination)| {
            let done = deliver(&examination, output, args, out.as_ref()).unwrap_or_else(|failure| {
                examination.failure = Some(failure);
                Done::Withheld
            });
            if let Done::Written(delivery) | Done::Compared(delivery) = &done {
                examination.compare(delivery.comparison.before());
            }
            tell(Outcome { examination, done }, report)
        });
        progress.inc(told.len() as u64);
        progress.suspend(|| told.into_iter().for_each(|told| record.add(told)));
    }
    progress.finish_and_clear();
    record.end()
}

/// Locks the folder of the output.
fn open(args: &Args, report: &Report) -> Result<OutFolder, Failure> {
    let waiting = || report.note(&format!("waiting for another cvpn that uses {}", args.out.display()));
    if args.check {
        return Ok(OutFolder::to_read(&args.out, waiting));
    }
    OutFolder::to_write(&args.out, &mut Disk::default(), waiting)
}

/// Writes the output of a blueprint, or compares it with what is there.
fn deliver(
    examination: &Examination,
    output: Option<Output>,
    args: &Args,
    out: Option<&OutFolder>,
) -> Result<Done, Failure> {
    let (Some(output), Some(out)) = (output, out) else { return Ok(Done::Withheld) };
    let folder = args.out.join(&output.name);
    if args.check {
        let comparison = compare(&args.out, &output)?;
        return Ok(Done::Compared(Delivery { folder, output, comparison }));
    }
    // A runbook alone is for the first time; it does not take away what is there of a time with metadata.
    let whole = examination.artifacts.is_some();
    if !whole && compare(out.path(), &output)?.superfluous().next().is_some() {
        return Ok(Done::Withheld);
    }
    let comparison = publish(&mut Disk::default(), out, &output)?;
    Ok(Done::Written(Delivery { folder, output, comparison }))
}

/// What is kept of a blueprint, with the line or the diff that standard output has of it.
fn tell(outcome: Outcome, report: &Report) -> Told {
    let data = match &outcome.done {
        Done::Compared(delivery) if report.format == Format::Human => report.diff(delivery),
        Done::Written(delivery) if outcome.exit() == Exit::Fine => format!("{}\n", delivery.folder.display()),
        _ => String::new(),
    };
    report.told(&outcome, data)
}

/// What is to be written of a blueprint: all of it, or the runbook alone while the metadata is missing.
fn output(examination: &Examination, args: &Args) -> Option<Output> {
    if examination.failure.is_some() {
        return None;
    }
    let blueprint = examination.blueprint.as_ref()?;
    let artifacts = match &examination.artifacts {
        Some(artifacts) => artifacts.clone(),
        None if examination.awaits_metadata() && !args.check => Language::ALL
            .map(|language| Artifact { path: language.file().to_owned(), text: runbook(blueprint, language) })
            .to_vec(),
        None => return None,
    };
    Some(Output::new(blueprint.name.as_str(), &digest_of(blueprint), VERSION, &artifacts))
}

/// The digest of what a blueprint says, whatever comments, order of keys or notation it is written in.
fn digest_of(blueprint: &Blueprint) -> String {
    digest(&serde_json::to_string(&blueprint.in_order()).unwrap_or_default())
}
