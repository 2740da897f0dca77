//! `cvpn report`: all about VPNs in one page.

use super::cost;
use crate::args::{Blueprints, Format, Lang, VERSION};
use crate::clock;
use crate::examine::{self, Examination};
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use crate::write::replace;
use clap::ValueHint;
use cvpn_compiler::show::cost::{Estimate, WORKING, estimate};
use cvpn_compiler::show::page::{Vpn, page};
use std::path::PathBuf;

/// Write a report of VPNs as one page of HTML
///
/// The page has a summary, the picture, who reaches what with a box to look up an address, the faults, the cost, the
/// dates of certificates and the checklist. It needs nothing beside it: it works offline, in print, in light and dark.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn report corp-vpn.yaml -o report.html
  cvpn report blueprints -o report.html --prices prices.json
  cvpn report corp-vpn.yaml -o report.html --lang ja   for a console in Japanese

Formats:
  human   HTML

Environment:
  SOURCE_DATE_EPOCH   today, in seconds since 1970, for certificates; default: the clock")]
pub struct Args {
    #[command(flatten)]
    blueprints: Blueprints,
    /// The file to write, which is replaced if it is there [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Prices to take instead of the program's own; see `cvpn cost`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    prices: Option<PathBuf>,
    /// The language of the checklist, which names what the console shows: English or Japanese
    #[arg(long, value_enum, default_value_t, value_name = "LANGUAGE")]
    lang: Lang,
}

/// The formats that it has.
pub const FORMATS: &[Format] = &[Format::Human];

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let prices = cost::prices(args.prices.as_ref())?;
    let examinations = examine::to_show(&args.blueprints, report)?;
    let estimates: Vec<Option<Estimate>> =
        examinations.iter().map(|examination| Some(estimate(examination.shown()?, &prices, WORKING))).collect();
    let vpns: Vec<Vpn> = examinations.iter().zip(&estimates).filter_map(|(one, estimate)| vpn(one, estimate)).collect();
    if vpns.is_empty() {
        return Err(Failure::new("there is nothing to report on").into());
    }
    let text = page(&vpns, VERSION, Some(clock::today()?), args.lang.into());
    match &args.output {
        Some(file) => replace(file, &text, examinations.iter().map(|one| &one.file))?,
        None => report.data(&text)?,
    }
    Ok(examinations.iter().map(Examination::exit).max().unwrap_or(Exit::Fine))
}

fn vpn<'a>(examination: &'a Examination, estimate: &'a Option<Estimate>) -> Option<Vpn<'a>> {
    Some(Vpn {
        document: examination.document.as_ref()?,
        blueprint: examination.shown(),
        files: &examination.files,
        faults: &examination.faults,
        estimate: estimate.as_ref(),
    })
}
