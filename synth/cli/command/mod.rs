//! The commands, one a file.

pub mod access;
pub mod cert;
pub mod check;
pub mod ci;
pub mod completions;
pub mod cost;
pub mod explain;
pub mod graph;
pub mod init;
#[cfg_attr(not(feature = "deploy"), allow(dead_code, reason = "this build only shows their arguments"))]
pub mod live;
pub mod man;
pub mod policy;
pub mod profile;
pub mod report;
pub mod runbook;
pub mod saml;
pub mod schema;
pub mod synth;

use crate::args::{Command, Format};
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};

impl Command {
    /// The formats that it has.
    fn formats(&self) -> &'static [Format] {
        match self {
            Command::Access(_) => access::FORMATS,
            Command::Check(_) => check::FORMATS,
            Command::Cost(_) => cost::FORMATS,
            Command::Diff(_) => live::diff::FORMATS,
            Command::Graph(_) => graph::FORMATS,
            Command::Report(_) => report::FORMATS,
            Command::Completions(_) | Command::Man(_) => man::FORMATS,
            _ => Format::BOTH,
        }
    }
}

/// Runs the command that was asked for.
pub fn run(command: Command, report: &Report) -> Result<Exit, Stop> {
    let formats = command.formats();
    if !formats.contains(&report.format) {
        let formats: Vec<String> = formats.iter().map(|format| format!("`{format}`")).collect();
        let failure = Failure::new(format!("this command has no format `{}`", report.format));
        let words = if formats.len() == 1 { "it has only" } else { "its formats are" };
        return Err(failure.help(format!("{words} {}", formats.join(", "))).into());
    }
    match command {
        Command::Synth(args) => synth::run(&args, report),
        Command::Access(args) => access::run(&args, report),
        Command::Check(args) => check::run(&args, report),
        Command::Runbook(args) => runbook::run(&args, report),
        Command::Cost(args) => cost::run(&args, report),
        Command::Graph(args) => graph::run(&args, report),
        Command::Policy(args) => policy::run(&args, report),
        Command::Ci(args) => ci::run(&args, report),
        Command::Report(args) => report::run(&args, report),
        #[cfg(not(feature = "deploy"))]
        Command::Deploy(_)
        | Command::Diff(_)
        | Command::Status(_)
        | Command::Sessions(_)
        | Command::Crl(_)
        | Command::Destroy(_) => Err(live::absent().into()),
        #[cfg(feature = "deploy")]
        Command::Deploy(args) => live::deploy::run(&args, report),
        #[cfg(feature = "deploy")]
        Command::Diff(args) => live::diff::run(&args, report),
        #[cfg(feature = "deploy")]
        Command::Status(args) => live::status::run(&args, report),
        #[cfg(feature = "deploy")]
        Command::Sessions(args) => live::sessions::run(&args, report),
        #[cfg(feature = "deploy")]
        Command::Crl(args) => live::crl::run(&args, report),
        #[cfg(feature = "deploy")]
        Command::Destroy(args) => live::destroy::run(&args, report),
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
