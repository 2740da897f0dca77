//! The attributes of `context` that AWS describes.
//!
//! Source: Client VPN administrator guide, "Device posture", the tables of trust data and the steps for policies.

use super::written;

/// Everything that can stand directly under `context`.
pub const NAMESPACES: [&str; 7] =
    [CONNECTION, "saml", "active-directory", "mutual-authentication", "crowdstrike", "jamf", "jumpcloud"];

/// The namespace of the connection itself: always there, and all in it.
pub const CONNECTION: &str = "connection";

/// The attributes of a namespace with a table of its own. AWS does not say those of the others.
pub fn described(namespace: &str) -> Option<&'static [&'static str]> {
    Some(match namespace {
        "crowdstrike" => &[
            "assessment.overall",
            "assessment.os",
            "assessment.sensor_config",
            "assessment.version",
            "cid",
            "platform",
            "serial_number",
        ],
        "jamf" => &["risk", "groups", "osv"],
        "jumpcloud" => &["device.is_managed", "org_id", "system", "durt_id"],
        _ => return None,
    })
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
