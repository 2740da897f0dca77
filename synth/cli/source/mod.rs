//! Where blueprints come from: the files and folders of the command line, standard input, and the files beside them.

mod beside;
mod find;
mod read;
mod revision;

pub use beside::beside;
pub use find::find;
pub use read::metadata;
pub use revision::absent;

use crate::failure::Failure;
use cvpn_blueprint::types::FileName;
use cvpn_blueprint::{Document, Parsed};
use std::path::{Path, PathBuf};

/// A file that was given as a blueprint. It is read when its text is asked for, so that many can wait without being in
/// memory.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, as messages show it.
    pub name: String,
    from: From,
}

/// Where a text comes from.
#[derive(Clone, Debug)]
enum From {
    File(PathBuf),
    /// Standard input, which can be read only once.
    Read(Box<Result<String, Failure>>),
    /// A blob of git.
    Revision(String),
    /// Nowhere: it was looked for in vain.
    Nowhere(Box<Failure>),
}

/// The largest blueprint. The reader has the same limit; here it keeps a wrong file from being read at all.
const LARGEST_BLUEPRINT: Limit = Limit { bytes: 4 << 20, words: "4 MiB" };

/// The largest file that a blueprint may name.
const LARGEST_BESIDE: Limit = Limit { bytes: 10_000_000, words: "10 MB" };

/// How large a file may be.
#[derive(Clone, Copy)]
struct Limit {
    bytes: u64,
    words: &'static str,
}

/// Reads another file that the command line names.
pub fn text(path: &Path) -> Result<String, Failure> {
    read::beside(path).map_err(|why| Failure::new(format!("cannot read {}: {why}", path.display())))
}

impl Source {
    /// The blueprint of one argument, which is not a folder: a file, or `-` for standard input.
    pub fn of(argument: &Path) -> Self {
        if argument == Path::new("-") {
            return Source { name: "<stdin>".to_owned(), from: From::Read(Box::new(read::standard_input())) };
        }
        Source { name: argument.display().to_string(), from: From::File(argument.to_owned()) }
    }

    /// The folder against which it names other files.
    pub fn folder(&self) -> &Path {
        let parent = match &self.from {
            From::File(path) => path.parent(),
            _ => None,
        };
        parent.filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    /// Reads a file beside it.
    pub fn beside(&self, file: &FileName) -> Result<String, String> {
        match &self.from {
            From::Revision(object) => {
                let folder = object.rfind(['/', ':']).map_or(0, |end| end + 1);
                revision::show(&format!("{}{file}", &object[..folder])).map_err(|failure| failure.message)
            }
            _ => beside::one(self.folder(), file),
        }
    }

    /// Reads it, with the defaults that it extends.
    pub fn parse(&self) -> Result<Parsed, Failure> {
        Ok(Document::parse_with(&self.name, self.text()?, &|file| self.beside(file)))
    }

    /// Reads its text.
    pub fn text(&self) -> Result<String, Failure> {
        match &self.from {
            From::File(path) => read::blueprint(path),
            From::Read(text) => text.as_ref().clone(),
            From::Revision(object) => revision::show(object),
            From::Nowhere(failure) => Err(failure.as_ref().clone()),
        }
    }
}
