//! The commands, one a file.

pub mod access;
pub mod cert;
pub mod check;
pub mod completions;
pub mod explain;
pub mod init;
pub mod man;
pub mod profile;
pub mod runbook;
pub mod saml;
pub mod schema;
pub mod synth;

use crate::args::{Command, Notation};
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};

/// Runs the command that was asked for.
pub fn run(command: Command, report: &Report) -> Result<Exit, Stop> {
    let known = match &command {
        Command::Access(_) => access::NOTATIONS,
        _ => Notation::EVERYWHERE,
    };
    if !known.contains(&report.notation) {
        let names: Vec<String> = known.iter().map(|notation| notation.name()).collect();
        let failure = Failure::new(format!("this command does not print {}", report.notation.name()));
        return Err(failure.help(format!("it prints {}", names.join(", "))).into());
    }
    match command {
        Command::Synth(args) => synth::run(&args, report),
        Command::Access(args) => access::run(&args, report),
        Command::Check(args) => check::run(&args, report),
        Command::Runbook(args) => runbook::run(&args, report),
        Command::Init(args) => init::run(&args, report),
        Command::Cert(args) => cert::run(&args, report),
        Command::Saml(args) => saml::run(&args, report),
        Command::Profile(args) => profile::run(&args, report),
        Command::Explain(args) => explain::run(&args, report),
        Command::Schema(args) => schema::run(&args, report),
        Command::Completions(args) => completions::run(&args, report),
        Command::Man(args) => man::run(&args, report),
    }
}
