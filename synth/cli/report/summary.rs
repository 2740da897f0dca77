//! A table of what was done with several blueprints, by account and Region.

use super::blueprint::plural;
use std::collections::BTreeMap;

/// What a blueprint can end as, in the order of the columns.
const STATUSES: [&str; 6] = ["fine", "written", "unchanged", "stale", "faulty", "failed"];

/// Counts of blueprints.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// By account and Region, of each status; without a place, what could not be read.
    rows: BTreeMap<Option<[String; 2]>, [usize; STATUSES.len()]>,
}

impl Summary {
    pub(super) fn add(&mut self, place: Option<[String; 2]>, status: &'static str) {
        let column = STATUSES.iter().position(|known| *known == status).expect("every status has a column");
        self.rows.entry(place).or_default()[column] += 1;
    }

    /// The table, if there are several blueprints; only its last line, if all are in one place.
    pub(super) fn text(&self) -> Option<String> {
        let count = |column: usize| self.rows.values().map(|row| row[column]).sum::<usize>();
        let total: usize = self.rows.values().flatten().sum();
        if total < 2 {
            return None;
        }
        let columns: Vec<usize> = (0..STATUSES.len()).filter(|column| count(*column) > 0).collect();
        let mut text = String::new();
        if self.rows.len() > 1 {
            let width = |column: usize| STATUSES[column].len().max(total.to_string().len());
            text += &format!("{:<12}  {:<14}", "account", "Region");
            text.extend(columns.iter().map(|&column| format!("  {:>1$}", STATUSES[column], width(column))));
            for (place, row) in &self.rows {
                let [account, region] = place.as_ref().map_or(["-", "-"], |place| place.each_ref().map(String::as_str));
                text += &format!("\n{account:<12}  {region:<14}");
                text.extend(columns.iter().map(|&column| format!("  {:>1$}", row[column], width(column))));
            }
            text += "\n";
        }
        let counts: Vec<_> = columns.iter().map(|&column| format!("{} {}", count(column), STATUSES[column])).collect();
        text += &format!("{}: {}", plural(total, "blueprint"), counts.join(", "));
        Some(text)
    }
}
