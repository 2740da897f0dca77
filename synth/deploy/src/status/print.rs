//! A status as text for people.

use super::{Drift, Part, Status};
use std::fmt::Write;

/// The whole status.
pub fn human(status: &Status) -> String {
    let mut text = String::new();
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = writeln!(text, "{title}");
            lines.iter().for_each(|line| {
                let _ = writeln!(text, "  {line}");
            });
        }
    };
    section("stacks", parts(&status.stacks));
    if let Some(endpoint) = &status.endpoint {
        let mut lines = vec![format!("{}  {}", endpoint.id, endpoint.state), endpoint.dns_name.clone()];
        lines.extend(endpoint.portal.clone());
        section("endpoint", lines);
    }
    section("associations", parts(&status.associations));
    section("rules", parts(&status.rules));
    section("routes", parts(&status.routes));
    section("assignments", parts(&status.assignments));
    let expiries = status.expiries.iter();
    section(
        "ends",
        expiries.map(|expiry| format!("{}  {}, in {} days", expiry.name, expiry.until, expiry.days)).collect(),
    );
    section("connections", vec![format!("{} open", status.connections)]);
    section("not checkable", status.unchecked.clone());
    section("only a person can confirm", status.by_hand.clone());
    let drift: Vec<String> = status.drift.iter().map(drifted).collect();
    if drift.is_empty() {
        section("drift", vec!["none".to_owned()]);
    } else {
        section("drift", drift);
    }
    text
}

fn parts(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|part| format!("{}  {}", part.name, part.state)).collect()
}

/// Something that is not what is meant, in a line.
pub fn drifted(drift: &Drift) -> String {
    match (&drift.meant, &drift.live) {
        (Some(meant), Some(live)) => format!("{}: meant {meant}, is {live}", drift.place),
        (Some(_), None) => format!("{}: is gone", drift.place),
        (None, Some(live)) if live == "there" => format!("{}: nobody means it", drift.place),
        (None, Some(live)) => format!("{}: is {live}, and nobody means it", drift.place),
        (None, None) => drift.place.clone(),
    }
}
