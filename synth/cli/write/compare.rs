//! What stands in the folder, against what should.

use super::look::{Found, LINK, NO_FOLDER, Within, at, odd};
use super::manifest::{MANIFEST, Output, Owned};
use crate::failure::Failure;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The difference between a folder and an output.
#[derive(Debug, Default)]
pub struct Comparison {
    /// What differs, by path, the manifest last.
    pub changes: Vec<Change>,
    /// Paths of the files that are as they should be.
    pub unchanged: Vec<String>,
    /// Paths of files of ours that somebody has changed since; they are written anew.
    pub edited: Vec<String>,
    /// Paths of files of ours that are no longer produced, but that somebody has changed since; they stay.
    pub kept: Vec<String>,
    /// Paths of files that are not ours and stand where ours should.
    pub(super) conflicts: Vec<String>,
    /// Whether there is a folder.
    pub(super) there: bool,
    /// What the manifest on disk names.
    pub(super) owned: Owned,
}

/// A file that differs.
#[derive(Debug)]
pub struct Change {
    /// Its path below the folder.
    pub path: String,
    /// What it holds. `None`: it is missing.
    pub before: Option<Vec<u8>>,
    /// What it should hold. `None`: it is superfluous.
    pub after: Option<String>,
}

/// Compares `out/<name>/` with an output.
pub fn compare(out: &Path, output: &Output) -> Result<Comparison, Failure> {
    let folder = out.join(&output.name);
    let there = match at(&folder)? {
        Some(found) if found.is_symlink() => return Err(odd(&folder, LINK)),
        Some(found) if !found.is_dir() => return Err(odd(&folder, NO_FOLDER)),
        found => found.is_some(),
    };
    let mut within = Within::of(&folder);
    let manifest = within.look(MANIFEST)?;
    let owned = Owned::of(&manifest, &folder)?;
    let mut comparison = Comparison { there, ..Comparison::default() };
    for (path, text) in &output.files {
        match within.look(path)? {
            Found::File(bytes) if bytes == text.as_bytes() => comparison.unchanged.push(path.clone()),
            Found::File(bytes) => {
                if !owned.names(path) {
                    comparison.conflicts.push(path.clone());
                } else if !owned.wrote(path, &bytes) {
                    comparison.edited.push(path.clone());
                }
                comparison.changes.push(Change::of(path, Some(bytes), Some(text)));
            }
            Found::Absent => comparison.changes.push(Change::of(path, None, Some(text))),
            Found::Other(place, what) => return Err(odd(&place, what)),
        }
    }
    for path in owned.0.keys().filter(|path| !output.files.contains_key(*path)) {
        match within.look(path)? {
            Found::File(bytes) if owned.wrote(path, &bytes) => {
                comparison.changes.push(Change::of(path, Some(bytes), None));
            }
            Found::Absent => {}
            Found::File(_) | Found::Other(..) => comparison.kept.push(path.clone()),
        }
    }
    comparison.changes.sort_by(|one, other| one.path.cmp(&other.path));
    let text = output.manifest();
    match manifest {
        Found::File(bytes) if bytes == text.as_bytes() => comparison.unchanged.push(MANIFEST.to_owned()),
        Found::File(bytes) => comparison.changes.push(Change::of(MANIFEST, Some(bytes), Some(&text))),
        Found::Absent => comparison.changes.push(Change::of(MANIFEST, None, Some(&text))),
        Found::Other(place, what) => return Err(odd(&place, what)),
    }
    comparison.owned = owned;
    Ok(comparison)
}

impl Comparison {
    /// Whether nothing in the folder that was compared has to stay.
    pub(super) fn all_ours(&self, folder: &Path) -> bool {
        let mut ours: BTreeSet<&str> = self.owned.0.keys().map(String::as_str).collect();
        for kept in &self.kept {
            ours.remove(kept.as_str());
        }
        ours.insert(MANIFEST);
        only(folder, "", &ours)
    }

    /// What the files held that differ.
    pub fn before(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().filter_map(|change| str::from_utf8(change.before.as_deref()?).ok())
    }

    /// Paths of the files that should not be there any more.
    pub fn superfluous(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().filter(|change| change.after.is_none()).map(|change| change.path.as_str())
    }
}

impl Change {
    fn of(path: &str, before: Option<Vec<u8>>, after: Option<&String>) -> Self {
        Change { path: path.to_owned(), before, after: after.cloned() }
    }
}

/// Whether a folder holds nothing but some paths. What cannot be read counts as something else.
fn only(folder: &Path, below: &str, paths: &BTreeSet<&str>) -> bool {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return error.kind() == ErrorKind::NotFound,
    };
    entries.into_iter().all(|entry| {
        let Ok(entry) = entry else { return false };
        let Ok(name) = entry.file_name().into_string() else { return false };
        let Ok(kind) = entry.file_type() else { return false };
        let path = format!("{below}{name}");
        if kind.is_file() {
            return paths.contains(path.as_str());
        }
        let within = format!("{path}/");
        kind.is_dir() && paths.iter().any(|path| path.starts_with(&within)) && only(&entry.path(), &within, paths)
    })
}
