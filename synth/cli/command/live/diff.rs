//! `cvpn diff`: what a deployment would change.

use super::Credentials;
use crate::args::Format;
use std::path::PathBuf;

/// Show what a deployment would change, property by property, and what that means for people
///
/// Compares the blueprint with the stacks that are live, and changes nothing. Each change has a consequence: no
/// interruption, connections reset, profile must be reloaded, endpoint replaced.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn diff corp-vpn.yaml
  cvpn diff corp-vpn.yaml --format markdown > comment.md     for a pull request

Exit status: 0 nothing would change; 1 faults in the blueprint; 2 wrong use, or AWS refused; 3 something would change")]
pub struct Args {
    /// The blueprint
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) credentials: Credentials,
    /// The folder of the set that `cvpn cert` made, where the blueprint says `issued`
    #[arg(long, value_name = "DIR", default_value = "certificates")]
    pub(super) certificates: PathBuf,
}

/// The formats that it has.
pub const FORMATS: &[Format] = &[Format::Human, Format::Json, Format::Markdown];

#[cfg(feature = "deploy")]
mod run {
    use super::Args;
    use crate::args::Format;
    use crate::command::live::progress::Progress;
    use crate::command::live::set::Set;
    use crate::command::live::work::Work;
    use crate::report::{Exit, Report, Stop};
    use cvpn_deploy::Order;
    use cvpn_deploy::compare::print;
    use cvpn_deploy::preflight::Whose;
    use serde_json::json;

    /// Runs it.
    pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
        let Some(work) = Work::open(&args.file, &args.credentials, report)? else { return Ok(Exit::Faults) };
        if !work.ours(Whose::Both, report)? {
            return Ok(Exit::Faults);
        }
        let set = Set::of(work.blueprint(), &args.certificates, report)?;
        let order = Order { issued: set.as_ref().map(Set::issued), ..work.order() };
        let progress = Progress::new(report);
        let plan = work.wait(&progress, cvpn_deploy::compared(&order, &work.callers))?;
        for (stack, state) in &plan.in_progress {
            report.note(&format!("the stack {stack} is {state}: this is what is left when that succeeds"));
        }
        let changes = &plan.changes;
        let name = &order.blueprint.name;
        match report.format {
            Format::Json => report.json(&json!({
                "name": name, "changes": changes, "consequence": print::worst(changes),
                "in_progress": plan.in_progress.iter().map(|(stack, _)| stack).collect::<Vec<_>>(),
            }))?,
            Format::Markdown if changes.is_empty() => report.data(&format!("`{name}`: nothing would change\n"))?,
            Format::Markdown => report.data(&print::markdown(changes))?,
            _ => report.data(&print::human(changes))?,
        }
        if report.format == Format::Human {
            let end = match changes.len() {
                0 => "nothing would change".to_owned(),
                _ => format!("worst consequence: {}", print::worst(changes)),
            };
            report.say(format_args!("{}: {end}", args.file.display()));
        }
        Ok(if changes.is_empty() { Exit::Fine } else { Exit::Changes })
    }
}

#[cfg(feature = "deploy")]
pub use run::run;
