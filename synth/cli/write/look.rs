//! What stands below a folder in which anything may stand: no symbolic link is followed, and nothing but a regular file is
//! opened, and only if it is no larger than what cvpn writes.

use crate::failure::Failure;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// No output is larger. The largest manifest, that of a stack set for thousands of VPNs, is far from it.
const LARGEST: u64 = 256 << 20;

/// What stands at a path.
pub(super) enum Found {
    Absent,
    File(Vec<u8>),
    /// Something that is no file of ours: where, and what it is.
    Other(PathBuf, &'static str),
}

/// Looks below a folder.
pub(super) struct Within<'a> {
    folder: &'a Path,
    /// The folder in it that was looked into last, which need not be looked at again for each of its files.
    last: String,
}

impl<'a> Within<'a> {
    /// Below this one.
    pub fn of(folder: &'a Path) -> Self {
        Within { folder, last: String::new() }
    }

    /// Looks at a path, which has `/` between its parts.
    pub fn look(&mut self, path: &str) -> Result<Found, Failure> {
        let size = match self.stands(path)? {
            Stands::Absent => return Ok(Found::Absent),
            Stands::Other(place, what) => return Ok(Found::Other(place, what)),
            Stands::File(size) => size,
        };
        let place = self.folder.join(path);
        if size > LARGEST {
            return Ok(Found::Other(place, "is larger than anything that cvpn writes"));
        }
        // Its size is known, so that it need not be asked for again.
        let mut bytes = Vec::with_capacity(size as usize + 1);
        let read = fs::File::open(&place).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
        read.map(|_| Found::File(bytes)).map_err(|error| unread(&place, &error))
    }

    /// Whether a file stands at a path. Nothing is opened.
    pub fn is_file(&mut self, path: &str) -> Result<bool, Failure> {
        Ok(matches!(self.stands(path)?, Stands::File(_)))
    }

    fn stands(&mut self, path: &str) -> Result<Stands, Failure> {
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        if !folders.is_empty() && folders != self.last {
            for (end, _) in folders.match_indices('/').chain([(folders.len(), "")]) {
                let place = self.folder.join(&folders[..end]);
                match at(&place)? {
                    None => return Ok(Stands::Absent),
                    Some(found) if found.is_symlink() => return Ok(Stands::Other(place, LINK)),
                    Some(found) if !found.is_dir() => return Ok(Stands::Other(place, NO_FOLDER)),
                    Some(_) => {}
                }
            }
            folders.clone_into(&mut self.last);
        }
        let place = self.folder.join(path);
        Ok(match at(&place)? {
            None => Stands::Absent,
            Some(found) if found.is_symlink() => Stands::Other(place, LINK),
            Some(found) if !found.is_file() => Stands::Other(place, "is not a regular file"),
            Some(found) => Stands::File(found.len()),
        })
    }
}

enum Stands {
    Absent,
    File(u64),
    Other(PathBuf, &'static str),
}

pub(super) const LINK: &str = "is a symbolic link";
pub(super) const NO_FOLDER: &str = "is not a folder";

/// What a path itself is, not what it leads to. `None`: nothing.
pub(super) fn at(place: &Path) -> Result<Option<fs::Metadata>, Failure> {
    match fs::symlink_metadata(place) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unread(place, &error)),
    }
}

pub(super) fn unread(place: &Path, error: &io::Error) -> Failure {
    Failure::io(format_args!("cannot read {}", place.display()), error)
}

pub(super) fn odd(place: &Path, what: &str) -> Failure {
    Failure::new(format!("{} {what}", place.display()))
        .help("cvpn follows no link out of its output and replaces nothing that it did not write; move it away")
}
