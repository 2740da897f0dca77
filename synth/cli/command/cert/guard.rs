//! Folders for keys: nobody else may be able to put something in their place.

use crate::failure::Failure;
use std::fs::{self, Metadata};
use std::path::Path;

/// Refuses a folder in which another user could write, or that another user could exchange for one of theirs: each folder
/// on the way to it belongs to this user or to the system, and others cannot write in it. `path` has no symbolic link in it.
pub(super) fn check_way(path: &Path) -> Result<(), Failure> {
    for folder in path.ancestors() {
        let found = fs::metadata(folder).map_err(|error| Failure::io(cannot_look(folder), &error))?;
        if let Some(why) = danger(&found, true) {
            return Err(refuse(folder, why));
        }
    }
    Ok(())
}

/// Refuses the folder of a set that is a symbolic link, not a folder, or that another user could write in.
pub(super) fn check_own(path: &Path) -> Result<(), Failure> {
    let found = fs::symlink_metadata(path).map_err(|error| Failure::io(cannot_look(path), &error))?;
    if !found.is_dir() {
        let what = if found.is_symlink() { "a symbolic link" } else { "not a folder" };
        return Err(Failure::new(format!("{} is {what}", path.display())).help("name the folder itself"));
    }
    match danger(&found, false) {
        Some(why) => Err(refuse(path, why)),
        None => Ok(()),
    }
}

/// Whether others can read a file.
pub(super) fn is_readable(found: &Metadata) -> bool {
    mode(found) & 0o077 != 0
}

fn cannot_look(path: &Path) -> String {
    format!("cannot look at {}", path.display())
}

fn refuse(folder: &Path, why: &str) -> Failure {
    Failure::new(format!("{}: {why}, and could read or replace the keys", folder.display()))
        .help(format!("`chmod go-w {}`, or choose another --dir", folder.display()))
}

/// Who else could write here. In a folder on the way, the group of this user's own counts as this user, and a sticky bit
/// keeps others from touching what is not theirs.
#[cfg(unix)]
fn danger(found: &Metadata, on_the_way: bool) -> Option<&'static str> {
    use std::os::unix::fs::MetadataExt;
    let (user, group) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
    let (mode, sticky) = (found.mode(), on_the_way && found.mode() & 0o1000 != 0);
    let system = on_the_way && found.uid() == 0;
    if found.uid() != user && !system {
        Some("it belongs to another user")
    } else if mode & 0o002 != 0 && !sticky {
        Some("every user can write in it")
    } else if mode & 0o020 != 0 && !sticky && !(on_the_way && [group, 0].contains(&found.gid())) {
        Some("its group can write in it")
    } else {
        None
    }
}

#[cfg(unix)]
fn mode(found: &Metadata) -> u32 {
    use std::os::unix::fs::MetadataExt;
    found.mode()
}

#[cfg(not(unix))]
fn danger(_: &Metadata, _: bool) -> Option<&'static str> {
    None
}

#[cfg(not(unix))]
fn mode(_: &Metadata) -> u32 {
    0
}
