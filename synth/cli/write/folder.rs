//! The folder `out/`, locked while it is read or written.

use super::Disk;
use crate::failure::Failure;
#[cfg(windows)]
use cvpn_compiler::artifact::digest;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The folder that holds one folder for each blueprint. The lock goes with it.
#[derive(Debug)]
pub struct OutFolder {
    path: PathBuf,
    /// `None` where there is no folder to lock, or the system cannot lock one.
    _lock: Option<File>,
}

impl OutFolder {
    /// Locks it alone, and makes it if there is none. `waiting` is called if another run holds it.
    pub fn to_write(path: &Path, disk: &mut Disk, waiting: impl FnOnce()) -> Result<Self, Failure> {
        if !path.is_dir() {
            disk.make_folder(path)?;
        }
        let lock = open(path, |file| file.try_lock(), |file| file.lock().is_ok(), waiting);
        Ok(OutFolder { path: path.to_owned(), _lock: lock })
    }

    /// Locks it together with other readers.
    pub fn to_read(path: &Path, waiting: impl FnOnce()) -> Self {
        let lock = open(path, |file| file.try_lock_shared(), |file| file.lock_shared().is_ok(), waiting);
        OutFolder { path: path.to_owned(), _lock: lock }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn open(
    path: &Path,
    try_lock: impl FnOnce(&File) -> Result<(), TryLockError>,
    lock: impl FnOnce(&File) -> bool,
    waiting: impl FnOnce(),
) -> Option<File> {
    // Opening a pipe would wait for whoever writes to it.
    let file = path.is_dir().then(|| lockable(path).ok()).flatten()?;
    let locked = match try_lock(&file) {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => {
            waiting();
            lock(&file)
        }
        Err(TryLockError::Error(_)) => false,
    };
    locked.then_some(file)
}

#[cfg(not(windows))]
fn lockable(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Windows locks no folders: a file in the user's own folder for temporary files stands for this one.
#[cfg(windows)]
fn lockable(folder: &Path) -> io::Result<File> {
    let name = digest(&folder.canonicalize()?.to_string_lossy());
    let file = std::env::temp_dir().join(format!("cvpn-{name}.lock"));
    File::options().read(true).write(true).create(true).truncate(false).open(file)
}
