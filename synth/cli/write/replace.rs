//! One file, replaced as a whole: whoever reads it sees the old one or the new one.

use crate::failure::Failure;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file, or replaces it. A failed or killed run leaves the old one.
pub fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    // A link stays one, and what it names is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let Some(name) = target.file_name().filter(|_| !target.is_dir()) else {
        return Err(Failure::new(format!("cannot write {}: it is a folder", path.display())));
    };
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = target.with_file_name(beside);
    let write = || -> io::Result<()> {
        let mut file = File::create_new(&beside)?;
        file.write_all(text.as_bytes())?;
        fs::rename(&beside, &target)
    };
    write().map_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            let _ = fs::remove_file(&beside);
        }
        Failure::io(format_args!("cannot write {}", path.display()), &error)
    })
}
