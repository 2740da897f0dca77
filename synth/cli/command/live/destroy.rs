//! `cvpn destroy`: a VPN is taken down.

use super::Credentials;
use std::path::PathBuf;

/// Take a deployed VPN down
///
/// Asks for the VPN's name. The connection log stays, because it may be needed for an investigation, and so does an imported
/// certificate unless --certificate says otherwise. Run again, it goes on where it stopped.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn destroy corp-vpn.yaml
  cvpn destroy corp-vpn.yaml --yes corp-vpn       in a script: the name, as the question would ask for it")]
pub struct Args {
    /// The blueprint
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) credentials: Credentials,
    /// Do not ask; the name of the VPN says that you mean it
    #[arg(short, long, value_name = "NAME")]
    pub(super) yes: Option<String>,
    /// Delete the certificate that was imported, too
    #[arg(long)]
    pub(super) certificate: bool,
}

#[cfg(feature = "deploy")]
mod run {
    use super::Args;
    use crate::command::live::progress::Progress;
    use crate::command::live::work::Work;
    use crate::failure::Failure;
    use crate::report::{Exit, Report, Stop};
    use cvpn_deploy::Event;
    use cvpn_deploy::preflight::Whose;

    /// Runs it.
    pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
        let Some(work) = Work::open(&args.file, &args.credentials, report)? else { return Ok(Exit::Faults) };
        let order = work.order();
        let name = order.blueprint.name.as_str();
        let progress = Progress::new(report);
        let typed = match &args.yes {
            Some(typed) => typed.clone(),
            None => work.asked(&progress, &format!("To take {name} down, type its name:"))?,
        };
        if typed.trim() != name {
            let failure =
                Failure::new(format!("{:?} is not the name of the VPN, {name}; nothing was changed", typed.trim()));
            return Err(failure.into());
        }
        if !work.ours(Whose::Both, report)? {
            return Ok(Exit::Faults);
        }
        let sink = |event| progress.take(&event);
        let left = work.wait(&progress, cvpn_deploy::destroy(&order, &work.callers, args.certificate, &sink))?;
        if let Some(log) = left.log {
            sink(Event::note(format!("the log group {log} stays; the next deployment takes it up again")));
        }
        if let Some(arn) = left.certificate {
            sink(Event::note(format!("the certificate {arn} stays; with --certificate it goes too")));
        }
        Ok(Exit::Fine)
    }
}

#[cfg(feature = "deploy")]
pub use run::run;
