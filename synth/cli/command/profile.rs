//! `cvpn profile`: the file with which people connect.

mod check;
mod hand_out;
mod render;

use crate::report::{Exit, Report, Stop};
use clap::Subcommand;

/// Write and check the profiles with which people connect
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn profile render --endpoint cvpn-endpoint-….amazonaws.com --ca ca.crt --server server.crt -o vpn.ovpn
  cvpn profile render --from exported.ovpn --cert taro.crt --key taro.key -o taro.ovpn
  cvpn profile check exported.ovpn --ca ca.crt --server server.crt")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Render(render::Args),
    Check(check::Args),
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    match &args.command {
        Command::Render(args) => render::run(args, report),
        Command::Check(args) => check::run(args, report),
    }
}
