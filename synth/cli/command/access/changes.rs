//! What a change gives and takes, in each format.

use super::print::{markdown_table, names};
use cvpn_blueprint::access::{Change, Reach, Who};
use cvpn_compiler::runbook::markdown::escape;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The changes, to be told.
pub struct Told<'c, 'a> {
    /// The blueprint before.
    pub old: &'c Reach<'a>,
    /// The blueprint after.
    pub new: &'c Reach<'a>,
    /// What differs.
    pub changes: &'c [Change<'a>],
}

impl Told<'_, '_> {
    /// In words.
    pub fn human(&self) -> String {
        let mut text = String::new();
        for change in self.changes {
            let _ = writeln!(text, "{}", change.range);
            for (sign, names) in self.signs(change) {
                let _ = writeln!(text, "  {sign} {names}");
            }
        }
        if text.is_empty() { "nobody gains or loses anything\n".to_owned() } else { text }
    }

    /// As a table for a page.
    pub fn markdown(&self) -> String {
        if self.changes.is_empty() {
            return "Nobody gains or loses anything.\n".to_owned();
        }
        let line = |change: &Change| {
            let (gained, lost) = self.sides(change);
            vec![change.range.to_string(), escape(&gained.join(", ")), escape(&lost.join(", "))]
        };
        markdown_table(&["Destination", "Gained by", "Lost by"], self.changes.iter().map(line))
    }

    /// For machines.
    pub fn json(&self) -> Value {
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
    pub fn lines(&self) -> Vec<Vec<String>> {
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
