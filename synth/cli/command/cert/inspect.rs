//! `cvpn cert inspect`: what certificates say, and what AWS would not take.

use super::read;
use crate::args::Format;
use crate::clock;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use cvpn_certificates::inspect::{Terms, inspect};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The endings of the files that are read in a folder.
const ENDINGS: [&str; 6] = ["crt", "pem", "cer", "cert", "key", "crl"];
/// Far deeper than any folder of certificates.
const DEPTH: usize = 16;

/// Show what certificates, keys and revocation lists say, and check them
///
/// Any PEM file or folder, whoever made it. All are looked at together: signatures are verified with the CAs among them, and
/// keys are compared with certificates. It exits with 1 if a fault is an error, so it serves as a check in CI.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn cert inspect certificates
  cvpn cert inspect server.crt ca.crt --warn-days 60
  cvpn cert inspect pki/issued pki/ca.crt --format json")]
pub struct Args {
    /// PEM files, or folders with .crt, .pem, .cer, .cert, .key and .crl files
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Warn of what ends within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 45)]
    warn_days: u32,
}

/// Runs it.
pub(super) fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let mut files = Vec::new();
    for path in &args.paths {
        let before = files.len();
        find(path, 0, &mut files).map_err(|error| Failure::io(format!("cannot read {}", path.display()), &error))?;
        if files.len() == before {
            let failure = Failure::new(format!("{} holds no certificate, key or revocation list", path.display()));
            return Err(failure.help(format!("files that end with .{}", ENDINGS.join(", ."))).into());
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|path| seen.insert(path.clone()));
    let sources = files.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let inspection = inspect(&sources, Terms { now: clock::now()?, warn_days: args.warn_days });
    match report.format {
        Format::Json => report.json(&inspection.json())?,
        _ => {
            report.data(&inspection.text())?;
            report.files(inspection.faults());
        }
    }
    Ok(if inspection.failed() { Exit::Faults } else { Exit::Fine })
}

/// The files below a path, in the order of their names. A file that is named itself is read whatever its ending is.
fn find(path: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !fs::metadata(path)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    if depth == DEPTH {
        return Err(io::Error::other(format!("its folders are more than {DEPTH} deep")));
    }
    let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        let known = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            find(&path, depth + 1, files)?;
        } else if known && fs::metadata(&path).is_ok_and(|found| found.is_file()) {
            files.push(path);
        }
    }
    Ok(())
}
