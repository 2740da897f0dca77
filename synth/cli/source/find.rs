//! Which files the command line means: those that it names, and the blueprints of its folders.
//!
//! Of a folder, its own `.yaml`, `.yml` and `.json` files count, in the order of their names; those of folders in it do
//! not, and hidden ones neither. A file that is no blueprint at all (a compose file, a schema, a manifest) is left out,
//! with a note if it is YAML. One that the command line names is always taken at its word.

use super::{From, LARGEST_BLUEPRINT, Source};
use crate::failure::Failure;
use cvpn_blueprint::types::DefaultsFile;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// What the command line means.
#[derive(Debug, Default)]
pub struct Found {
    /// The blueprints.
    pub sources: Vec<Source>,
    /// YAML files of folders that were left out.
    pub skipped: Vec<String>,
    /// Whether a folder is among what was named.
    pub folder: bool,
}

/// Finds the blueprints of the command line; those of the current folder, if it names nothing.
pub fn find(arguments: &[PathBuf]) -> Found {
    let here = [PathBuf::from(".")];
    let arguments = if arguments.is_empty() { &here } else { arguments };
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    for argument in arguments {
        if argument.is_dir() {
            found.folder = true;
            folder(argument, &mut found, &mut seen);
        } else if seen.insert(identity(argument)) {
            found.sources.push(Source::of(argument));
        }
    }
    found
}

/// By what a file is known to be the same, however it is spelt.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn folder(path: &Path, found: &mut Found, seen: &mut BTreeSet<PathBuf>) {
    let failed = |failure| Source { name: path.display().to_string(), from: From::Nowhere(Box::new(failure)) };
    let files = match files(path) {
        Ok(files) => files,
        Err(error) => {
            let failure = Failure::io(format_args!("cannot read {}", path.display()), &error);
            return found.sources.push(failed(failure));
        }
    };
    let mut none = true;
    let whole = identity(path);
    for (file, plain) in files {
        let json = file.extension().is_some_and(|extension| extension == "json");
        let too_large = fs::metadata(&file).is_ok_and(|file| file.len() > LARGEST_BLUEPRINT.bytes);
        let source = (!too_large).then(|| Source::of(&file));
        match source.filter(|source| source.text().map_or(true, |text| is_blueprint(&text, json))) {
            Some(source) => {
                none = false;
                let own = file.file_name().filter(|_| plain).map(|name| whole.join(name));
                if seen.insert(own.unwrap_or_else(|| identity(&file))) {
                    found.sources.push(source);
                }
            }
            // JSON of other kinds lies about everywhere, the schema beside the blueprint among it.
            None if json => {}
            None => found.skipped.push(file.display().to_string()),
        }
    }
    if none {
        let failure = Failure::new(format!("there is no blueprint in {}", path.display()));
        found.sources.push(failed(failure.help("name the file, or let `cvpn init` write one")));
    }
}

/// The files of a folder that may be blueprints, by name, and whether each is plain: no link to another one.
fn files(folder: &Path) -> std::io::Result<Vec<(PathBuf, bool)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, plain) = (entry.file_name(), entry.file_type().is_ok_and(|kind| kind.is_file()));
        // Without the `./` of the current folder, which nobody has typed.
        let path = if folder == Path::new(".") { PathBuf::from(&name) } else { folder.join(&name) };
        // What blueprints extend is none itself.
        if name.to_str().is_some_and(|name| name.parse::<DefaultsFile>().is_ok()) {
            continue;
        }
        let named = matches!(path.extension().and_then(OsStr::to_str), Some("yaml" | "yml" | "json"));
        if named && !name.as_encoded_bytes().starts_with(b".") && (plain || !path.is_dir()) {
            files.push((path, plain));
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a text is meant as a blueprint, however faulty: it has three of a blueprint's own keys at its top, or a name
/// and the defaults that it extends.
fn is_blueprint(text: &str, json: bool) -> bool {
    const KEYS: [&str; 8] =
        ["version", "name", "account", "region", "identity_center", "endpoint", "network", "access"];
    let top: Option<serde_json::Map<_, _>> = if json { serde_json::from_str(text).ok() } else { None };
    let keys: BTreeSet<&str> = text.lines().filter_map(|line| Some(line.split_once(':')?.0)).collect();
    let has = |key: &str| match &top {
        Some(top) => top.contains_key(key),
        None if json => text.contains(&format!("\"{key}\"")),
        None => keys.contains(key),
    };
    KEYS.iter().filter(|key| has(key)).count() >= 3 || (!json && has("extends") && has("name"))
}
