//! Reading a text, within limits and with words for everything that can be wrong.

use super::{LARGEST_BESIDE, LARGEST_BLUEPRINT, Limit};
use crate::failure::{Failure, reason};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Reads a blueprint.
pub(super) fn blueprint(path: &Path) -> Result<String, Failure> {
    named(path, LARGEST_BLUEPRINT)
}

/// Reads SAML metadata that the command line names.
pub fn metadata(path: &Path) -> Result<String, Failure> {
    named(path, LARGEST_BESIDE)
}

fn named(path: &Path, largest: Limit) -> Result<String, Failure> {
    regular(path, largest).map_err(|why| {
        let failure = Failure::new(format!("cannot read {}: {}", path.display(), why.reason));
        match why.help {
            Some(help) => failure.help(help),
            None => failure,
        }
    })
}

/// Reads a blueprint from standard input.
pub(super) fn standard_input() -> Result<String, Failure> {
    text(io::stdin().lock(), 0, LARGEST_BLUEPRINT)
        .map_err(|why| Failure::new(format!("cannot read standard input: {}", why.reason)))
}

/// Reads a file that a blueprint names; its path has no symbolic link in it any more.
pub(super) fn beside(path: &Path) -> Result<String, String> {
    regular(path, LARGEST_BESIDE).map_err(|why| why.reason)
}

/// Reads what another program prints.
pub(super) fn stream(from: impl Read, largest: Limit) -> Result<String, String> {
    text(from, 0, largest).map_err(|why| why.reason)
}

/// Why a text could not be read.
struct Why {
    reason: String,
    help: Option<&'static str>,
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Self {
        let reason = match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => reason(&error),
        };
        Why { reason, help: None }
    }
}

impl From<String> for Why {
    fn from(reason: String) -> Self {
        Why { reason, help: None }
    }
}

fn regular(path: &Path, largest: Limit) -> Result<String, Why> {
    // Before it is opened, because opening a pipe waits for somebody who writes to it.
    let found = fs::metadata(path)?;
    if found.is_dir() {
        return Err("it is a folder".to_owned().into());
    }
    if !found.is_file() {
        let help = Some("pipe it into `-`, which stands for standard input");
        return Err(Why { reason: "it is not a regular file".to_owned(), help });
    }
    text(File::open(path)?, found.len(), largest)
}

/// Reads a text of probably so many bytes.
fn text(from: impl Read, size: u64, largest: Limit) -> Result<String, Why> {
    // One more, so that its end is seen without another buffer.
    let mut bytes = Vec::with_capacity(size.min(largest.bytes) as usize + 1);
    from.take(largest.bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest.bytes {
        return Err(format!("it is larger than {}", largest.words).into());
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let reason = format!("it is not UTF-8: byte 0x{:02X} at offset {at}, in line {line}", bytes[at]);
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        Why { reason, help: Some(if utf16 { "it looks like UTF-16; save it as UTF-8" } else { "save it as UTF-8" }) }
    })
}
