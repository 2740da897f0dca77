//! `cvpn deploy`: a blueprint becomes a VPN.

use super::Credentials;
use std::path::PathBuf;

/// Deploy a blueprint to AWS, or bring what is live to what it says
///
/// Looks first: at the accounts, the network, the certificate, Identity Center. Then it shows what would change, asks, and
/// changes it with CloudFormation. What replaces the endpoint or takes an association away is refused until it is allowed
/// by name. All state lives in AWS, so the same command goes on wherever an earlier run stopped.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn deploy corp-vpn.yaml
  cvpn deploy corp-vpn.yaml --profile vpn --identity-profile identity
  cvpn deploy corp-vpn.yaml --yes --format json     in CI: nothing is asked, a line of JSON for each event
  cvpn deploy corp-vpn.yaml --allow-replace Endpoint

Environment:
  AWS_PROFILE, AWS_REGION, …   as for every tool of AWS; the Region is the blueprint's
  AWS_ENDPOINT_URL             another address instead of AWS's
  CVPN_PACE                    how long to wait, as a part of what AWS deserves, from 0.001 to 1

Exit status: 0 what is live is as it is meant; 1 faults, refused or not agreed to; 2 wrong use, or AWS refused; 4 something
drifts that no stack knows; 130 interrupted")]
pub struct Args {
    /// The blueprint
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) credentials: Credentials,
    /// Do not ask
    #[arg(short, long)]
    pub(super) yes: bool,
    /// Allow that this resource is replaced or removed, by the name that the plan shows
    #[arg(long, value_name = "NAME")]
    pub(super) allow_replace: Vec<String>,
    /// The folder of the set that `cvpn cert` made, where the blueprint says `issued`
    #[arg(long, value_name = "DIR", default_value = "certificates")]
    pub(super) certificates: PathBuf,
    /// A bucket of the account and Region, for templates of more than 51,200 bytes
    #[arg(long, value_name = "NAME")]
    pub(super) bucket: Option<String>,
}

#[cfg(feature = "deploy")]
mod run {
    use super::Args;
    use crate::args::Format;
    use crate::command::live::profile;
    use crate::command::live::progress::Progress;
    use crate::command::live::set::Set;
    use crate::command::live::work::Work;
    use crate::command::profile::check;
    use crate::report::{Exit, Report, Stop};
    use cvpn_deploy::Order;

    /// Runs it.
    pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
        let Some(work) = Work::open(&args.file, &args.credentials, report)? else { return Ok(Exit::Faults) };
        work.warnings(report);
        let set = Set::of(work.blueprint(), &args.certificates, report)?;
        let order = Order {
            allowed: &args.allow_replace,
            issued: set.as_ref().map(Set::issued),
            bucket: args.bucket.as_deref(),
            ..work.order()
        };
        let progress = Progress::new(report);
        let sink = |event| progress.take(&event);
        let plan = work.wait(&progress, cvpn_deploy::plan(&order, &work.callers, &sink))?;
        if work.faults(&plan.faults, report) {
            report.say("nothing was changed");
            return Ok(Exit::Faults);
        }
        if !plan.refused.is_empty() {
            progress.refused(&plan.refused);
            return Ok(Exit::Faults);
        }
        if !plan.changes.is_empty() && !args.yes && !work.agreed(&progress, "Deploy this?")? {
            report.say("nothing was changed");
            return Ok(Exit::Faults);
        }
        let deployed = work.wait(&progress, cvpn_deploy::deploy(&order, &work.callers, plan, &sink))?;
        let checked = deployed.profile.as_ref().map(|exported| profile::checked("the exported profile", exported));
        let checked = checked.transpose()?;
        if let (Format::Human, Some(checked)) = (report.format, &checked) {
            check::say(checked, report);
        }
        progress.end(&deployed, &args.file);
        Ok(match checked {
            Some(checked) if checked.failed() => Exit::Faults,
            _ if deployed.status.drifts() => Exit::Drift,
            _ => Exit::Fine,
        })
    }
}

#[cfg(feature = "deploy")]
pub use run::run;
