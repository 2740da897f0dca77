//! An estimate as text for people and as Markdown.

use super::{Estimate, MONTH, Part};
use crate::runbook::markdown::escape;
use cvpn_blueprint::report::visible;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeSet;

/// Money with cents.
pub fn money(usd: Decimal) -> String {
    format!("{:.2}", usd.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

/// A line of the table.
pub(in crate::show) fn row(part: &Part) -> [String; 5] {
    let quantity = part.quantity.map_or_else(
        || "not known".to_owned(),
        |quantity| {
            let quantity = if part.unit == "GB" { quantity.round_dp(3) } else { quantity };
            format!("{} {}", quantity.normalize(), part.unit)
        },
    );
    let price = match &part.price {
        Some(price) if price.confirmed => price.usd.to_string(),
        Some(price) => format!("{} (unconfirmed)", price.usd),
        None if part.cost == Some(Decimal::ZERO) => "0".to_owned(),
        None => "price not known".to_owned(),
    };
    [part.part.to_owned(), quantity, part.how.clone(), price, part.cost.map_or_else(|| "not known".to_owned(), money)]
}

pub(in crate::show) const HEAD: [&str; 5] = ["Part", "A month", "From", "Price", "USD"];

/// The last line of the table: its words and the sum.
pub(in crate::show) fn total(estimate: &Estimate) -> (&'static str, String) {
    let words = if estimate.complete { "Total" } else { "Total of what is known (incomplete)" };
    (words, money(estimate.total))
}

/// What stands below the table, a sentence each. `said` makes text of a price file harmless; all else is our own.
pub(in crate::show) fn notes(estimate: &Estimate, said: fn(&str) -> String) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    // Parts of which the same is to be said share a sentence.
    let mut said_of: Vec<(&str, Vec<&str>)> = Vec::new();
    for (part, note) in estimate.parts.iter().filter_map(|part| Some((part.part, part.note.as_deref()?))) {
        match said_of.iter_mut().find(|(known, _)| *known == note) {
            Some((_, parts)) => parts.push(part),
            None => said_of.push((note, vec![part])),
        }
    }
    notes.extend(said_of.iter().map(|(note, parts)| format!("{}: {note}", parts.join(", "))));
    if let Some(saving) = &estimate.saving {
        notes.push(format!(
            "Associations for {} of {MONTH} hours only, and none outside working hours: {} less, {} in all; each time they \
             are taken away, their routes go too, and everyone is disconnected",
            saving.hours,
            money(saving.saved),
            money(saving.total),
        ));
    }
    notes.push(format!("Not in it: {}", estimate.left_out.join("; ")));
    let sources: BTreeSet<String> = estimate
        .parts
        .iter()
        .filter_map(|part| part.price.as_ref())
        .map(|price| format!("{} ({})", said(&price.source), said(&price.date)))
        .collect();
    if !sources.is_empty() {
        notes.push(format!("Prices: {}", sources.into_iter().collect::<Vec<_>>().join("; ")));
    }
    notes
}

fn title(estimate: &Estimate) -> String {
    format!("{} in {}, a month of 30 days", estimate.name, estimate.region)
}

/// The estimate as text.
pub fn human(estimate: &Estimate) -> String {
    let (words, sum) = total(estimate);
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(estimate.parts.iter().map(row));
    rows.push([words.to_owned(), String::new(), String::new(), String::new(), sum]);
    // The words of the last line run on into the empty columns beside them.
    let parts = &rows[..rows.len() - 1];
    let width = |column: usize| parts.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths =
        [width(0), width(1), width(2), width(3), rows.iter().map(|row| row[4].len()).max().unwrap_or_default()];
    let mut text = format!("{}\n\n", title(estimate));
    for [part, quantity, how, price, cost] in &rows[..rows.len() - 1] {
        let [a, b, c, d, e] = widths;
        text += &format!("{part:a$}  {quantity:>b$}  {how:c$}  {price:>d$}  {cost:>e$}\n");
    }
    let before = widths[..4].iter().sum::<usize>() + 6;
    text += &format!("{words:before$}  {:>width$}\n\n", rows[rows.len() - 1][4], width = widths[4]);
    text += &notes(estimate, visible).iter().map(|note| format!("{note}\n")).collect::<String>();
    text
}

/// The estimate as Markdown.
pub fn markdown(estimate: &Estimate) -> String {
    let (words, sum) = total(estimate);
    let mut text = format!("### {}\n\n", title(estimate));
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    text += &line(&HEAD.map(str::to_owned));
    text += "|---|--:|---|--:|--:|\n";
    for part in &estimate.parts {
        text += &line(&row(part));
    }
    text += &format!("| **{words}** | | | | **{sum}** |\n\n");
    text += &notes(estimate, escape).iter().map(|note| format!("- {note}\n")).collect::<String>();
    text
}
