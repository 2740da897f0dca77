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
            Some(text) if names_revision(argument) => {
                Source { name: text.to_owned(), from: From::Revision(text.to_owned()) }
            }
            _ => Source::of(argument),
        }
    }
}

/// Whether an argument is a revision and a path in it.
fn names_revision(argument: &Path) -> bool {
    argument.to_str().is_some_and(|text| text.contains(':')) && !argument.exists()
}

/// The revision and the path, where an argument names both, the revision is there, and has nothing at the path: the file
/// is new since then.
pub fn absent(argument: &Path) -> Option<(&str, &str)> {
    let text = argument.to_str().filter(|_| names_revision(argument))?;
    let (revision, path) = text.split_once(':')?;
    let exists = |object: &str| {
        let mut git = Command::new("git");
        git.args(["cat-file", "-e", object]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        git.status().is_ok_and(|status| status.success())
    };
    // An empty revision is the index, and one with a dash at its start an option.
    let named = !revision.is_empty() && !revision.starts_with('-') && !path.is_empty();
    (named && exists(&format!("{revision}^{{tree}}")) && !exists(text)).then_some((revision, path))
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
