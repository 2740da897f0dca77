//! Everything that changes the disk, one step at a time.

use super::rename::exchange;
use crate::failure::Failure;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// The disk. Each change asks the gate first, so that tests can let any one of them fail.
#[derive(Default)]
pub struct Disk<'g> {
    /// Asked before every step. `None`: all go ahead.
    pub gate: Option<&'g mut dyn FnMut() -> io::Result<()>>,
}

impl Disk<'_> {
    fn gate(&mut self) -> io::Result<()> {
        self.gate.as_mut().map_or(Ok(()), |gate| gate())
    }

    /// Makes a folder, with those around it. One that is there is fine.
    pub fn make_folder(&mut self, path: &Path) -> Result<(), Failure> {
        self.gate().and_then(|()| fs::create_dir_all(path)).or_failure("make", path)
    }

    /// Writes a file that does not exist yet.
    pub fn write(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let file = self.gate().and_then(|()| fs::File::create_new(path));
        let written = file.and_then(|mut file| {
            self.gate()?;
            file.write_all(text.as_bytes())
        });
        written.or_failure("write", path)
    }

    /// Gives a file a second name. `false` where that cannot be.
    pub fn link(&mut self, from: &Path, to: &Path) -> bool {
        self.gate().and_then(|()| fs::hard_link(from, to)).is_ok()
    }

    /// Moves a file or folder; a file at its new name is replaced.
    pub fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        self.gate().and_then(|()| fs::rename(from, to)).or_failure("write", to)
    }

    /// Exchanges two folders in one step. `false` where the file system cannot.
    pub fn exchange(&mut self, one: &Path, other: &Path) -> bool {
        self.gate().and_then(|()| exchange(one, other)).is_ok()
    }

    /// Removes a file.
    pub fn remove_file(&mut self, path: &Path) -> Result<(), Failure> {
        self.gate().and_then(|()| fs::remove_file(path)).or_failure("remove", path)
    }

    /// Removes a folder if it is empty. Whether it is gone.
    pub fn remove_folder(&mut self, path: &Path) -> Result<bool, Failure> {
        match self.gate().and_then(|()| fs::remove_dir(path)) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(false),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
            removed => removed.or_failure("remove", path).map(|()| true),
        }
    }

    /// Removes a folder with all that is in it, if there is one. No link in it is followed.
    pub fn remove_all(&mut self, path: &Path) -> Result<(), Failure> {
        match self.gate().and_then(|()| fs::remove_dir_all(path)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.or_failure("remove", path),
        }
    }
}

impl fmt::Debug for Disk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Disk")
    }
}

/// Names the step and the path of an I/O error.
trait OrFailure {
    fn or_failure(self, verb: &str, path: &Path) -> Result<(), Failure>;
}

impl OrFailure for io::Result<()> {
    fn or_failure(self, verb: &str, path: &Path) -> Result<(), Failure> {
        self.map_err(|error| Failure::io(format_args!("cannot {verb} {}", path.display()), &error))
    }
}
