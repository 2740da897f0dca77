//! `cvpn profile check`: whether a profile fits.

use crate::args::Format;
use crate::clock;
use crate::command::cert;
use crate::report::{Exit, Report, Stop};
use cvpn_certificates::inspect::{Inspection, Terms};
use cvpn_certificates::profile::{self, Endpoint, Expected};
use std::path::PathBuf;

/// Check whether a profile leads to the endpoint and takes its certificate
///
/// Any profile, also one that AWS exported: the right endpoint, the CA of the server's certificate, the name that is pinned,
/// certificates in it that have not expired, and a key that fits. It exits with 1 if a fault is an error.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn profile check vpn.ovpn
  cvpn profile check vpn.ovpn --endpoint cvpn-endpoint-….amazonaws.com --ca ca.crt --server server.crt")]
pub struct Args {
    /// The profile
    #[arg(value_name = "FILE")]
    profile: PathBuf,
    /// The endpoint to which it must lead
    #[arg(long, value_name = "DNSNAME")]
    endpoint: Option<Endpoint>,
    /// The CA that it must have
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// The server's certificate, which it must take
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Warn of certificates that end within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 45)]
    warn_days: u32,
}

/// Runs it.
pub(super) fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let profile = cert::read(&args.profile)?;
    let ca = args.ca.as_deref().map(cert::read).transpose()?;
    let server = args.server.as_deref().map(cert::read).transpose()?;
    let expected = Expected { endpoint: args.endpoint.as_ref(), ca: ca.as_ref(), server: server.as_ref() };
    let checked = profile::check(&profile, &expected, Terms { now: clock::now()?, warn_days: args.warn_days });
    match report.format {
        Format::Json => report.json(&checked.json())?,
        _ => say(&checked, report),
    }
    Ok(if checked.failed() { Exit::Faults } else { Exit::Fine })
}

/// Says the faults.
pub(in crate::command) fn say(checked: &Inspection, report: &Report) {
    report.files(checked.faults());
}
