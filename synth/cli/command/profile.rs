//! `cvpn profile`: the file with which people connect.

pub(super) mod check;
pub(super) mod hand_out;
mod render;

use crate::command::live;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use clap::Subcommand;

/// Write and check the profiles with which people connect
///
/// With a blueprint, the profile of its endpoint is exported from AWS, checked against the endpoint and its certificate, and
/// written.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  cvpn profile corp-vpn.yaml -o corp.ovpn
  cvpn profile render --endpoint cvpn-endpoint-….amazonaws.com --ca ca.crt --server server.crt -o vpn.ovpn
  cvpn profile render --from exported.ovpn --cert taro.crt --key taro.key -o taro.ovpn
  cvpn profile check exported.ovpn --ca ca.crt --server server.crt"
)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    live: live::profile::Args,
}

#[derive(Debug, Subcommand)]
enum Command {
    Render(render::Args),
    Check(check::Args),
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    match &args.command {
        Some(Command::Render(args)) => render::run(args, report),
        Some(Command::Check(args)) => check::run(args, report),
        None if args.live.file.is_none() => {
            Err(Failure::new("there is no blueprint").help("`cvpn profile --help` says what there is").into())
        }
        #[cfg(not(feature = "deploy"))]
        None => Err(live::absent().into()),
        #[cfg(feature = "deploy")]
        None => live::profile::run(&args.live, report),
    }
}
