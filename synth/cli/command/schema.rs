//! `cvpn schema`: the JSON Schema of a blueprint.

use crate::report::{Exit, Report, Stop};

/// Print the JSON Schema of a blueprint, for editors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn schema > cvpn.schema.json
  # yaml-language-server: $schema=./cvpn.schema.json    (first line of a blueprint)")]
pub struct Args {}

/// Runs it.
pub fn run(_: &Args, report: &Report) -> Result<Exit, Stop> {
    report.json(cvpn_blueprint::schema())?;
    Ok(Exit::Fine)
}
