//! `cvpn synth --target stackset`: blueprints that differ only in values become one stack set.

use super::{Args as Synth, Targets, digest_of, open};
use crate::args::{Format, VERSION};
use crate::clock;
use crate::crew::Crew;
use crate::examine;
use crate::failure::Failure;
use crate::report::{Delivery, Done, Exit, Outcome, Record, Report, Stop};
use crate::source;
use crate::write::{Disk, Output, compare, publish};
use clap::ValueEnum;
use cvpn_blueprint::Checked;
use cvpn_compiler::artifact::{Artifact, digest};
use cvpn_compiler::stack_set::{Options, Permission, stack_set};
use std::num::NonZero;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "With --target stackset")]
pub(super) struct StackSet {
    /// The stack set's name: a letter, then letters, digits and -, 128 at most; its folder is out/NAME/
    #[arg(long, value_name = "NAME", required_if_eq("target", "stackset"), value_parser = name)]
    stack_set: Option<String>,
    /// An organizational unit, or the root, that has the accounts; without it, accounts need the roles for stack sets
    #[arg(long = "ou", value_name = "OU", requires = "stack_set", value_parser = unit)]
    units: Vec<String>,
    /// From which account it is deployed: the organization's own, or that of a delegated administrator
    #[arg(long, value_name = "WHO", requires = "units", value_enum)]
    call_as: Option<CallAs>,
    /// Stacks of a Region that may fail before it stops [default: 0]
    #[arg(long, value_name = "N", requires = "stack_set")]
    failure_tolerance: Option<u32>,
    /// Stacks that are made at a time [default: 1]
    #[arg(long, value_name = "N", requires = "stack_set")]
    max_concurrent: Option<NonZero<u32>>,
    /// Work on Regions at a time, not one after another
    #[arg(long, requires = "stack_set")]
    parallel_regions: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CallAs {
    #[value(name = "self")]
    Own,
    DelegatedAdmin,
}

impl StackSet {
    /// What is asked for, if it is a stack set.
    pub fn options(&self, synth: &Synth) -> Result<Option<Options>, Failure> {
        let wanted = matches!(synth.target, Targets::StackSet);
        let Some(name) = self.stack_set.as_ref().filter(|_| wanted) else {
            if self.stack_set.is_some() {
                let failure = Failure::new("`--stack-set` is for `--target stackset` alone");
                return Err(failure.help("add `--target stackset`, or leave out `--stack-set`"));
            }
            return Ok(None);
        };
        if synth.fleet.separate {
            let failure = Failure::new("blueprints of a stack set are one fleet, which `--separate` denies");
            return Err(failure.help("leave out `--separate`"));
        }
        let delegated = matches!(self.call_as, Some(CallAs::DelegatedAdmin));
        Ok(Some(Options {
            name: name.clone(),
            permission: if self.units.is_empty() {
                Permission::SelfManaged
            } else {
                Permission::ServiceManaged { units: self.units.clone(), delegated }
            },
            failure_tolerance: self.failure_tolerance.unwrap_or(0),
            max_concurrent: self.max_concurrent.map_or(1, NonZero::get),
            parallel_regions: self.parallel_regions,
        }))
    }
}

/// Runs it.
pub(super) fn run(options: &Options, args: &Synth, report: &Report) -> Result<Exit, Stop> {
    let found = source::find(&args.blueprints.files);
    report.skipped(&found.skipped);
    let mut sources = found.sources;
    if sources.len() < 2 {
        let failure = Failure::new("a stack set is for several blueprints, which differ in values");
        return Err(failure.help("name their folder, or use `--target cloudformation` for this one").into());
    }
    // The first is the model, so it must not depend on the order of the command line.
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    let (targets, today) = (args.target.list(), clock::today()?);
    let crew = Crew::new(args.fleet.jobs, sources.len())?;
    let mut record = Record::new(report, false);
    let examined = crew.map(sources, |source| examine::one(source, targets, today, cvpn_compiler::compile));
    if let Some(twin) = examined.iter().find(|one| one.name() == Some(&options.name)) {
        let failure =
            Failure::new(format!("{} has the name `{}` as well, and both go to one folder", twin.file, options.name));
        return Err(failure.help("give the stack set another name").into());
    }
    let sound: Vec<(&str, &Checked)> = examined
        .iter()
        .filter_map(|one| Some((one.file.as_str(), one.checked.as_ref().filter(|_| one.artifacts.is_some())?)))
        .collect();
    let made = (sound.len() == examined.len()).then(|| {
        let (files, checked): (Vec<&str>, Vec<&Checked>) = sound.into_iter().unzip();
        let all: String = checked.iter().map(|checked| digest_of(checked.blueprint())).collect();
        (digest(&all), stack_set(&checked, &files, options, VERSION))
    });
    for examination in examined {
        record.add(report.told(&Outcome { examination, done: Done::Examined }, String::new()));
    }
    match made {
        Some((digest, Ok(artifacts))) => deliver(options, &digest, &artifacts, args, report, &mut record)?,
        Some((_, Err(found))) => record.between(found),
        None => {}
    }
    record.end()
}

fn deliver(
    options: &Options,
    digest: &str,
    artifacts: &[Artifact],
    args: &Synth,
    report: &Report,
    record: &mut Record,
) -> Result<(), Stop> {
    let output = Output::new(&options.name, digest, VERSION, artifacts);
    let (out, folder) = (open(args, report)?, args.out.join(&options.name));
    let comparison =
        if args.check { compare(&args.out, &output)? } else { publish(&mut Disk::default(), &out, &output)? };
    let stale = args.check && !comparison.changes.is_empty();
    let delivery = Delivery { folder, output, comparison };
    let data = match report.format {
        Format::Human if args.check => report.diff(&delivery),
        _ => format!("{}\n", delivery.folder.display()),
    };
    if !args.check && report.format == Format::Human {
        let template = delivery.folder.join("cloudformation/stackset.template.json");
        let command = format!("aws cloudformation deploy --stack-name {} --template-file", options.name);
        let s3 = artifacts.iter().any(|artifact| artifact.text.len() > cvpn_compiler::target::cfn::INLINE);
        let s3 = if s3 { " --s3-bucket BUCKET" } else { "" };
        report.note(&format!("deploy it with `{command} {}{s3}`", template.display()));
    }
    record.stack_set(delivery.json(args.check), &data, if stale { Exit::Faults } else { Exit::Fine });
    Ok(())
}

fn name(text: &str) -> Result<String, &'static str> {
    let letters = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let first = text.starts_with(|first: char| first.is_ascii_alphabetic());
    (letters && first && text.len() <= 128)
        .then(|| text.to_owned())
        .ok_or("a letter, then letters, digits and -, 128 at most")
}

fn unit(text: &str) -> Result<String, &'static str> {
    let plain = |text: &str, least| {
        (least..=32).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    let fits = match text.split('-').collect::<Vec<_>>()[..] {
        ["r", root] => plain(root, 4),
        ["ou", root, unit] => plain(root, 4) && plain(unit, 8),
        _ => false,
    };
    fits.then(|| text.to_owned()).ok_or("it looks like ou-ab12-cdefgh34, or r-ab12 for the root")
}
