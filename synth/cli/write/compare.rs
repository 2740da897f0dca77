//! What stands in the folder, against what should.

use super::manifest::{MANIFEST, Output, Owned};
use crate::failure::Failure;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// No output is larger. The largest manifest, that of a stack set for thousands of VPNs, is far from it.
pub(super) const LARGEST: u64 = 256 << 20;

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
    let there = match fs::symlink_metadata(&folder) {
        Ok(found) if found.is_symlink() => return Err(odd(&folder, "is a symbolic link")),
        Ok(found) if !found.is_dir() => return Err(odd(&folder, "is not a folder")),
        Ok(_) => true,
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => return Err(unread(&folder, &error)),
    };
    let manifest = look(&folder, MANIFEST)?;
    let owned = Owned::of(&manifest, &folder)?;
    let mut comparison = Comparison { there, ..Comparison::default() };
    for (path, text) in &output.files {
        match look(&folder, path)? {
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
        match look(&folder, path)? {
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

/// What stands at a path.
pub(super) enum Found {
    Absent,
    File(Vec<u8>),
    /// Something that is no file of ours: where, and what it is.
    Other(PathBuf, &'static str),
}

/// Looks at a path below a folder. No symbolic link is followed, and nothing but a regular file is opened, and only
/// if it is no larger than what cvpn writes: anybody can put a file of any size there.
pub(super) fn look(folder: &Path, path: &str) -> Result<Found, Failure> {
    let size = match stands(folder, path)? {
        Stands::Absent => return Ok(Found::Absent),
        Stands::Other(place, what) => return Ok(Found::Other(place, what)),
        Stands::File(size) => size,
    };
    let place = folder.join(path);
    if size > LARGEST {
        return Ok(Found::Other(place, "is larger than anything that cvpn writes"));
    }
    // Its size is known, so that it need not be asked for again.
    let mut bytes = Vec::with_capacity(size as usize + 1);
    let read = fs::File::open(&place).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
    read.map(|_| Found::File(bytes)).map_err(|error| unread(&place, &error))
}

/// Whether a file stands at a path below a folder, for which no symbolic link is followed. Nothing is opened.
pub(super) fn is_file(folder: &Path, path: &str) -> Result<bool, Failure> {
    Ok(matches!(stands(folder, path)?, Stands::File(_)))
}

enum Stands {
    Absent,
    File(u64),
    Other(PathBuf, &'static str),
}

fn stands(folder: &Path, path: &str) -> Result<Stands, Failure> {
    let mut place = folder.to_owned();
    let mut size = 0;
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let found = match fs::symlink_metadata(&place) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Stands::Absent),
            Err(error) => return Err(unread(&place, &error)),
        };
        let last = parts.peek().is_none();
        if found.is_symlink() {
            return Ok(Stands::Other(place, "is a symbolic link"));
        } else if !last && !found.is_dir() {
            return Ok(Stands::Other(place, "is not a folder"));
        } else if last && !found.is_file() {
            return Ok(Stands::Other(place, "is not a regular file"));
        }
        size = found.len();
    }
    Ok(Stands::File(size))
}

pub(super) fn unread(place: &Path, error: &io::Error) -> Failure {
    Failure::io(format_args!("cannot read {}", place.display()), error)
}

pub(super) fn odd(place: &Path, what: &str) -> Failure {
    Failure::new(format!("{} {what}", place.display()))
        .help("cvpn follows no link out of its output and replaces nothing that it did not write; move it away")
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
