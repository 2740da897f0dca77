//! What a command says: data on standard output, all else on standard error.

mod blueprint;
mod diff;
mod outcome;
mod record;
mod summary;
mod told;

pub use outcome::{Delivery, Done, Outcome};
pub use record::Record;
pub use told::Told;

use crate::args::{Format, Speech};
use crate::failure::Failure;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use cvpn_blueprint::Document;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::report::{human, visible};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

/// So many faults are printed; a person mends them in rounds.
const MOST_FAULTS: usize = 50;

/// How a command ends. The numbers are its exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is fine.
    Fine = 0,
    /// A blueprint has errors, or its output is stale.
    Faults = 1,
    /// Wrong use, or an I/O error.
    Failed = 2,
    /// Access widens although it was not to, or a deployment would change something.
    Changes = 3,
    /// What is live is not what is meant.
    #[cfg_attr(not(feature = "deploy"), allow(dead_code, reason = "only a look at AWS says it"))]
    Drift = 4,
    /// Somebody interrupted it: 128 and the number of the signal, as shells have it.
    Interrupted = 130,
}

/// Why a command stops before its end.
#[derive(Debug)]
pub enum Stop {
    /// It cannot go on.
    Failure(Failure),
    /// Nobody reads its output any more.
    Closed,
    /// Somebody interrupted it, and has been told what goes on.
    #[cfg_attr(not(feature = "deploy"), allow(dead_code, reason = "only work in AWS says it"))]
    Interrupted,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failure(failure)
    }
}

/// Where a command speaks.
#[derive(Debug)]
pub struct Report {
    /// For people or for machines.
    pub format: Format,
    /// Whether standard output takes colours.
    colour_of_data: bool,
    /// Whether data goes to a terminal.
    terminal: bool,
    /// Whether standard error takes colours.
    colour: bool,
}

impl Report {
    /// Speaks as the options say.
    pub fn new(speech: Speech) -> Self {
        let colour_of_data = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        let colour = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        Report { format: speech.format, colour_of_data, terminal: io::stdout().is_terminal(), colour }
    }

    /// Prints data.
    pub fn data(&self, text: &str) -> Result<(), Stop> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| unwritten(&error))
    }

    /// Prints data for machines.
    pub fn json(&self, value: &impl Serialize) -> Result<(), Stop> {
        let mut out = BufWriter::new(io::stdout().lock());
        let written = serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from);
        written.and_then(|()| writeln!(out)).and_then(|()| out.flush()).map_err(|error| unwritten(&error))
    }

    /// Says something to people. If nobody listens, the work still counts.
    pub fn say(&self, text: impl Display) {
        // In one piece: standard error has no buffer, and other programs may write to it as well.
        let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
    }

    /// Says something beside the work itself.
    pub fn note(&self, text: &str) {
        self.say(self.note_of(text));
    }

    fn note_of(&self, text: &str) -> String {
        format!("{} {}", self.paint(AnsiColor::Green.on_default().bold(), "note:"), visible(text))
    }

    /// Says faults of files, each with its document.
    pub fn files<'f>(&self, mut faults: impl Iterator<Item = (&'f Fault, &'f Document)>) {
        for (fault, document) in faults.by_ref().take(MOST_FAULTS) {
            self.say(human(fault, document, self.colour));
        }
        let more = faults.count();
        if more > 0 {
            self.say(format_args!("… and {more} more; `--format json` has them all\n"));
        }
    }

    /// Says why something could not be done.
    pub fn failure(&self, failure: &Failure) {
        self.say(self.failure_of(failure));
    }

    fn failure_of(&self, failure: &Failure) -> String {
        let error = self.paint(AnsiColor::BrightRed.on_default().bold(), "error:");
        let mut text = format!("{error} {}", visible(&failure.message));
        if let Some(help) = &failure.help {
            let word = self.paint(AnsiColor::BrightCyan.on_default().bold(), "help:");
            text += &format!("\n{word} {}", visible(help));
        }
        text
    }

    /// A bar for work on so many blueprints: on a terminal, once it takes long enough to be noticed.
    pub fn progress(&self, blueprints: usize) -> ProgressBar {
        const NOTICED: usize = 200;
        if blueprints < NOTICED || self.format != Format::Human {
            return ProgressBar::hidden();
        }
        // It draws on a terminal only.
        let bar = ProgressBar::new(blueprints as u64);
        bar.with_style(
            ProgressStyle::with_template("{bar:32} {pos} of {len} blueprints").expect("the template is sound"),
        )
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Why a command stops when its output cannot be written.
fn unwritten(error: &io::Error) -> Stop {
    match error.kind() {
        ErrorKind::BrokenPipe => Stop::Closed,
        _ => Failure::io("cannot write to standard output", error).into(),
    }
}
