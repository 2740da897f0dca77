//! Takes the folder away in which an output was built, after a run or after one that was killed.

use super::Disk;
use super::compare::{Found, look};
use super::manifest::{MANIFEST, Owned};
use super::publish::{AFTER, DURING, NEW, OLD};
use crate::failure::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// Takes it away. In `new/`, which after an exchange is the old output, only what its manifest names is removed: should
/// a file of somebody else have got in, it stays, and the failure says where.
pub(super) fn sweep(disk: &mut Disk, building: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(building) {
        Err(_) => return Ok(()),
        Ok(found) if !found.is_dir() => return Err(in_the_way(building)),
        Ok(_) => {}
    }
    let new = building.join(NEW);
    // The manifest is written first and removed last. If it cannot be read, there is nothing else.
    for path in Owned::read(&new).unwrap_or_default().0.keys() {
        if let Ok(Found::File(_)) = look(building, &format!("{NEW}/{path}")) {
            disk.remove_file(&new.join(path))?;
        }
    }
    if let Ok(Found::File(_)) = look(building, &format!("{NEW}/{MANIFEST}")) {
        disk.remove_file(&new.join(MANIFEST))?;
    }
    // What was put there was named, each file of it, when it was moved.
    if fs::symlink_metadata(building.join(OLD)).is_ok() {
        disk.remove_all(&building.join(OLD))?;
    }
    for file in [DURING, AFTER] {
        if let Ok(Found::File(_)) = look(building, file) {
            disk.remove_file(&building.join(file))?;
        }
    }
    remove_empty(disk, building);
    if fs::symlink_metadata(building).is_err() { Ok(()) } else { Err(in_the_way(building)) }
}

/// Removes a folder and those in it, as far as there are no files in them.
fn remove_empty(disk: &mut Disk, folder: &Path) {
    let folders: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    for inner in folders {
        remove_empty(disk, &inner);
    }
    disk.remove_folder(folder);
}

fn in_the_way(building: &Path) -> Failure {
    Failure::new(format!("{} holds files that cvpn did not write", building.display()))
        .help("cvpn builds its output there; move them to where they belong, and remove the folder")
}
