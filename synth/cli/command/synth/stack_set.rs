//! `cvpn synth --target stackset`: blueprints that differ only in values become one stack set.

mod options;

pub(super) use options::StackSet;

use super::{Args as Synth, digest_of, open};
use crate::args::{Format, VERSION};
use crate::between::Between;
use crate::clock;
use crate::crew::Crew;
use crate::examine::{self, Examination};
use crate::failure::Failure;
use crate::report::{Delivery, Done, Exit, Outcome, Record, Report, Stop};
use crate::source;
use crate::write::{Disk, Output, compare, publish};
use cvpn_blueprint::Checked;
use cvpn_blueprint::fleet::Found;
use cvpn_compiler::artifact::{Artifact, digest};
use cvpn_compiler::stack_set::{Options, Permission, stack_set};
use serde_json::Value;

/// Runs it.
pub(super) fn run(options: &Options, args: &Synth, report: &Report) -> Result<Exit, Stop> {
    let found = source::find(&args.blueprints.files);
    report.skipped(&found.skipped);
    let mut sources = found.sources;
    if let [only] = sources.as_slice() {
        only.text()?;
    }
    if sources.len() < 2 {
        let failure = Failure::new("a stack set is for several blueprints, which differ in values");
        return Err(failure.help("name their folder, or use `--target cloudformation` for this one").into());
    }
    // The first is the model, so it must not depend on the order of the command line.
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    let (targets, today) = (args.target.list(), clock::today()?);
    let crew = Crew::new(args.fleet.jobs, sources.len())?;
    let mut record = Record::new(report);
    // It deploys all of them at once, so it is not written with one that clashes with another.
    let between = Between::of(&sources, false, &crew);
    let mut examined = crew.map(sources, |source| {
        let mut examination = examine::one(source, targets, today, cvpn_compiler::compile);
        between.tell(&mut examination);
        examination
    });
    if let Some(twin) = examined.iter().find(|one| one.name() == Some(&options.name)) {
        let failure =
            Failure::new(format!("{} has the name `{}` as well, and both go to one folder", twin.file, options.name));
        return Err(failure.help("give the stack set another name").into());
    }
    let made = make(&mut examined, options);
    for examination in examined {
        record.add(report.told(&Outcome { examination, done: Done::Examined }, String::new()));
    }
    match made {
        Some((digest, artifacts)) => deliver(options, &digest, artifacts, args, report, &mut record)?,
        None if report.format == Format::Human => report.note("no stack set is made of blueprints with errors"),
        None => {}
    }
    record.end()
}

/// The stack set and the digest of its blueprints, if all of them are sound and are one template; if not, they are told why.
fn make(examined: &mut [Examination], options: &Options) -> Option<(String, Vec<Artifact>)> {
    let sound =
        examined.iter().map(|one| Some((one.checked.as_ref().filter(|_| one.artifacts.is_some())?, &*one.file)));
    let (checked, files): (Vec<&Checked>, Vec<&str>) = sound.collect::<Option<_>>()?;
    let all: String = checked.iter().map(|checked| digest_of(checked.blueprint())).collect();
    match stack_set(&checked, &files, options, VERSION) {
        Ok(artifacts) => Some((digest(&all), artifacts)),
        Err(found) => {
            found.into_iter().for_each(|Found { member, fault }| examined[member].add([fault]));
            None
        }
    }
}

fn deliver(
    options: &Options,
    digest: &str,
    artifacts: Vec<Artifact>,
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
        let inputs = inputs(&delivery.output);
        if inputs.iter().any(|input| input == "TemplateUrl") {
            let body = template.with_file_name("vpn.template.json");
            report.note(&format!("first bring {} to S3; TemplateUrl is its address there", body.display()));
        }
        let values: String = inputs.iter().map(|input| format!(" {input}=VALUE")).collect();
        let values = if inputs.is_empty() { values } else { format!(" --parameter-overrides{values}") };
        let s3 = delivery.output.files.values().any(|text| text.len() > cvpn_compiler::target::cfn::INLINE);
        let s3 = if s3 { " --s3-bucket BUCKET" } else { "" };
        report.note(&format!("deploy it with `{command} {}{s3}{values}`", template.display()));
        report.note(match options.permission {
            Permission::ServiceManaged { .. } => {
                "before the first time, in the organization's management account: `aws cloudformation \
                 activate-organizations-access`; that account itself, and accounts outside of the unit, get no stack"
            }
            Permission::SelfManaged => {
                "before the first time, make the roles AWSCloudFormationStackSetAdministrationRole here and \
                 AWSCloudFormationStackSetExecutionRole in each account"
            }
        });
    }
    record.stack_set(delivery.json(args.check), &data, if stale { Exit::Faults } else { Exit::Fine });
    Ok(())
}

/// The parameters of the template with the stack set: what nobody knows yet.
fn inputs(output: &Output) -> Vec<String> {
    let text = output.files.get("cloudformation/stackset.template.json").map_or("", String::as_str);
    let template: Value = serde_json::from_str(text).unwrap_or_default();
    template["Parameters"].as_object().into_iter().flat_map(|all| all.keys().cloned()).collect()
}
