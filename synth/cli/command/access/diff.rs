//! `cvpn access diff`: what a change of a blueprint gives to people and takes from them.

use super::changes::Told;
use super::print::csv_table;
use crate::args::Format;
use crate::examine;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use crate::source::{self, Source};
use clap::ValueHint;
use cvpn_blueprint::access::{Reach, difference};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::report::visible;
use std::path::PathBuf;

/// Say who gains and who loses what by a change
///
/// OLD and NEW are files, or revisions of git with a path in them, such as main:vpn.yaml. If OLD is not in its revision,
/// the blueprint is new, and all access is gained. People are the same where
/// their names are. In words and in Markdown, a user is named only where none of their groups changes with them; json
/// and csv name everybody.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn access diff main:vpn.yaml vpn.yaml
  cvpn access diff main:vpn.yaml vpn.yaml --format markdown   for a comment on a pull request
  cvpn access diff main:vpn.yaml vpn.yaml --no-widening       in CI: exit 3 if anybody gains

Formats:
  human, json, csv, markdown")]
pub struct Args {
    /// The blueprint before the change
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    old: PathBuf,
    /// The blueprint after it
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    new: PathBuf,
    /// Exit with 3 if anybody gains anything
    #[arg(long)]
    no_widening: bool,
}

/// What there was of a blueprint before its first commit: nobody reached anything.
fn nothing((revision, path): (&str, &str), new: Option<&Blueprint>, report: &Report) -> Option<Blueprint> {
    report.note(&format!(
        "{revision} has no {path}, so all access is new; a path counts from the root of the repository"
    ));
    let mut old = new?.clone();
    old.access.clear();
    Some(old)
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let mut new = examine::alone(Source::of_revision(&args.new));
    let (before, old) = match source::absent(&args.old) {
        Some(absent) => (Exit::Fine, nothing(absent, new.blueprint.as_ref(), report)),
        None => super::read(&mut examine::alone(Source::of_revision(&args.old)), report)?,
    };
    let (after, new) = super::read(&mut new, report)?;
    let (Some(old), Some(new)) = (&old, &new) else { return Ok(before.max(after)) };
    let (old, new) = (Reach::of(old), Reach::of(new));
    let changes = difference(&old, &new);
    let told = Told { old: &old, new: &new, changes: &changes };
    match report.format {
        Format::Json => report.json(&told.json())?,
        Format::Csv => {
            let head = ["destination", "change", "who"];
            report.data(&csv_table(&head, told.lines())?)?;
        }
        Format::Markdown => report.data(&told.markdown())?,
        _ => report.data(&visible(&told.human()))?,
    }
    let widens = changes.iter().filter(|change| !change.gained.is_empty()).count();
    if widens > 0 && args.no_widening {
        let ranges = if widens == 1 { "1 range".to_owned() } else { format!("{widens} ranges") };
        report.failure(&Failure::new(format!("access widens: somebody gains {ranges}")));
        return Ok(Exit::Changes);
    }
    // What is wrong with the old one is no matter any more.
    Ok(after)
}
