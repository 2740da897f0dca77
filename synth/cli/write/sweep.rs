//! Takes the folder away in which an output was built, after a run or after one that was killed.

use super::Disk;
use super::look::{Found, Within, at, odd, unread};
use super::manifest::{MANIFEST, Owned};
use super::publish::{AFTER, DURING, NEW, OLD};
use crate::failure::Failure;
use std::fs;
use std::path::Path;

/// Takes it away. In `new/`, which after an exchange is the old output, only what its manifest names is removed: should
/// a file of somebody else have got in, it stays, and the failure says where.
pub(super) fn sweep(disk: &mut Disk, building: &Path) -> Result<(), Failure> {
    match at(building)? {
        None => return Ok(()),
        Some(found) if !found.is_dir() => return Err(in_the_way(building)),
        Some(_) => {}
    }
    let mut within = Within::of(building);
    let new = building.join(NEW);
    for path in named(building)?.0.keys() {
        if within.is_file(&format!("{NEW}/{path}"))? {
            disk.remove_file(&new.join(path))?;
        }
    }
    if within.is_file(&format!("{NEW}/{MANIFEST}"))? {
        disk.remove_file(&new.join(MANIFEST))?;
    }
    // What was put there was named, each file of it, when it was moved.
    disk.remove_all(&building.join(OLD))?;
    for file in [DURING, AFTER] {
        if within.is_file(file)? {
            disk.remove_file(&building.join(file))?;
        }
    }
    if remove_empty(disk, building)? { Ok(()) } else { Err(in_the_way(building)) }
}

/// What the manifest in `new/` names. It is written first and removed last: one that is not whole has nothing beside it.
/// One that cannot be read stays, because without it nobody knows what is ours.
fn named(building: &Path) -> Result<Owned, Failure> {
    match Within::of(building).look(&format!("{NEW}/{MANIFEST}"))? {
        Found::File(text) => Ok(Owned::parse(&text, &building.join(NEW)).unwrap_or_default()),
        Found::Absent => Ok(Owned::default()),
        Found::Other(place, what) => Err(odd(&place, what)),
    }
}

/// Removes a folder and those in it, as far as there are no files in them. Whether it is gone.
fn remove_empty(disk: &mut Disk, folder: &Path) -> Result<bool, Failure> {
    for entry in fs::read_dir(folder).map_err(|error| unread(folder, &error))? {
        let entry = entry.map_err(|error| unread(folder, &error))?;
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_empty(disk, &entry.path())?;
        }
    }
    disk.remove_folder(folder)
}

fn in_the_way(building: &Path) -> Failure {
    Failure::new(format!("{} holds files that cvpn did not write", building.display()))
        .help("cvpn builds its output there; move them to where they belong, and remove the folder")
}
