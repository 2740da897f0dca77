//! `cvpn schema`: the JSON Schema of a blueprint.

use crate::report::{Exit, Report, Stop};

/// Print the JSON Schema of a blueprint, for editors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn schema > cvpn.schema.json
  cvpn schema --partial > cvpn.partial.schema.json
  # yaml-language-server: $schema=./cvpn.schema.json    (first line of a blueprint)")]
pub struct Args {
    /// Of a part of a blueprint, in which no key must be there: for a file of defaults, and for blueprints that extend one
    #[arg(long)]
    partial: bool,
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    if args.partial {
        report.json(&cvpn_blueprint::partial_schema())?;
    } else {
        report.json(cvpn_blueprint::schema())?;
    }
    Ok(Exit::Fine)
}
