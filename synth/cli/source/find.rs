//! Which files the command line means: those that it names, and the blueprints of its folders.
//!
//! Of a folder, its own `.yaml`, `.yml` and `.json` files count, in the order of their names; those of folders in it do
//! not, and hidden ones neither. A file that is no blueprint at all (a compose file, a schema, a manifest) is left out,
//! with a note if it is YAML. One that the command line names is always taken at its word.

use super::{From, LARGEST_BLUEPRINT, Source};
use crate::failure::Failure;
use cvpn_blueprint::top;
use cvpn_blueprint::types::DefaultsFile;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
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
        let source = Source::of(&file);
        let too_large = fs::metadata(&file).is_ok_and(|file| file.is_file() && file.len() > LARGEST_BLUEPRINT.bytes);
        // One that is too large is a fault only if it begins as a blueprint.
        let text = if too_large { Ok(start(&file)) } else { source.text() };
        match text.map_or(true, |text| is_blueprint(&text, json)) {
            true => {
                none = false;
                let own = file.file_name().filter(|_| plain).map(|name| whole.join(name));
                if seen.insert(own.unwrap_or_else(|| identity(&file))) {
                    found.sources.push(source);
                }
            }
            // JSON of other kinds lies about everywhere, the schema beside the blueprint among it.
            false if json => {}
            false => found.skipped.push(file.display().to_string()),
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
/// and the defaults that it extends. A look at its lines nearly always tells.
fn is_blueprint(text: &str, json: bool) -> bool {
    if !json && of_blueprint(text.lines().filter_map(|line| Some(line.split_once(':')?.0)), true) {
        return true;
    }
    // A key may stand in quotes, or in braces. What has none of the words need not be read for it.
    let words = KEYS.iter().chain(&["extends"]).filter(|key| text.contains(*key)).count();
    let Some(top) = (words > 1).then(|| top(text)).flatten() else { return false };
    // Files of other tools extend something, too.
    let extends = top.get("extends").and_then(Value::as_str).is_some_and(|file| file.parse::<DefaultsFile>().is_ok());
    of_blueprint(top.keys().map(String::as_str), !json || extends)
}

const KEYS: [&str; 8] = ["version", "name", "account", "region", "identity_center", "endpoint", "network", "access"];

fn of_blueprint<'t>(keys: impl Iterator<Item = &'t str>, extends: bool) -> bool {
    let keys: BTreeSet<&str> = keys.collect();
    let has = |key: &str| keys.contains(key);
    KEYS.iter().filter(|key| has(key)).count() >= 3 || (extends && has("extends") && has("name"))
}

/// The start of a file, which is enough to tell what it is.
fn start(path: &Path) -> String {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(64 << 10).read_to_end(&mut bytes));
    read.map(|_| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}
