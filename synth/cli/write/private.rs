//! A file that only its owner can read, from its first byte on: it may hold a key.

use super::replace::{beside, folder};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// A step on the disk is asked for here first, so that tests can let any one of them fail.
pub type Gate<'g> = &'g mut dyn FnMut() -> io::Result<()>;

/// Writes a file that does not exist yet, through to the disk. A run that is killed may leave a part of it.
pub fn write(path: &Path, bytes: &[u8], gate: Gate) -> io::Result<()> {
    gate()?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    gate()?;
    file.write_all(bytes)?;
    gate()?;
    file.sync_all()
}

/// The same, whole or not at all, also if the run is killed: a part of it has another name. No file is replaced.
pub fn publish(path: &Path, bytes: &[u8], gate: Gate) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let file = beside().make_in(folder(path), |path| {
        write(path, bytes, gate).inspect_err(|error| {
            // One that was there before stays, whoever it is of.
            if error.kind() != io::ErrorKind::AlreadyExists {
                let _ = fs::remove_file(path);
            }
        })
    })?;
    gate()?;
    file.into_temp_path().persist_noclobber(path).map_err(|failed| failed.error)
}
