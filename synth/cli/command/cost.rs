//! `cvpn cost`: what blueprints cost a month.

use crate::args::{Blueprints, Format, VERSION};
use crate::examine;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use crate::source;
use clap::ValueHint;
use cvpn_compiler::show::cost::{self, Estimate, MONTH, Prices, WORKING};
use serde_json::json;
use std::path::PathBuf;

/// Estimate what VPNs cost a month, part by part
///
/// Connection hours come from `capacity` of the blueprint. What is not known, a price or a number, is marked as such, and
/// the total as incomplete; `--prices` gives prices that the program does not have.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn cost corp-vpn.yaml
  cvpn cost corp-vpn.yaml --working 200            keep associations for 200 hours a month
  cvpn cost --prices prices.json --format markdown

Formats:
  human, json, markdown

A file of prices; those that it has take the place of the program's own:
  { \"regions\": { \"eu-west-1\": {
      \"association_hour\": { \"usd\": \"0.10\", \"date\": \"2026-11-01\", \"source\": \"AWS Price List\" },
      \"connection_hour\": …, \"log_gigabyte\": …, \"alarm_month\": … } } }")]
pub struct Args {
    #[command(flatten)]
    blueprints: Blueprints,
    /// Prices to take instead of the program's own
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    prices: Option<PathBuf>,
    /// Hours of a month in which people work, to say what is saved without associations in the others
    #[arg(long, value_name = "HOURS", default_value_t = WORKING)]
    #[arg(value_parser = clap::value_parser!(u32).range(0..=i64::from(MONTH)))]
    working: u32,
}

/// The formats that it has.
pub const FORMATS: &[Format] = &[Format::Human, Format::Json, Format::Markdown];

/// The program's prices with those of a file in their place.
pub fn prices(file: Option<&PathBuf>) -> Result<Prices, Failure> {
    let Some(file) = file else { return Ok(Prices::embedded()) };
    let prices = Prices::read(&source::text(file)?)
        .map_err(|why| Failure::new(format!("{} is not a table of prices: {why}", file.display())))
        .map_err(|failure| failure.help("`cvpn cost --help` shows one"))?;
    Ok(Prices::embedded().with(prices))
}

/// The estimates as text; with their sum, if there are several.
fn human(estimates: &[Option<Estimate>], text: String) -> String {
    let known: Vec<&Estimate> = estimates.iter().flatten().collect();
    if known.len() < 2 {
        return text;
    }
    let incomplete = if known.iter().all(|estimate| estimate.complete) { "" } else { ", as far as it is known" };
    let total = cost::money(known.iter().map(|estimate| estimate.total).sum());
    format!("{text}\n{} VPNs{incomplete}: {total} USD a month\n", known.len())
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let prices = prices(args.prices.as_ref())?;
    let examinations = examine::to_show(&args.blueprints, report)?;
    let estimate = |blueprint| cost::estimate(blueprint, &prices, args.working);
    let estimates: Vec<Option<Estimate>> =
        examinations.iter().map(|examination| examination.shown().map(estimate)).collect();
    let print = |print: fn(&Estimate) -> String| estimates.iter().flatten().map(print).collect::<Vec<_>>().join("\n");
    match report.format {
        Format::Json => {
            let blueprints = examinations.iter().zip(&estimates).map(|(examination, estimate)| {
                let mut value = examination.json();
                value["estimate"] = json!(estimate);
                value
            });
            report.json(&json!({
                "tool": { "name": "cvpn", "version": VERSION },
                "blueprints": blueprints.collect::<Vec<_>>(),
            }))?;
        }
        Format::Markdown => report.data(&print(cost::markdown))?,
        _ => report.data(&human(&estimates, print(cost::human)))?,
    }
    Ok(examinations.iter().map(examine::Examination::exit).max().unwrap_or(Exit::Fine))
}
