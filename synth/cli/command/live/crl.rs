//! `cvpn crl`: the revocation list of an endpoint.

use super::Credentials;
use clap::Subcommand;
use std::path::PathBuf;

/// Bring the revocation list of client certificates to the endpoint
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn cert revoke taro.yamada            puts a client on the list
  cvpn crl import corp-vpn.yaml           brings the list to the endpoint")]
pub struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Import(Import),
}

/// Put the revocation list in place of the one that the endpoint has
///
/// AWS resets all connections, and takes up to 4 hours until the list counts. A list that expires shuts everybody out, so one
/// that has expired is not imported.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn crl import corp-vpn.yaml
  cvpn crl import corp-vpn.yaml --list certificates/crl.pem")]
pub(super) struct Import {
    /// The blueprint
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) credentials: Credentials,
    /// The list
    #[arg(long, value_name = "FILE", default_value = "certificates/crl.pem")]
    pub(super) list: PathBuf,
}

#[cfg(feature = "deploy")]
mod run {
    use super::{Args, Command, Import};
    use crate::args::Format;
    use crate::clock;
    use crate::command::cert;
    use crate::command::live::progress::Progress;
    use crate::command::live::work::Work;
    use crate::failure::Failure;
    use crate::report::{Exit, Report, Stop};
    use cvpn_certificates::inspect::{Content, Terms, inspect};
    use cvpn_deploy::preflight::Whose;
    use serde_json::json;

    /// Days before the end of a list from which on it is told.
    const WARN_DAYS: u32 = 14;

    /// Runs it.
    pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
        let Command::Import(args) = &args.command;
        import(args, report)
    }

    fn import(args: &Import, report: &Report) -> Result<Exit, Stop> {
        let source = cert::read(&args.list)?;
        let inspection = inspect(std::slice::from_ref(&source), Terms { now: clock::now()?, warn_days: WARN_DAYS });
        report.files(inspection.faults());
        let items = || inspection.files.iter().flat_map(|file| &file.items);
        if inspection.failed() {
            return Ok(Exit::Faults);
        }
        if items().count() != 1 || !items().all(|item| matches!(item.content, Content::List(_))) {
            let failure = Failure::new(format!("{} is not one revocation list, and nothing else", args.list.display()));
            return Err(failure.help("`cvpn cert revoke --refresh` makes one").into());
        }
        let text = String::from_utf8_lossy(&source.bytes).into_owned();
        let Some(work) = Work::open(&args.file, &args.credentials, report)? else { return Ok(Exit::Faults) };
        if !work.ours(Whose::Endpoint, report)? {
            return Ok(Exit::Faults);
        }
        let order = work.order();
        let imported = work.wait(&Progress::new(report), async {
            let endpoint = cvpn_deploy::endpoint(&order, &work.callers).await?;
            cvpn_deploy::import_list(&work.callers.vpn, &endpoint, &text).await.map(|imported| (endpoint, imported))
        })?;
        let (endpoint, imported) = imported;
        let words = if imported { "imported; it counts within 4 hours" } else { "there already" };
        match report.format {
            Format::Json => report.json(&json!({ "endpoint": endpoint, "imported": imported }))?,
            _ => report.say(format_args!("{} is {words} ({endpoint})", args.list.display())),
        }
        Ok(Exit::Fine)
    }
}

#[cfg(feature = "deploy")]
pub use run::run;
