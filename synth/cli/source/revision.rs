//! A blueprint as it stands in a revision of git: `main:vpn.yaml`.

use super::{From, LARGEST_BLUEPRINT, Source, read};
use crate::failure::Failure;
use std::path::Path;
use std::process::{Command, Stdio};

impl Source {
    /// The blueprint of an argument that is a file, `-`, or a revision and a path in it, as `git show` takes them. A
    /// file of that name counts before a revision.
    pub fn of_revision(argument: &Path) -> Self {
        match argument.to_str() {
            Some(text) if text.contains(':') && !argument.exists() => {
                Source { name: text.to_owned(), folder: ".".into(), from: From::Revision(text.to_owned()) }
            }
            _ => Source::of(argument),
        }
    }
}

pub(super) fn show(object: &str) -> Result<String, Failure> {
    let failed = |why: &str| {
        Failure::new(format!("cannot read {object}: {why}"))
            .help("name a file, or a revision and a path from the root of the repository, such as main:vpn.yaml")
    };
    // The bytes as they are committed: no filter and no pager, and never an option of git.
    if object.starts_with('-') {
        return Err(failed("it is no revision"));
    }
    let child = Command::new("git")
        .args(["cat-file", "blob", object])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.map_err(|error| failed(&format!("git does not run: {}", crate::failure::reason(&error))))?;
    let text = child.stdout.take().map(|stdout| read::stream(stdout, LARGEST_BLUEPRINT));
    let output = child.wait_with_output().map_err(|error| failed(&crate::failure::reason(&error)))?;
    let said = String::from_utf8_lossy(&output.stderr);
    match text {
        // What git says counts only if it found nothing: if its output is too large, nobody reads it to the end.
        Some(Err(why)) => Err(failed(&why)),
        Some(Ok(text)) if output.status.success() => Ok(text),
        _ => {
            let first = said.lines().next().unwrap_or("git failed");
            let first = first.strip_prefix("fatal: ").unwrap_or(first);
            // Of a folder it says the command once more.
            let first = first.strip_prefix(&format!("git cat-file {object}: ")).unwrap_or(first);
            Err(failed(first.trim_end_matches('.')))
        }
    }
}
