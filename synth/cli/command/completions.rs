//! `cvpn completions`: completions for a shell.

use crate::args;
use crate::report::{Exit, Report, Stop};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn completions bash > ~/.local/share/bash-completion/completions/cvpn
  cvpn completions zsh > ~/.zfunc/_cvpn
  cvpn completions fish > ~/.config/fish/completions/cvpn.fish")]
pub struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut args::Args::command(), "cvpn", &mut text);
    report.data(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Fine)
}
