//! `cvpn profile FILE`: the profile of an endpoint that is live.

use super::Credentials;
use std::path::PathBuf;

/// Where the profile of a live endpoint comes from and goes to.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// The blueprint whose endpoint's profile is exported
    #[arg(value_name = "FILE")]
    pub(in crate::command) file: Option<PathBuf>,
    /// The profile to write
    #[arg(short, long, value_name = "FILE", requires = "file")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) credentials: Credentials,
}

#[cfg(feature = "deploy")]
mod run {
    use super::Args;
    use crate::args::Format;
    use crate::clock;
    use crate::command::live::progress::Progress;
    use crate::command::live::work::Work;
    use crate::command::profile::{check, hand_out};
    use crate::failure::Failure;
    use crate::report::{Exit, Report, Stop};
    use cvpn_certificates::Zeroizing;
    use cvpn_certificates::inspect::{Inspection, Source, Terms};
    use cvpn_certificates::profile::{self, Endpoint, Expected};
    use cvpn_deploy::Exported;
    use cvpn_deploy::preflight::Whose;
    use serde_json::json;

    /// Runs it.
    pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
        let (Some(file), Some(output)) = (&args.file, &args.output) else {
            return Err(Failure::new("there is no file to write").help("name it with -o").into());
        };
        let Some(work) = Work::open(file, &args.credentials, report)? else { return Ok(Exit::Faults) };
        if !work.ours(Whose::Endpoint, report)? {
            return Ok(Exit::Faults);
        }
        let order = work.order();
        let exported = work.wait(&Progress::new(report), async {
            let endpoint = cvpn_deploy::endpoint(&order, &work.callers).await?;
            cvpn_deploy::profile(&work.callers.vpn, &endpoint).await
        })?;
        let name = output.display().to_string();
        let checked = checked(&name, &exported)?;
        if report.format == Format::Human {
            check::say(&checked, report);
        }
        if !checked.failed() {
            hand_out::write(output, &exported.text)?;
        }
        let written = (!checked.failed()).then_some(&name);
        let next = hand_out::steps(output, false, &exported.text);
        match report.format {
            Format::Json => {
                report.json(&json!({ "written": written, "next": next, "faults": checked.json()["faults"] }))?;
            }
            _ => {
                if let Some(written) = written {
                    let steps = next.iter().enumerate().map(|(index, step)| format!("\n  {}. {step}", index + 1));
                    report.data(&format!("{written}\n"))?;
                    report.say(format_args!("Next:{}", steps.collect::<String>()));
                }
            }
        }
        Ok(if checked.failed() { Exit::Faults } else { Exit::Fine })
    }

    /// Checks a profile against the endpoint and its certificate.
    pub fn checked(name: &str, exported: &Exported) -> Result<Inspection, Failure> {
        let source = |name: &str, text: &str| Source {
            name: name.to_owned(),
            bytes: Zeroizing::new(text.as_bytes().to_vec()),
            readable: false,
        };
        let endpoint: Option<Endpoint> = exported.dns_name.parse().ok();
        let ca = exported.chain.as_ref().map(|chain| source("the CA in ACM", chain));
        let server = exported.certificate.as_ref().map(|text| source("the server certificate in ACM", text));
        let expected = Expected { endpoint: endpoint.as_ref(), ca: ca.as_ref(), server: server.as_ref() };
        let terms = Terms { now: clock::now()?, warn_days: 45 };
        Ok(profile::check(&source(name, &exported.text), &expected, terms))
    }
}

#[cfg(feature = "deploy")]
pub use run::{checked, run};
