//! `cvpn sessions`: who is connected.

use super::Credentials;
use std::path::PathBuf;

/// Show who is connected, and end connections
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn sessions corp-vpn.yaml
  cvpn sessions corp-vpn.yaml --kill taro.yamada@example.com
  cvpn sessions corp-vpn.yaml --kill-all")]
pub struct Args {
    /// The blueprint
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) credentials: Credentials,
    /// Also those that ended a while ago
    #[arg(long)]
    pub(super) ended: bool,
    /// End the connections of a user, or the connection with an id
    #[arg(long, value_name = "USER|ID", conflicts_with = "kill_all")]
    pub(super) kill: Option<String>,
    /// End all connections
    #[arg(long)]
    pub(super) kill_all: bool,
}

#[cfg(feature = "deploy")]
mod run {
    use super::Args;
    use crate::args::Format;
    use crate::command::live::progress::Progress;
    use crate::command::live::work::Work;
    use crate::report::{Exit, Report, Stop};
    use cvpn_blueprint::report::visible;
    use cvpn_deploy::preflight::Whose;
    use cvpn_deploy::{Session, Which};
    use serde_json::json;

    /// Runs it.
    pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
        let Some(work) = Work::open(&args.file, &args.credentials, report)? else { return Ok(Exit::Faults) };
        if !work.ours(Whose::Endpoint, report)? {
            return Ok(Exit::Faults);
        }
        let order = work.order();
        let which = args.kill.clone().map(Which::One).or(args.kill_all.then_some(Which::All));
        let caller = &work.callers.vpn;
        let (ended, sessions) = work.wait(&Progress::new(report), async {
            let endpoint = cvpn_deploy::endpoint(&order, &work.callers).await?;
            Ok(match &which {
                Some(which) => (true, cvpn_deploy::kill(caller, &endpoint, which).await?),
                None => (false, cvpn_deploy::sessions(caller, &endpoint, args.ended).await?),
            })
        })?;
        match report.format {
            Format::Json => report.json(&json!({ "ended": ended, "sessions": sessions }))?,
            _ => report.data(&sessions.iter().map(line).collect::<String>())?,
        }
        if report.format == Format::Human {
            let what = if ended { "ended" } else { "shown" };
            report.say(format_args!("{} connections {what}", sessions.len()));
        }
        Ok(Exit::Fine)
    }

    fn line(session: &Session) -> String {
        let Session { id, user, state, since, address, received, sent } = session;
        visible(&format!("{id}  {user}  {state}  since {since}  {address}  received {received}, sent {sent}\n"))
    }
}

#[cfg(feature = "deploy")]
pub use run::run;
