//! A folder to run the program in.

use super::{SMALL, TODAY};
use cvpn_blueprint::gallery;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder of its own, gone after the test.
pub struct Place {
    folder: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// Its exit status.
    pub code: Option<i32>,
    /// Its data.
    pub stdout: String,
    /// All else that it said.
    pub stderr: String,
}

impl Place {
    /// An empty place.
    pub fn empty() -> Self {
        Place { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A place with the small blueprint, as vpn.yaml, and the file that it names.
    pub fn small() -> Self {
        let place = Place::empty();
        place.write("vpn.yaml", SMALL);
        for (path, text) in gallery::by_name("quickstart").expect("an entry of the gallery").files {
            place.write(path, text);
        }
        place
    }

    /// Puts the small blueprint there once more, under another name and in an account of its own.
    pub fn small_as(&self, name: &str) {
        let own = [
            ("111122223333", "444455556666"),
            ("vpc-0123456789abcdef0", "vpc-fedcba9876543210f"),
            ("d-0123456789", "d-9876543210"),
        ];
        let text = super::small(&[("corp-vpn", name)]);
        self.write(&format!("{name}.yaml"), own.iter().fold(text, |text, (from, to)| text.replace(from, to)));
    }

    /// The path of a file of the place.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Makes a pipe, at which whoever opens it waits. The program that does it is on every Unix, the call is not.
    pub fn pipe(&self, path: &str) {
        let made = Command::new("mkfifo").arg(self.path(path)).status();
        assert!(made.expect("mkfifo runs").success());
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces a text that stands in a file exactly once.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        self.write(path, super::edit(&self.read(path), &[(from, to)]));
    }

    /// All files below a folder of the place with their bytes; of a symbolic link, where it leads.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, String> {
        tree(&self.path(folder))
    }

    /// The program, to be run here: at the date of all tests, and with nothing in the environment that changes how it
    /// speaks.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cvpn"));
        command.args(arguments).current_dir(self.folder.path());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"] {
            command.env_remove(variable);
        }
        let midnight = TODAY.midnight().assume_utc().unix_timestamp();
        command.env("SOURCE_DATE_EPOCH", midnight.to_string()).stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().expect("the program runs"))
    }

    /// Runs the program with a text on standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        child.stdin.take().expect("standard input").write_all(input).expect("it reads");
        Run::of(child.wait_with_output().expect("it ends"))
    }
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The JSON on standard output.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// All of it, for a snapshot.
    pub fn shown(&self) -> String {
        let code = self.code.map_or_else(|| "none".to_owned(), |code| code.to_string());
        format!("exit status: {code}\n----- stdout -----\n{}----- stderr -----\n{}", self.stdout, self.stderr)
    }
}

/// All files below a folder with their bytes; of a symbolic link, where it leads.
pub fn tree(folder: &Path) -> BTreeMap<String, String> {
    fn walk(folder: &Path, below: &str, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let entry = entry.expect("an entry");
            let path = format!("{below}{}", entry.file_name().display());
            let kind = entry.file_type().expect("its kind");
            if kind.is_dir() {
                walk(&entry.path(), &format!("{path}/"), files);
            } else if kind.is_symlink() {
                let target = fs::read_link(entry.path()).expect("a link");
                files.insert(path, format!("-> {}", target.display()));
            } else if kind.is_file() {
                let bytes = fs::read(entry.path()).expect("a file");
                files.insert(path, String::from_utf8_lossy(&bytes).into_owned());
            } else {
                files.insert(path, "special".to_owned());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(folder, "", &mut files);
    files
}
