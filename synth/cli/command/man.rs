//! `cvpn man`: the manual pages.

use crate::args::{self, Format, VERSION};
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use clap::{Command, CommandFactory, ValueHint};
use clap_mangen::Man;
use std::fs;
use std::path::{Path, PathBuf};

/// Print the manual page, or write the pages of all commands to a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn man | man -l -
  cvpn man ~/.local/share/man/man1")]
pub struct Args {
    /// The folder for the pages of all commands
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
}

/// The formats that it has.
pub const FORMATS: &[Format] = &[Format::Human];

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let mut command = args::Args::command();
    let Some(folder) = &args.folder else {
        report.data(&page(&Man::new(command))?)?;
        return Ok(Exit::Fine);
    };
    let cannot = |what, path: &Path, error| Failure::io(format_args!("cannot {what} {}", path.display()), &error);
    fs::create_dir_all(folder).map_err(|error| cannot("make", folder, error))?;
    command = command.disable_help_subcommand(true);
    command.build();
    let mut written = String::new();
    for command in all(&command) {
        let man = Man::new(command.clone()).source(format!("cvpn {VERSION}"));
        let path = folder.join(man.get_filename());
        fs::write(&path, page(&man)?).map_err(|error| cannot("write", &path, error))?;
        written += &format!("{}\n", path.display());
    }
    report.data(&written)?;
    Ok(Exit::Fine)
}

/// A command with those below it.
fn all(command: &Command) -> Vec<&Command> {
    std::iter::once(command).chain(command.get_subcommands().flat_map(all)).collect()
}

fn page(man: &Man) -> Result<String, Failure> {
    let mut text = Vec::new();
    man.render(&mut text).map_err(|error| Failure::io("cannot make the page", &error))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
