//! `cvpn access`: who reaches what, before it is deployed.

mod answer;
mod changes;
mod diff;
mod expect;
mod left_out;
mod people;
mod policy;
mod print;

use crate::args::Format;
use crate::examine::{self, Examination};
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use crate::source::Source;
use answer::Question;
use clap::{Subcommand, ValueHint};
use cvpn_blueprint::access::Reach;
use cvpn_blueprint::fault::{Fault, Severity};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::report::visible;
use cvpn_blueprint::types::{Destination, GroupName, UserName};
use std::path::PathBuf;

/// Say who reaches what, by which rule and over which route
///
/// It reads the blueprint alone, and answers as the endpoint would: the longest prefix among the rules of all groups
/// decides, and a route must lead there. Without --to it cuts the whole address space by who reaches what. Security
/// groups, and all that lies behind the endpoint, are not evaluated.
#[derive(Debug, clap::Args)]
#[command(subcommand_negates_reqs = true)]
#[command(override_usage = "cvpn access [OPTIONS] <FILE>\n       cvpn access diff [OPTIONS] <OLD> <NEW>")]
#[command(after_help = "\
Examples:
  cvpn access vpn.yaml                                  every range, and who reaches it
  cvpn access vpn.yaml --group DBA --to 10.0.20.5       one question
  cvpn access vpn.yaml --user taro --to 10.0.0.0/16     a network is split where the answer changes
  cvpn access vpn.yaml --matrix --format markdown       a table of ranges and groups
  cvpn access vpn.yaml --expect access.yaml             in CI: fail if the answers are others
  cvpn access vpn.yaml --context laptop.json            whether the authorization policy lets it in
  cvpn access diff main:vpn.yaml vpn.yaml               what a change gives and takes

Formats:
  human, json, csv, markdown; with --expect human, json

A file of expectations is a list of entries such as
  - { group: DBA, to: 10.0.20.5, allowed: true }
  - { user: taro, to: 10.0.20.0/24, allowed: false }
A file of a context is what a policy reads of one device and user, such as
  { \"jamf\": { \"risk\": \"LOW\" }, \"saml\": { \"memberOf\": [] } }

Exit status: 0 answered; 1 faults in the blueprint, or an expectation that does not hold;
2 wrong use, or an I/O error; 3 access widens under `diff --no-widening`")]
pub struct Args {
    #[command(subcommand)]
    command: Option<Sub>,
    /// The blueprint, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, required = true)]
    file: Option<PathBuf>,
    /// A user of the blueprint, with all groups they are in; can be given several times
    #[arg(long, value_name = "USER")]
    user: Vec<UserName>,
    /// A group of the blueprint; can be given several times [default: every group]
    #[arg(long, value_name = "GROUP")]
    group: Vec<GroupName>,
    /// An address or a network; can be given several times [default: everything]
    #[arg(long, value_name = "IP|CIDR")]
    to: Vec<Destination>,
    /// A table of destinations and people
    #[arg(long)]
    matrix: bool,
    /// Compare with a list of what is expected; fail if something does not hold
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with_all = ["user", "group", "to", "matrix"])]
    expect: Option<PathBuf>,
    /// Evaluate the authorization policy for the attributes of a device and a user, as a policy reads them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "expect")]
    context: Option<PathBuf>,
}

/// The formats that it has.
pub const FORMATS: &[Format] = &[Format::Human, Format::Json, Format::Csv, Format::Markdown];

#[derive(Debug, Subcommand)]
enum Sub {
    Diff(diff::Args),
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let file = match (&args.command, &args.file) {
        (Some(Sub::Diff(args)), None) => return diff::run(args, report),
        (Some(Sub::Diff(_)), Some(file)) => {
            let failure = Failure::new(format!("`diff` compares two blueprints, and {} is a third", file.display()));
            return Err(failure.help("write `cvpn access diff OLD NEW`").into());
        }
        (None, Some(file)) => file,
        (None, None) => return Err(Failure::new("no blueprint is named").into()),
    };
    let source = Source::of(file);
    let folder = source.folder().to_owned();
    let mut examination = examine::alone(source);
    let (exit, blueprint) = read(&mut examination, report)?;
    let (Some(blueprint), Some(document)) = (&blueprint, &examination.document) else { return Ok(exit) };
    let reach = Reach::of(blueprint);
    if let Some(expectations) = &args.expect {
        return Ok(exit.max(expect::run(expectations, &reach, document, report)?));
    }
    let asked = people::asked(&reach, &args.user, &args.group, report)?;
    let policy = match &args.context {
        Some(context) => match policy::told(context, blueprint, &folder, report)? {
            Some(told) => Some(told),
            None => return Ok(Exit::Faults),
        },
        None => None,
    };
    let question = Question { reach: &reach, document, asked: &asked, to: &args.to };
    let beside = policy.as_ref().map(|told| told.words());
    match report.format {
        Format::Json => print::json(&question, policy.as_ref(), report)?,
        format if args.matrix => report.data(&print::matrix(&question, format)?)?,
        Format::Csv => report.data(&print::csv(&question)?)?,
        Format::Markdown => report.data(&print::markdown(&question))?,
        _ => report.data(&print::human(&question))?,
    }
    match report.format {
        Format::Json => {}
        Format::Csv | Format::Markdown => beside.iter().for_each(|words| report.note(words)),
        _ => {
            report.data(&beside.map(|words| visible(&words) + "\n").unwrap_or_default())?;
            report.note(&left_out::not_evaluated(blueprint, policy.is_some()));
        }
    }
    Ok(exit)
}

/// Prints the errors of a blueprint, and gives it to whom asks: also one that AWS would refuse, because what it would
/// mean is known.
fn read(examination: &mut Examination, report: &Report) -> Result<(Exit, Option<Blueprint>), Stop> {
    if let Some(failure) = examination.failure.take() {
        return Err(failure.into());
    }
    let faults = &examination.faults;
    let errors: Vec<&Fault> = faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
    report.faults(examination, errors.iter().copied());
    let exit = if errors.is_empty() { Exit::Fine } else { Exit::Faults };
    Ok((exit, examination.blueprint.take()))
}
