//! The command line.

use crate::command::{
    access, cert, check, ci, completions, cost, explain, graph, init, live, man, policy, profile, report, runbook,
    saml, schema, synth,
};
use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as Arguments, Parser, Subcommand, ValueEnum, ValueHint};
use cvpn_compiler::Language;
use std::ffi::OsString;
use std::fmt;
use std::num::NonZero;
use std::path::PathBuf;

/// The version that artifacts carry: without the commit, so that `out/` does not change with it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// One blueprint of an AWS Client VPN with single sign-on becomes CloudFormation, Terraform and a runbook
#[derive(Debug, Parser)]
#[command(
    name = "cvpn",
    version = env!("CVPN_VERSION"),
    styles = STYLES,
    max_term_width = 100,
    after_help = "\
Examples:
  cvpn init corp-vpn           write a commented blueprint, corp-vpn.yaml
  cvpn runbook corp-vpn.yaml   say what only the AWS console can do, with your values
  cvpn synth corp-vpn.yaml     write out/corp-vpn/
  cvpn synth --check           in CI: fail with a diff if out/ is stale
  cvpn access corp-vpn.yaml    say who reaches what

Exit status: 0 fine; 1 faults in a blueprint, or stale output; 2 wrong use, or an I/O error;
130 interrupted; others stand in the help of the commands that have them"
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to say it.
    #[command(flatten)]
    pub speech: Speech,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[allow(missing_docs, reason = "the help of each command stands at its arguments")]
    Synth(synth::Args),
    #[allow(missing_docs)]
    Check(check::Args),
    #[allow(missing_docs)]
    Access(access::Args),
    #[allow(missing_docs)]
    Runbook(runbook::Args),
    #[allow(missing_docs)]
    Cost(cost::Args),
    #[allow(missing_docs)]
    Graph(graph::Args),
    #[allow(missing_docs)]
    Report(report::Args),
    #[allow(missing_docs)]
    Deploy(live::deploy::Args),
    #[allow(missing_docs)]
    Diff(live::diff::Args),
    #[allow(missing_docs)]
    Status(live::status::Args),
    #[allow(missing_docs)]
    Sessions(live::sessions::Args),
    #[allow(missing_docs)]
    Crl(live::crl::Args),
    #[allow(missing_docs)]
    Destroy(live::destroy::Args),
    #[allow(missing_docs)]
    Policy(policy::Args),
    #[allow(missing_docs)]
    Ci(ci::Args),
    #[allow(missing_docs)]
    Init(init::Args),
    #[allow(missing_docs)]
    Cert(cert::Args),
    #[allow(missing_docs)]
    Saml(saml::Args),
    #[allow(missing_docs)]
    Profile(profile::Args),
    #[allow(missing_docs)]
    Explain(explain::Args),
    #[allow(missing_docs)]
    Schema(schema::Args),
    #[allow(missing_docs)]
    Completions(completions::Args),
    #[allow(missing_docs)]
    Man(man::Args),
}

/// Options of every command.
#[derive(Clone, Copy, Debug, Arguments)]
#[command(next_help_heading = "Everywhere")]
pub struct Speech {
    /// human: text for people; json: one JSON document on standard output. Some commands have more
    #[arg(long, global = true, value_enum, default_value_t, hide_possible_values = true, value_name = "FORMAT")]
    pub format: Format,
    /// Colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
}

/// For whom the output is. Each command has some of them: see [`Command::formats`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[allow(missing_docs)]
    #[default]
    Human,
    #[allow(missing_docs)]
    Json,
    #[allow(missing_docs)]
    Csv,
    #[allow(missing_docs)]
    Markdown,
    #[allow(missing_docs)]
    Sarif,
    #[allow(missing_docs)]
    Github,
    #[allow(missing_docs)]
    Mermaid,
    #[allow(missing_docs)]
    Dot,
    #[allow(missing_docs)]
    Svg,
}

impl Format {
    /// Those of a command that has no others.
    pub const BOTH: &[Format] = &[Format::Human, Format::Json];
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[allow(missing_docs)]
    #[default]
    Auto,
    #[allow(missing_docs)]
    Always,
    #[allow(missing_docs)]
    Never,
}

/// A language of the runbook.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Lang {
    #[allow(missing_docs)]
    #[default]
    En,
    #[allow(missing_docs)]
    Ja,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Language::En,
            Lang::Ja => Language::Ja,
        }
    }
}

/// The blueprints of a command.
#[derive(Debug, Arguments)]
pub struct Blueprints {
    /// Blueprints, folders with blueprints, or - for standard input [default: the current folder]
    #[arg(value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
}

/// How a command works on several blueprints.
#[derive(Debug, Arguments)]
pub struct Fleet {
    /// Threads to work on several blueprints with [default: one for each core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// Check each by itself: they are alternatives, not parts of one fleet
    #[arg(long)]
    pub separate: bool,
}

impl Color {
    /// Puts the choice in force for everything that is printed, the help and the errors of the command line among it. So
    /// it is looked for before the command line is parsed.
    pub fn enforce(arguments: impl Iterator<Item = OsString>) {
        let arguments: Vec<OsString> = arguments.collect();
        let after = |index: usize| arguments.get(index + 1).and_then(|next| next.to_str());
        let value = arguments.iter().enumerate().rev().find_map(|(index, argument)| match argument.to_str()? {
            "--color" => after(index),
            other => other.strip_prefix("--color="),
        });
        match value.and_then(|value| Color::from_str(value, false).ok()) {
            Some(Color::Always) => ColorChoice::Always.write_global(),
            Some(Color::Never) => ColorChoice::Never.write_global(),
            Some(Color::Auto) | None => {}
        }
    }
}
