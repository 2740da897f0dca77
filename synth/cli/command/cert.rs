//! `cvpn cert`: the certificates of a VPN.

mod client;
pub mod folder;
mod guard;
mod inspect;
mod made;
mod new;
mod passphrase;
mod renew;
mod revoke;

use crate::clock;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use clap::Subcommand;
use cvpn_certificates::inspect::Source;
use cvpn_certificates::set::Made;
use cvpn_certificates::{Error, Passphrase, Set};
use folder::Folder;
use std::fs;
use std::path::{Path, PathBuf};
use time::OffsetDateTime;

/// Make, renew, revoke and inspect certificates
///
/// A set of certificates is one folder: the CA, the server's certificate for ACM, the clients' certificates for mutual
/// authentication, their keys, and an index. Only its owner can read it, git ignores it, and every command leaves it as it
/// was or as it should be, never in between.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn cert new --domain vpn.example.com          a CA and a server certificate, in certificates/
  cvpn cert client taro.yamada                    a client, for mutual authentication
  cvpn cert inspect certificates                  in CI: fail on a fault, warn 45 days before an end
  cvpn cert renew                                 the same CA and name, so that profiles keep working")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Args),
    Client(client::Args),
    Renew(renew::Args),
    Revoke(revoke::Args),
    Inspect(inspect::Args),
}

/// Where a set is, and how its CA's key is opened.
#[derive(Debug, clap::Args)]
struct Place {
    /// The folder of the set
    #[arg(long, value_name = "DIR", default_value = "certificates")]
    dir: PathBuf,
    /// A file whose first line is the passphrase of the CA's key [default: asked for in the terminal]
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Place {
    /// Changes the set that is there: all of it, or nothing.
    fn change(
        &self,
        how: impl FnOnce(&mut Set, Option<&Passphrase>, OffsetDateTime) -> Result<Made, Error>,
    ) -> Result<(Folder, Made), Failure> {
        let folder = Folder::at(&self.dir)?;
        let mut set = folder.read()?;
        let passphrase = passphrase::of(&set, self.passphrase_file.as_deref())?;
        let made = how(&mut set, passphrase.as_ref(), clock::now()?).map_err(|error| refused(&error))?;
        folder.replace(&set, &mut || Ok(()))?;
        Ok((folder, made))
    }
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    match &args.command {
        Command::New(args) => new::run(args, report),
        Command::Client(args) => client::run(args, report),
        Command::Renew(args) => renew::run(args, report),
        Command::Revoke(args) => revoke::run(args, report),
        Command::Inspect(args) => inspect::run(args, report),
    }
}

/// What the crate of certificates refuses, in words.
pub(super) fn refused(error: &cvpn_certificates::Error) -> Failure {
    let failure = Failure::new(error.to_string());
    match error.help() {
        Some(help) => failure.help(help),
        None => failure,
    }
}

/// Reads a certificate, a key, a list or a profile.
pub(super) fn read(path: &Path) -> Result<Source, Failure> {
    let failed = |error| Failure::io(format!("cannot read {}", path.display()), &error);
    let found = fs::metadata(path).map_err(failed)?;
    // Before it is opened, because opening a pipe waits for somebody who writes to it.
    if !found.is_file() {
        return Err(Failure::new(format!("{} is not a regular file", path.display())));
    }
    let bytes = folder::read_bytes(path).map_err(failed)?;
    Ok(Source { name: path.display().to_string(), bytes, readable: guard::is_readable(&found) })
}
