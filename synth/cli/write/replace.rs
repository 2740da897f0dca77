//! One file, replaced as a whole: whoever reads it sees the old one or the new one.

use crate::failure::Failure;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::Builder;

/// Writes a file, or replaces it, but none of those that the text was made from. A failed or killed run leaves the old one.
pub fn replace(path: &Path, text: &str, from: impl IntoIterator<Item: AsRef<Path>>) -> Result<(), Failure> {
    let is = |target: &Path, from: &Path| from.canonicalize().is_ok_and(|from| from == target);
    if path.canonicalize().is_ok_and(|target| from.into_iter().any(|from| is(&target, from.as_ref()))) {
        let failure = Failure::new(format!("cannot write {}: it is the blueprint", path.display()));
        return Err(failure.help("name another file; nothing was written"));
    }
    let found = fs::metadata(path);
    if found.as_ref().is_ok_and(fs::Metadata::is_dir) {
        return Err(Failure::new(format!("cannot write {}: it is a folder", path.display())));
    }
    let written = match found {
        // A terminal, a pipe, /dev/null: what is written goes through it, and nothing takes its place.
        Ok(found) if !found.is_file() => fs::write(path, text),
        // A link that leads nowhere yet stays one, too.
        Err(_) if path.is_symlink() => fs::write(path, text),
        // A link stays one, and what it names is replaced.
        _ => whole(&path.canonicalize().unwrap_or_else(|_| path.to_owned()), text),
    };
    written.map_err(|error| Failure::io(format_args!("cannot write {}", path.display()), &error))
}

fn whole(path: &Path, text: &str) -> io::Result<()> {
    let mut builder = beside();
    // As every new file; what is masked of it, the system knows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder(path))?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// Files beside another one, which are gone unless they get its name.
pub(super) fn beside() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".cvpn-").suffix(".tmp");
    builder
}

/// The folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
