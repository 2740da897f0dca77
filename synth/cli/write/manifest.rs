//! The manifest: which files of the folder are ours, and what they were made from.

use super::look::{Found, odd};
use crate::failure::Failure;
use cvpn_compiler::artifact::{Artifact, digest};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The manifest's own path below `out/<name>/`.
pub const MANIFEST: &str = "manifest.json";

/// What is to stand in `out/<name>/`.
#[derive(Clone, Debug)]
pub struct Output {
    /// The blueprint's name: that of the folder.
    pub name: String,
    /// The files by path, without the manifest.
    pub files: BTreeMap<String, String>,
    manifest: Manifest,
}

#[derive(Clone, Debug, Serialize)]
struct Manifest {
    tool: Tool,
    blueprint: Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    interrupted: Option<&'static str>,
    files: BTreeSet<Listed>,
}

#[derive(Clone, Debug, Serialize)]
struct Tool {
    name: &'static str,
    version: String,
}

#[derive(Clone, Debug, Serialize)]
struct Source {
    name: String,
    sha256: String,
}

/// A file as the manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Listed {
    path: String,
    sha256: String,
}

impl Output {
    /// The output of a blueprint: its name, its file's SHA-256, the version of the tool, and the artifacts.
    pub fn new(name: &str, sha256: &str, version: &str, artifacts: Vec<Artifact>) -> Self {
        let files: BTreeMap<_, _> = artifacts.into_iter().map(|artifact| (artifact.path, artifact.text)).collect();
        let listed = files.iter().map(|(path, text)| Listed { path: path.clone(), sha256: digest(text) }).collect();
        let manifest = Manifest {
            tool: Tool { name: "cvpn", version: version.to_owned() },
            blueprint: Source { name: name.to_owned(), sha256: sha256.to_owned() },
            interrupted: None,
            files: listed,
        };
        Output { name: name.to_owned(), files, manifest }
    }

    /// The manifest's text.
    pub fn manifest(&self) -> String {
        self.manifest.print()
    }

    /// The manifest for as long as files are put in place: it names the old ones and the new ones.
    pub(super) fn manifest_over(&self, old: &Owned) -> String {
        let mut manifest = self.manifest.clone();
        manifest.interrupted = Some("cvpn was stopped while it wrote these files; `cvpn synth` completes them");
        for (path, digests) in &old.0 {
            let listed = digests.iter().map(|sha256| Listed { path: path.clone(), sha256: sha256.clone() });
            manifest.files.extend(listed);
        }
        manifest.print()
    }
}

impl Manifest {
    fn print(&self) -> String {
        // Texts and lists of texts: there is nothing in it that JSON cannot hold.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The files that a folder's manifest names, with the digests that are ours.
#[derive(Clone, Debug, Default)]
pub(super) struct Owned(pub BTreeMap<String, Vec<String>>);

impl Owned {
    /// What was found at the place of a folder's manifest. Without one, nothing in the folder is ours.
    pub fn of(found: &Found, folder: &Path) -> Result<Self, Failure> {
        match found {
            Found::Absent => Ok(Owned::default()),
            Found::File(text) => Owned::parse(text, folder),
            Found::Other(place, what) => Err(odd(place, what)),
        }
    }

    /// Takes the text of a folder's manifest apart.
    pub fn parse(text: &[u8], folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(MANIFEST);
        let names = serde_json::from_slice::<Names>(text).map_err(|error| {
            Failure::new(format!("{} is damaged: {error}", path.display())).help(format!(
                "take it back from version control (of a merge, either side will do), or move {} away",
                folder.display()
            ))
        })?;
        let mut owned = Owned::default();
        for Listed { path: name, sha256 } in names.files {
            if !stays_inside(&name) {
                let message = format!("{} names {name:?}, which is not a file below its folder", path.display());
                return Err(Failure::new(message).help("cvpn writes no such manifest; see who changed it"));
            }
            owned.0.entry(name).or_default().push(sha256);
        }
        Ok(owned)
    }

    /// Whether it names a file.
    pub fn names(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Whether the bytes are those that it gives a file.
    pub fn wrote(&self, path: &str, bytes: &[u8]) -> bool {
        let digest = std::str::from_utf8(bytes).map(digest).unwrap_or_default();
        self.0.get(path).is_some_and(|digests| digests.contains(&digest))
    }
}

/// What is read of a manifest; the rest may differ from version to version.
#[derive(Deserialize)]
struct Names {
    files: Vec<Listed>,
}

/// Whether a path is relative, with `/`, and never leads up.
fn stays_inside(path: &str) -> bool {
    path != MANIFEST
        && path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']))
}
