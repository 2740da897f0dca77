//! Output whose blueprint is gone.

use super::look::{Found, Within};
use super::manifest::MANIFEST;
use cvpn_blueprint::types::Name;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of `out/` whose manifest says that cvpn made them of a blueprint, but none of these names. A stack set is
/// left out: it is of several blueprints and has a name of its own. What cannot be read is left out as well: this is
/// worth a word, not a failure.
pub fn left_over(out: &Path, names: &BTreeSet<String>) -> Vec<PathBuf> {
    let entries = fs::read_dir(out).into_iter().flatten().flatten();
    let folders = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut found: Vec<_> = folders
        // Everything else is no name of ours, and nothing to put into a message.
        .filter(|name| name.parse::<Name>().is_ok() && !names.contains(name))
        .filter(|name| is_output(&out.join(name), name))
        .map(|name| out.join(name))
        .collect();
    found.sort();
    found
}

fn is_output(folder: &Path, name: &str) -> bool {
    // A link is not followed, neither here nor when output is written.
    if !fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) {
        return false;
    }
    let Ok(Found::File(text)) = Within::of(folder).look(MANIFEST) else { return false };
    let manifest: Value = serde_json::from_slice(&text).unwrap_or_default();
    let stack_set = |file: &Value| file["path"] == "cloudformation/stackset.template.json";
    manifest["tool"]["name"] == "cvpn"
        && manifest["blueprint"]["name"] == name
        && !manifest["files"].as_array().is_some_and(|files| files.iter().any(stack_set))
}
