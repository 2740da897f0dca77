//! A table of what was done with several blueprints, by account and Region.

use super::blueprint::{count_faults, plural};
use cvpn_blueprint::fleet::{Found, Member};
use std::collections::BTreeMap;

/// What a blueprint can end as, in the order of the columns.
const STATUSES: [&str; 6] = ["fine", "written", "unchanged", "stale", "faulty", "failed"];

/// Counts of blueprints.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// By account and Region, then by status; without a place, what could not be read.
    rows: BTreeMap<Option<[String; 2]>, BTreeMap<&'static str, usize>>,
}

impl Summary {
    pub(super) fn add(&mut self, member: Option<&Member>, status: &'static str) {
        let place = member.map(|member| [member.account.to_string(), member.region.to_string()]);
        *self.rows.entry(place).or_default().entry(status).or_default() += 1;
    }

    /// The table, if there are several blueprints; only its last line, if all are in one place.
    pub(super) fn text(&self, found: &[Found]) -> Option<String> {
        let count = |status: &str| self.rows.values().filter_map(|row| row.get(status)).sum::<usize>();
        let total: usize = self.rows.values().flat_map(BTreeMap::values).sum();
        if total < 2 {
            return None;
        }
        let statuses: Vec<_> = STATUSES.into_iter().filter(|status| count(status) > 0).collect();
        let mut text = String::new();
        if self.rows.len() > 1 {
            let width = |status: &str| status.len().max(total.to_string().len());
            text += &format!("{:<12}  {:<14}", "account", "Region");
            text.extend(statuses.iter().map(|status| format!("  {status:>0$}", width(status))));
            for (place, row) in &self.rows {
                let [account, region] = place.as_ref().map_or(["-", "-"], |place| place.each_ref().map(String::as_str));
                text += &format!("\n{account:<12}  {region:<14}");
                let cell = |status: &&str| format!("  {:>1$}", row.get(status).copied().unwrap_or(0), width(status));
                text.extend(statuses.iter().map(cell));
            }
            text += "\n";
        }
        let counts: Vec<_> = statuses.iter().map(|status| format!("{} {status}", count(status))).collect();
        text += &format!("{}: {}", plural(total, "blueprint"), counts.join(", "));
        let between = count_faults(found.iter().map(|found| found.fault.severity));
        if !between.is_empty() {
            text += &format!("; between them: {between}");
        }
        Some(text)
    }
}
