//! `cvpn saml`: the metadata of SAML applications.

use crate::args::Format;
use crate::clock;
use crate::report::{Exit, Report, Stop};
use crate::source::metadata;
use clap::{Subcommand, ValueHint};
use cvpn_blueprint::fault::{Fault, Severity};
use cvpn_blueprint::rule::portal_metadata_same::{PORTAL_METADATA_SAME, same};
use cvpn_blueprint::rule::{saml_certificate, saml_metadata};
use cvpn_blueprint::saml::Metadata;
use cvpn_blueprint::{Document, path, report};
use serde_json::json;
use std::path::PathBuf;

/// Inspect the metadata of SAML applications
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Inspect(Inspect),
}

/// Check metadata files as synth does, and say what is in them
///
/// The file must be the metadata of an identity provider, with a way in by HTTP-Redirect and a signing certificate that has
/// not expired. Of two files, such as the VPN's and the portal's, both must not be of one application. It exits with 1 if a
/// fault is an error.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn saml inspect saml/client-vpn.xml
  cvpn saml inspect saml/client-vpn.xml saml/client-vpn-portal.xml --format json")]
struct Inspect {
    /// Metadata files, as downloaded from the applications' pages
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let Command::Inspect(Inspect { files }) = &args.command;
    let today = clock::today()?;
    let mut inspected: Vec<(Document, Metadata, Vec<Fault>)> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for file in files {
        let text = metadata(file)?;
        let name = file.display().to_string();
        let (found, problems) = Metadata::read(&text);
        let mut faults = saml_metadata::problems(&path![], &name, problems);
        faults.extend(saml_certificate::expiry(&path![], &name, &found, today));
        if let Some(index) = texts.iter().position(|other| same(other, &text)) {
            let first = &inspected[index].0;
            let message = format!("`{name}` is the metadata of the same application as `{}`", first.name);
            let fault = Fault::new(&PORTAL_METADATA_SAME, path![], message);
            faults.push(fault.help("the VPN and its portal are two applications; download each from its own page"));
        }
        // Faults are of the whole file; its text would only hide them.
        inspected.push((Document::plain(name, ""), found, faults));
        texts.push(text);
    }
    match report.format {
        Format::Json => report.json(
            &inspected
                .iter()
                .map(|(document, found, faults)| {
                    json!({
                        "file": document.name,
                        "entity_id": found.entity_id,
                        "signing_certificates": found.valid_until.iter().map(ToString::to_string).collect::<Vec<_>>(),
                        "faults": faults.iter().map(|fault| report::json(fault, document)).collect::<Vec<_>>(),
                    })
                })
                .collect::<Vec<_>>(),
        )?,
        _ => {
            report.data(
                &inspected.iter().map(|(document, found, _)| summary(&document.name, found)).collect::<String>(),
            )?;
            for (document, _, faults) in &inspected {
                report.files(faults.iter().map(|fault| (fault, document)));
            }
        }
    }
    let mut faults = inspected.iter().flat_map(|(_, _, faults)| faults);
    Ok(if faults.any(|fault| fault.severity == Severity::Error) { Exit::Faults } else { Exit::Fine })
}

/// What a file says, in a few lines.
fn summary(name: &str, found: &Metadata) -> String {
    let mut lines = format!("{}\n  application  {}\n", report::visible(name), report::visible(&found.entity_id));
    for date in &found.valid_until {
        lines += &format!("  signing certificate until {date}\n");
    }
    lines
}
