//! `cvpn init`: a blueprint to start from.

use crate::args::Format;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use clap::builder::{PossibleValue, PossibleValuesParser};
use cvpn_blueprint::gallery::{self, Entry};
use cvpn_blueprint::types::{DefaultsFile, Name};
use cvpn_blueprint::{Document, schema};
use serde_json::json;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Write a commented blueprint to start from, and its schema for editors
///
/// It is NAME.yaml in the current folder, with cvpn.schema.json beside it. No file is overwritten: either all are
/// written or none. The SAML application's ARN and metadata are left for you to fill in, because only the console gives
/// them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn init corp-vpn                       the quickstart, as corp-vpn.yaml
  cvpn init corp-vpn --from multi-group    several teams; `cvpn init --help` lists them all")]
pub struct Args {
    /// The VPN's name, and that of its file [default: that of the gallery blueprint]
    #[arg(value_name = "NAME")]
    name: Option<Name>,
    /// The blueprint of the gallery to start from
    #[arg(long, value_name = "GALLERY", default_value = "quickstart")]
    #[arg(value_parser = PossibleValuesParser::new(choices()))]
    from: String,
}

fn choices() -> Vec<PossibleValue> {
    gallery::ALL.iter().map(|entry| PossibleValue::new(entry.name).help(entry.summary)).collect()
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let entry =
        gallery::by_name(&args.from).ok_or_else(|| Failure::new(format!("the gallery has no `{}`", args.from)))?;
    let name = match &args.name {
        Some(name) => name.clone(),
        None => entry.name.parse().map_err(|invalid| Failure::new(format!("{invalid}")))?,
    };
    let blueprint = format!("{name}.yaml");
    if blueprint.parse::<DefaultsFile>().is_ok() {
        let failure = Failure::new(format!("{blueprint} would be taken for a file of defaults; nothing was written"));
        return Err(failure.help("give the VPN another name").into());
    }
    let text = entry.draft(&name);
    let waits = text != entry.text.replace(&format!("name: {}", entry.name), &format!("name: {name}"));
    let mut files = vec![(blueprint.clone(), text)];
    files.extend(beside(entry, &files[0].1));
    files.push(("cvpn.schema.json".to_owned(), format!("{:#}\n", schema())));
    let written = write(&files)?;
    let mut next = vec![format!("edit {blueprint}: its first comment says what to change first")];
    if waits {
        next.push(format!("run `cvpn runbook {blueprint}`, and fill in the application's ARN and metadata"));
    }
    next.push(format!("run `cvpn synth {blueprint}`, which writes out/{name}/"));
    match report.format {
        Format::Json => report.json(&json!({ "written": written, "next": next }))?,
        _ => {
            report.data(&written.iter().map(|path| format!("{path}\n")).collect::<String>())?;
            let steps = next.iter().enumerate().map(|(index, step)| format!("\n  {}. {step}", index + 1));
            report.say(format_args!("Next:{}", steps.collect::<String>()));
        }
    }
    Ok(Exit::Fine)
}

/// The files that a draft names.
fn beside(entry: &Entry, draft: &str) -> Vec<(String, String)> {
    let blueprint = Document::parse(entry.name, draft).blueprint;
    let named: Vec<&str> = blueprint.iter().flat_map(|blueprint| blueprint.files()).map(|file| file.as_str()).collect();
    let files = entry.files.iter().filter(|(path, _)| named.contains(path));
    files.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Writes files that do not exist yet; one that is there with the same text is fine. All or none.
fn write(files: &[(String, String)]) -> Result<Vec<&str>, Failure> {
    let mut missing = Vec::new();
    for (path, text) in files {
        match fs::read(path) {
            Ok(there) if there == text.as_bytes() => {}
            Err(error) if error.kind() == ErrorKind::NotFound => missing.push((path, text)),
            _ => return Err(there_already(path)),
        }
    }
    let mut written = Vec::new();
    for (path, text) in missing {
        if let Err(error) = write_one(Path::new(path), text) {
            // Each was made by this run a moment ago.
            written.iter().for_each(|path| drop(fs::remove_file(path)));
            return Err(match error.kind() {
                ErrorKind::AlreadyExists => there_already(path),
                _ => Failure::io(format_args!("cannot write {path}"), &error),
            });
        }
        written.push(path.as_str());
    }
    Ok(written)
}

fn there_already(path: &str) -> Failure {
    Failure::new(format!("{path} is there already; nothing was written"))
        .help("take another name or another folder, or move it away")
}

fn write_one(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes()).inspect_err(|_| drop(fs::remove_file(path)))
}
