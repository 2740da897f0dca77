//! The command line.

use crate::command::{access, cert, check, completions, explain, init, man, profile, runbook, saml, schema, synth};
use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as Arguments, Parser, Subcommand, ValueEnum, ValueHint};
use std::ffi::OsString;
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

Exit status: 0 fine; 1 faults in a blueprint, or stale output; 2 wrong use, or an I/O error"
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
    /// Text for people, or one JSON document on standard output
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Notation,
    /// Colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
}

/// How the data is written. Every command knows the first two; the help of one that knows more lists them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Notation {
    #[allow(missing_docs)]
    #[default]
    Human,
    #[allow(missing_docs)]
    Json,
    #[allow(missing_docs)]
    #[value(hide = true)]
    Csv,
    #[allow(missing_docs)]
    #[value(hide = true)]
    Markdown,
}

impl Notation {
    /// What every command knows.
    pub const EVERYWHERE: &[Notation] = &[Notation::Human, Notation::Json];

    /// Its name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// For whom the output is: for machines it is one JSON document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    #[allow(missing_docs)]
    Human,
    #[allow(missing_docs)]
    Json,
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

/// The blueprints of a command.
#[derive(Debug, Arguments)]
pub struct Blueprints {
    /// Blueprints, folders with blueprints, or - for standard input [default: the current folder]
    #[arg(value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
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
