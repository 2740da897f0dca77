//! `cvpn access diff`: what a change of a blueprint gives to people and takes from them.

use super::Shape;
use super::print::{csv_table, markdown_table, names};
use crate::args::Notation;
use crate::examine;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use crate::source::Source;
use clap::ValueHint;
use cvpn_blueprint::access::{Change, Reach, Who, difference};
use cvpn_blueprint::report::visible;
use cvpn_compiler::runbook::markdown::escape;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

/// Say who gains and who loses what by a change
///
/// OLD and NEW are files, or revisions of git with a path in them, such as main:vpn.yaml. People are the same where
/// their names are. In words and in Markdown, a user is named only where none of their groups changes with them; json
/// and csv name everybody.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn access diff main:vpn.yaml vpn.yaml
  cvpn access diff main:vpn.yaml vpn.yaml --format markdown   for a comment on a pull request
  cvpn access diff main:vpn.yaml vpn.yaml --no-widening       in CI: exit 3 if anybody gains")]
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
    #[command(flatten)]
    shape: Shape,
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let mut old = examine::alone(Source::of_revision(&args.old));
    let mut new = examine::alone(Source::of_revision(&args.new));
    let (before, old) = super::read(&mut old, report)?;
    let (after, new) = super::read(&mut new, report)?;
    let (Some(old), Some(new)) = (&old, &new) else { return Ok(before.max(after)) };
    let (old, new) = (Reach::of(old), Reach::of(new));
    let changes = difference(&old, &new);
    let told = Told { old: &old, new: &new, changes: &changes };
    match report.notation {
        Notation::Json => report.json(&told.json())?,
        Notation::Csv => {
            let head = ["destination", "change", "who"];
            report.data(&csv_table(&head, told.lines())?)?;
        }
        Notation::Markdown => report.data(&told.markdown())?,
        Notation::Human => report.data(&visible(&told.human()))?,
    }
    let widens = changes.iter().filter(|change| !change.gained.is_empty()).count();
    if widens > 0 && args.no_widening {
        let ranges = if widens == 1 { "1 range".to_owned() } else { format!("{widens} ranges") };
        report.failure(&Failure::new(format!("access widens: somebody gains {ranges}")));
        return Ok(Exit::Widens);
    }
    // What is wrong with the old one is no matter any more.
    Ok(after)
}

/// The changes, to be told.
struct Told<'c, 'a> {
    old: &'c Reach<'a>,
    new: &'c Reach<'a>,
    changes: &'c [Change<'a>],
}

impl Told<'_, '_> {
    fn human(&self) -> String {
        let mut text = String::new();
        for change in self.changes {
            let _ = writeln!(text, "{}", change.range);
            for (sign, names) in self.signs(change) {
                let _ = writeln!(text, "  {sign} {names}");
            }
        }
        if text.is_empty() { "nobody gains or loses anything\n".to_owned() } else { text }
    }

    fn markdown(&self) -> String {
        if self.changes.is_empty() {
            return "Nobody gains or loses anything.\n".to_owned();
        }
        let line = |change: &Change| {
            let (gained, lost) = self.sides(change);
            vec![change.range.to_string(), escape(&gained.join(", ")), escape(&lost.join(", "))]
        };
        markdown_table(&["Destination", "Gained by", "Lost by"], self.changes.iter().map(line))
    }

    fn json(&self) -> Value {
        let names = |people: &[Who]| people.iter().map(ToString::to_string).collect::<Vec<_>>();
        let change = |change: &Change| {
            let (gained, lost) = (names(&change.gained), names(&change.lost));
            let one = |cidr: cvpn_blueprint::types::Cidr| json!({ "destination": cidr.to_string(), "gained": gained, "lost": lost });
            change.range.cidrs().into_iter().map(one).collect::<Vec<_>>()
        };
        json!({
            "changes": self.changes.iter().flat_map(change).collect::<Vec<_>>(),
            "widens": self.changes.iter().any(|change| !change.gained.is_empty()),
            "narrows": self.changes.iter().any(|change| !change.lost.is_empty()),
        })
    }

    /// A line for each network, direction and person.
    fn lines(&self) -> Vec<Vec<String>> {
        let mut lines = Vec::new();
        for change in self.changes {
            for cidr in change.range.cidrs() {
                for (word, people) in [("gained", &change.gained), ("lost", &change.lost)] {
                    lines.extend(people.iter().map(|who| vec![cidr.to_string(), word.to_owned(), who.to_string()]));
                }
            }
        }
        lines
    }

    fn signs(&self, change: &Change) -> Vec<(char, String)> {
        let (gained, lost) = self.sides(change);
        let sides = [('+', gained), ('-', lost)];
        sides.into_iter().filter(|(_, names)| !names.is_empty()).map(|(sign, names)| (sign, names.join(", "))).collect()
    }

    /// Who gains and who loses, by name.
    fn sides(&self, change: &Change) -> (Vec<String>, Vec<String>) {
        (self.side(&change.gained, self.new), self.side(&change.lost, self.old))
    }

    fn side(&self, people: &[Who], reach: &Reach) -> Vec<String> {
        let everybody: BTreeSet<Who> =
            self.old.people().iter().chain(self.new.people()).map(|person| person.who).collect();
        let all: Vec<Who> = everybody.into_iter().filter(|who| !matches!(who, Who::User(_))).collect();
        let by_group = |who: &Who| {
            let groups = reach.person(*who).map(|person| person.groups.as_slice()).unwrap_or_default();
            matches!(who, Who::User(_))
                && (people.contains(&Who::Everyone) || groups.iter().any(|group| people.contains(&Who::Group(group))))
        };
        let named: Vec<Who> = people.iter().filter(|who| !by_group(who)).copied().collect();
        names(&named, &all)
    }
}
