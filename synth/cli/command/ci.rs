//! `cvpn ci`: what checks and deploys a blueprint where its repository lives.

mod github;

use crate::report::{Exit, Report, Stop};
use clap::Subcommand;

/// Write what checks and deploys a blueprint where its repository lives
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn ci github corp-vpn.yaml -o .github/workflows/corp-vpn.yml
  cvpn ci github corp-vpn.yaml --trust --repository example/network")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Github(github::Args),
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let Command::Github(args) = &args.command;
    github::run(args, report)
}
