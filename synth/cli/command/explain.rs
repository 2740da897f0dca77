//! `cvpn explain`: what a fault is about.

use crate::args::Format;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use cvpn_blueprint::nearest;
use cvpn_blueprint::rule::{self, Rule};
use serde_json::{Value, json};

/// Explain a fault by its code, or list all codes
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn explain                    all codes, a line for each
  cvpn explain client-cidr-size   one of them")]
pub struct Args {
    /// The code, as a report prints it in brackets
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    match &args.code {
        Some(code) => {
            let rule = rule::by_code(code).ok_or_else(|| unknown(code))?;
            match report.format {
                Format::Json => report.json(&json(rule))?,
                _ => report.data(&page(rule))?,
            }
        }
        None => match report.format {
            Format::Json => report.json(&rule::all().map(json).collect::<Vec<_>>())?,
            _ => report.data(&list())?,
        },
    }
    Ok(Exit::Fine)
}

fn unknown(code: &str) -> Failure {
    let failure = Failure::new(format!("no fault has the code `{code}`"));
    match nearest(code, rule::all().map(|rule| rule.code)) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`cvpn explain` lists them all"),
    }
}

fn page(rule: &Rule) -> String {
    format!("{}[{}]\n\n{}\n", rule.severity, rule.code, rule.text())
}

fn list() -> String {
    let width = rule::all().map(|rule| rule.code.len()).max().unwrap_or_default();
    rule::all()
        .map(|rule| format!("{:width$}  {:7}  {}\n", rule.code, rule.severity.to_string(), rule.summary()))
        .collect()
}

fn json(rule: &Rule) -> Value {
    json!({ "code": rule.code, "severity": rule.severity, "doc": rule.text() })
}
