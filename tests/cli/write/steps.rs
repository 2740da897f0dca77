//! Failures and kills at every single step of writing.

use crate::support::place::tree;
use crate::write::{Disk, MANIFEST, OutFolder, Output, publish};
use cvpn_compiler::artifact::Artifact;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use tempfile::TempDir;

type Tree = BTreeMap<String, String>;

/// What goes wrong from a step on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Trouble {
    /// One step fails, as on a full disk.
    Fails,
    /// Nothing happens any more, as after a kill.
    Killed,
}

fn output(version: &str, files: &[(&str, &str)]) -> Output {
    let artifact = |(path, text): &(&str, &str)| Artifact { path: (*path).to_owned(), text: (*text).to_owned() };
    Output::new("vpn", version, "1.0.0", files.iter().map(artifact).collect())
}

/// Three outputs: files change, stay, come and go, and folders with them.
fn outputs() -> [Output; 3] {
    [
        output("1", &[("terraform/a.tf", "a1"), ("terraform/b.tf", "b"), ("gone/c.json", "c"), ("R.md", "r1")]),
        output("2", &[("terraform/a.tf", "a2"), ("terraform/b.tf", "b"), ("new/d.json", "d"), ("R.md", "r2")]),
        output("3", &[("terraform/a.tf", "a3"), ("other/e.json", "e")]),
    ]
}

/// The folder as it is with an output alone.
fn whole(output: &Output) -> Tree {
    let mut files = output.files.clone();
    files.insert(MANIFEST.to_owned(), output.manifest());
    files
}

fn write(out: &Path, output: &Output, disk: &mut Disk) -> Result<(), String> {
    let folder = OutFolder::to_write(out, disk, || {}).map_err(|failure| failure.message)?;
    publish(disk, &folder, output).map(drop).map_err(|failure| failure.message)
}

/// Runs one write with trouble at a step. Whether the step was reached.
fn write_with(trouble: Trouble, at: usize, out: &Path, output: &Output) -> (bool, Result<(), String>) {
    let mut step = 0;
    let mut gate = || {
        step += 1;
        let hit = step == at || (step > at && trouble == Trouble::Killed);
        if hit { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
    };
    let result = write(out, output, &mut Disk { gate: Some(&mut gate) });
    (step >= at, result)
}

/// Goes through every step. `check` sees the folder after the trouble, without the files of others; `exact` tells
/// whether it must be one output, whole.
fn through(before: Option<&Output>, foreign: &[(&str, &str)], trouble: Trouble, exact: bool) {
    let [_, new, third] = outputs();
    for next in [&new, &third] {
        for at in 1.. {
            let place = TempDir::new().expect("a folder");
            let out = place.path().join("out");
            if let Some(before) = before {
                write(&out, before, &mut Disk::default()).expect("written");
            }
            for (path, text) in foreign {
                let path = out.join("vpn").join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, text).expect("a file");
            }
            let (reached, result) = write_with(trouble, at, &out, &new);
            let mut found = tree(&out.join("vpn"));
            for (path, text) in foreign {
                assert_eq!(found.remove(*path).as_deref(), Some(*text), "{path} survives {trouble:?} at {at}");
            }
            let old = before.map(whole).unwrap_or_default();
            let one_of_both = found == old || found == whole(&new);
            if exact {
                assert!(one_of_both, "{trouble:?} at {at} leaves {found:#?}");
            } else if !one_of_both {
                assert!(found[MANIFEST].contains("interrupted"), "{trouble:?} at {at} leaves {found:#?}");
                for (path, text) in &found {
                    let known = old.get(path) == Some(text) || whole(&new).get(path) == Some(text);
                    assert!(known || path == MANIFEST, "{trouble:?} at {at} leaves {path}: {text}");
                }
            }
            match &result {
                Ok(()) => assert_eq!(found, whole(&new), "success at {at} means success"),
                // Whoever reads the message knows which of both is there.
                Err(why) if trouble == Trouble::Fails => {
                    let written =
                        why.starts_with(&format!("{} is written, but cannot remove ", out.join("vpn").display()));
                    assert_eq!((written, why.starts_with("cannot ")), (found == whole(&new), found == old), "{why}");
                }
                Err(_) => {}
            }
            write(&out, next, &mut Disk::default()).unwrap_or_else(|why| panic!("{trouble:?} at {at}: {why}"));
            let mut healed = tree(&out);
            for (path, text) in foreign {
                assert_eq!(healed.remove(&format!("vpn/{path}")).as_deref(), Some(*text));
            }
            let expected: Tree = whole(next).into_iter().map(|(path, text)| (format!("vpn/{path}"), text)).collect();
            assert_eq!(healed, expected, "the run after {trouble:?} at {at} heals it");
            assert_eq!(fs::read_dir(&out).expect("out").count(), 1, "nothing is left beside it");
            if !reached {
                assert!(at > 10, "there are steps");
                assert_eq!(result, Ok(()));
                break;
            }
        }
    }
}

const FOREIGN: &[(&str, &str)] =
    &[("terraform/terraform.tfstate", "state"), ("terraform/.terraform/x", "x"), ("n", "n")];

#[test]
fn the_first_output_is_there_whole_or_not_at_all() {
    through(None, &[], Trouble::Killed, true);
    through(None, &[], Trouble::Fails, true);
}

#[test]
fn a_kill_leaves_the_old_output_or_the_new_one() {
    through(Some(&outputs()[0]), &[], Trouble::Killed, true);
}

#[test]
fn a_failure_leaves_the_old_output_or_the_new_one() {
    through(Some(&outputs()[0]), &[], Trouble::Fails, true);
}

#[test]
fn a_failure_beside_files_of_others_leaves_the_old_output_or_the_new_one() {
    through(Some(&outputs()[0]), FOREIGN, Trouble::Fails, true);
    through(None, FOREIGN, Trouble::Fails, true);
}

#[test]
fn a_kill_beside_files_of_others_loses_none_of_them_and_is_healed() {
    through(Some(&outputs()[0]), FOREIGN, Trouble::Killed, false);
    through(None, FOREIGN, Trouble::Killed, false);
}

#[test]
fn without_an_exchange_of_folders_the_files_are_put_in_place() {
    let [old, new, _] = outputs();
    let place = TempDir::new().expect("a folder");
    write(place.path(), &old, &mut Disk::default()).expect("written");
    // The file of somebody else keeps the folder where it is, and only that.
    fs::write(place.path().join("vpn/n"), "n").expect("a file");
    write(place.path(), &new, &mut Disk::default()).expect("written");
    fs::remove_file(place.path().join("vpn/n")).expect("removed");
    assert_eq!(tree(&place.path().join("vpn")), whole(&new));
    assert!(!place.path().join("vpn/gone").exists(), "a folder goes with its last file");
}
