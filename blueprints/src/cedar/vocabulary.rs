//! The attributes of `context` that AWS describes.
//!
//! Source: Client VPN administrator guide, "Device posture", the tables of trust data and the steps for policies.

use super::written;

/// Everything that can stand directly under `context`.
pub const NAMESPACES: [&str; 7] =
    [CONNECTION, "saml", "active-directory", "mutual-authentication", "crowdstrike", "jamf", "jumpcloud"];

/// The namespace of the connection itself: always there, and all in it.
pub const CONNECTION: &str = "connection";

/// What an attribute holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Number,
    /// A text.
    Text,
    /// True or false.
    Truth,
    /// A set of texts.
    Texts,
}

/// The attributes of a namespace that are described, with what they hold.
pub fn table(namespace: &str) -> &'static [(&'static str, Kind)] {
    match namespace {
        "crowdstrike" => &[
            ("assessment.overall", Kind::Number),
            ("assessment.os", Kind::Number),
            ("assessment.sensor_config", Kind::Number),
            ("assessment.version", Kind::Text),
            ("cid", Kind::Text),
            ("platform", Kind::Text),
            ("serial_number", Kind::Text),
        ],
        "jamf" => &[("risk", Kind::Text), ("groups", Kind::Texts), ("osv", Kind::Text)],
        "jumpcloud" => &[
            ("device.is_managed", Kind::Truth),
            ("org_id", Kind::Text),
            ("system", Kind::Text),
            ("durt_id", Kind::Text),
        ],
        // In the samples alone; there may be more.
        "saml" => &[("memberOf", Kind::Texts)],
        _ => &[],
    }
}

/// The attributes of a namespace with a table of its own. AWS does not say those of the others.
pub fn described(namespace: &str) -> Option<Vec<&'static str>> {
    let whole = matches!(namespace, "crowdstrike" | "jamf" | "jumpcloud");
    whole.then(|| table(namespace).iter().map(|(name, _)| *name).collect())
}

/// How many names of a path AWS describes: all, where it has no table.
pub fn described_length(path: &[String]) -> usize {
    let Some((namespace, rest)) = path.split_first() else { return 0 };
    if !NAMESPACES.contains(&namespace.as_str()) {
        return 0;
    }
    let Some(attributes) = described(namespace) else { return path.len() };
    let known = |length: usize| {
        attributes.iter().any(|attribute| {
            let names: Vec<&str> = attribute.split('.').collect();
            names.len() >= length && names.iter().zip(&rest[..length]).all(|(name, written)| name == written)
        })
    };
    1 + (0..=rest.len()).rev().find(|length| known(*length)).unwrap_or_default()
}

/// How a policy asks whether an attribute exists.
pub fn guard(path: &[String]) -> String {
    let Some((name, base)) = path.split_last() else { return String::new() };
    let last = written(std::slice::from_ref(name));
    let name = last.strip_prefix("context.").map_or_else(|| format!("{name:?}"), str::to_owned);
    format!("{} has {name}", written(base))
}
