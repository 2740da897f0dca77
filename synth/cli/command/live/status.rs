//! `cvpn status`: what is live beside what is meant.

use super::Credentials;
use std::path::PathBuf;

/// Show what is live beside what the blueprint means: states, expiries, connections, drift
///
/// What AWS does not tell is said to be not checkable. What only a person can confirm is listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn status corp-vpn.yaml
  cvpn status corp-vpn.yaml --format json | jq .drift

Exit status: 0 all is as it is meant; 1 faults in the blueprint; 2 wrong use, or AWS refused; 4 something drifts")]
pub struct Args {
    /// The blueprint
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) credentials: Credentials,
}

#[cfg(feature = "deploy")]
mod run {
    use super::Args;
    use crate::args::Format;
    use crate::command::live::progress::Progress;
    use crate::command::live::work::Work;
    use crate::report::{Exit, Report, Stop};
    use cvpn_deploy::preflight::Whose;
    use cvpn_deploy::status;

    /// Runs it.
    pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
        let Some(work) = Work::open(&args.file, &args.credentials, report)? else { return Ok(Exit::Faults) };
        if !work.ours(Whose::Both, report)? {
            return Ok(Exit::Faults);
        }
        let order = work.order();
        let status = work.wait(&Progress::new(report), status::status(&order, &work.callers))?;
        match report.format {
            Format::Json => report.json(&status)?,
            _ => report.data(&status::print::human(&status))?,
        }
        Ok(if status.drifts() { Exit::Drift } else { Exit::Fine })
    }
}

#[cfg(feature = "deploy")]
pub use run::run;
