//! What the commands that talk to AWS begin with: a checked blueprint, credentials, and waiting for an answer or Ctrl-C.

use super::Credentials;
use super::progress::Progress;
use crate::args::Format;
use crate::clock;
use crate::examine::{self, Examination};
use crate::failure::Failure;
use crate::report::{Report, Stop};
use crate::source::Source;
use cvpn_blueprint::fault::{Fault, Severity, Target};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::report::{in_file_order, json as json_of};
use cvpn_deploy::preflight::{Whose, accounts};
use cvpn_deploy::{Caller, Callers, Order, Pace};
use serde_json::json;
use std::env;
use std::future::Future;
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;
use tokio::runtime::{Builder, Runtime};

/// The variable that makes waits shorter.
const PACE: &str = "CVPN_PACE";

/// A blueprint that can be deployed, and the credentials for it.
pub struct Work {
    examination: Examination,
    /// The credentials.
    pub callers: Callers,
    runtime: Runtime,
}

impl Work {
    /// Opens the blueprint and the credentials. `None`: the blueprint has faults, which are told.
    pub fn open(file: &Path, credentials: &Credentials, report: &Report) -> Result<Option<Self>, Stop> {
        let today = clock::today()?;
        let examination = examine::one(Source::of(file), &[Target::CloudFormation], today, cvpn_compiler::compile);
        if let Some(failure) = &examination.failure {
            return Err(failure.clone().into());
        }
        let Some(blueprint) = examination.blueprint.as_ref().filter(|_| examination.artifacts.is_some()) else {
            tell(&examination, &examination.faults, report);
            if report.format == Format::Human {
                report.say(format_args!("{}: CloudFormation cannot take it as it is", examination.file));
            }
            return Ok(None);
        };
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Failure::io("cannot start", &error))?;
        let pace = pace()?;
        let profile = credentials.profile.as_deref();
        let center = blueprint.identity_center.as_ref();
        let region = center.and_then(|center| center.region.as_ref()).unwrap_or(&blueprint.region);
        let identity = credentials.identity_profile.as_deref().or(profile);
        let callers = runtime.block_on(async {
            Callers {
                vpn: Caller::new(profile, blueprint.region.as_str(), pace).await,
                identity: Caller::new(identity, region.as_str(), pace).await,
                apart: credentials.identity_profile.is_some(),
            }
        });
        Ok(Some(Work { examination, callers, runtime }))
    }

    /// Makes sure that the credentials are of the blueprint's accounts. If not, the faults are told.
    pub fn ours(&self, whose: Whose, report: &Report) -> Result<bool, Stop> {
        let faults = self.wait(&Progress::new(report), accounts(&self.order(), &self.callers, whose))?;
        Ok(!self.faults(&faults, report))
    }

    /// What is to be deployed.
    pub fn order(&self) -> Order<'_> {
        let blueprint = self.examination.blueprint.as_ref().expect("it was opened");
        Order::new(blueprint, self.examination.artifacts.as_deref().unwrap_or_default())
    }

    /// The blueprint.
    pub fn blueprint(&self) -> &Blueprint {
        self.examination.blueprint.as_ref().expect("it was opened")
    }

    /// Tells the warnings of the blueprint itself.
    pub fn warnings(&self, report: &Report) {
        if report.format == Format::Human {
            report.faults(&self.examination, self.examination.faults.iter());
        }
    }

    /// Tells faults of the blueprint against what is live, but those that it accepts. Says whether one is an error.
    pub fn faults(&self, faults: &[Fault], report: &Report) -> bool {
        let accepted = |fault: &Fault| self.examination.checked.as_ref().is_some_and(|checked| checked.accepts(fault));
        let mut faults: Vec<Fault> = faults.iter().filter(|fault| !accepted(fault)).cloned().collect();
        let Some(document) = &self.examination.document else { return false };
        in_file_order(&mut faults, document);
        tell(&self.examination, &faults, report);
        faults.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// Waits for work in AWS, or until somebody has enough of it.
    pub fn wait<T>(&self, progress: &Progress, work: impl Future<Output = cvpn_deploy::Result<T>>) -> Result<T, Stop> {
        self.runtime.block_on(async {
            tokio::select! {
                done = work => {
                    progress.pause();
                    done.map_err(|error| Failure::new(error.to_string()).help(error.help()).into())
                }
                _ = tokio::signal::ctrl_c() => {
                    progress.interrupted();
                    Err(Stop::Interrupted)
                }
            }
        })
    }

    /// Asks a question that yes answers.
    pub fn agreed(&self, progress: &Progress, question: &str) -> Result<bool, Stop> {
        let answer = self.asked(progress, &format!("{question} [y/N]"))?;
        Ok(["y", "yes"].contains(&answer.trim().to_ascii_lowercase().as_str()))
    }

    /// Asks a question.
    pub fn asked(&self, progress: &Progress, question: &str) -> Result<String, Stop> {
        if !io::stdin().is_terminal() {
            let failure = Failure::new("there is no terminal to ask in");
            return Err(failure.help("--yes says that you agree").into());
        }
        progress.ask(question);
        let read = || {
            let mut line = String::new();
            io::stdin().lock().read_line(&mut line).map(|_| line)
        };
        // On a thread of its own, so that Ctrl-C is heard.
        let line = self.runtime.block_on(async {
            tokio::select! {
                line = tokio::task::spawn_blocking(read) => line.ok(),
                _ = tokio::signal::ctrl_c() => None,
            }
        });
        match line {
            Some(line) => line.map_err(|error| Failure::io("cannot read the answer", &error).into()),
            None => std::process::exit(crate::report::Exit::Interrupted as i32),
        }
    }
}

fn tell(examination: &Examination, faults: &[Fault], report: &Report) {
    match &examination.document {
        Some(document) if report.format == Format::Json => {
            for fault in faults {
                let line = json!({ "event": "fault", "fault": json_of(fault, document) });
                let _ = report.data(&format!("{line}\n"));
            }
        }
        _ => report.faults(examination, faults.iter()),
    }
}

fn pace() -> Result<Pace, Failure> {
    let Some(text) = env::var_os(PACE).filter(|text| !text.is_empty()) else { return Ok(Pace::default()) };
    let text = text.to_string_lossy();
    let pace = text.parse().ok().and_then(Pace::new);
    pace.ok_or_else(|| {
        Failure::new(format!("{PACE} is {text:?}")).help("set it to a number from 0.001 to 1, or unset it")
    })
}
