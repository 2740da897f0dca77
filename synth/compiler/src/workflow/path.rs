//! A file of the repository, by its path from the root.

use cvpn_blueprint::types::FileName;
use std::fmt;
use std::str::FromStr;

/// A path from the root of the repository, with `/`, never leading out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePath(Vec<String>);

/// Why a path cannot stand in a workflow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What was found, in a sentence without a full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for Refused {}

impl FilePath {
    /// The file that the blueprint in this path names.
    pub(super) fn beside(&self, file: &FileName) -> Result<FilePath, Refused> {
        let folder = &self.0[..self.0.len() - 1];
        let parts = folder.iter().map(String::as_str).chain([file.as_str()]);
        parts.collect::<Vec<_>>().join("/").parse()
    }

    /// The path as an argument, which no program takes for an option.
    pub(super) fn argument(&self) -> String {
        let path = self.to_string();
        if path.starts_with('-') { format!("./{path}") } else { path }
    }

    /// A pattern of GitHub that matches the path. A letter with a meaning in patterns becomes a star, which matches it too:
    /// a workflow that runs once more than it need does no harm, and one that does not run does.
    pub(super) fn pattern(&self) -> String {
        let mut pattern = String::new();
        for letter in self.to_string().chars() {
            match letter {
                '*' | '?' | '+' | '[' | ']' | '!' if pattern.ends_with('*') => {}
                '*' | '?' | '+' | '[' | ']' | '!' => pattern.push('*'),
                plain => pattern.push(plain),
            }
        }
        pattern
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

impl FromStr for FilePath {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let refused = |why: &str, help: &str| {
            Err(Refused { message: format!("{text:?} cannot stand in a workflow: {why}"), help: help.to_owned() })
        };
        const HERE: &str = "go to the root of the repository, and name the blueprint by its path from there";
        if text.starts_with('/') {
            return refused("it is not a path from the root of the repository", HERE);
        }
        let parts: Vec<&str> = text.split('/').filter(|part| !["", "."].contains(part)).collect();
        if parts.is_empty() {
            return refused("it names no file", HERE);
        }
        if parts.contains(&"..") {
            return refused("it leads out of the repository", HERE);
        }
        if text.contains(|letter: char| letter.is_control() || letter == '\\') {
            return refused("it has a control character or a backslash", "give the file a plain name");
        }
        // GitHub evaluates these wherever they stand, quoted or not.
        if text.contains("${{") {
            return refused("GitHub would evaluate `${{` in it", "give the file a plain name");
        }
        Ok(FilePath(parts.into_iter().map(str::to_owned).collect()))
    }
}
