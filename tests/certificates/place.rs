//! The folder of a set: private, and whole whenever a run ends early.

use super::folder::Folder;
use super::sample::{NOW, OPEN as SET};
use cvpn_certificates::set::{Set, Whose};
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use tempfile::TempDir;

/// The set after a renewal.
static RENEWED: LazyLock<Set> = LazyLock::new(|| {
    let mut set = SET.clone();
    set.renew(&Whose::Server, false, 825, None, *NOW).unwrap();
    set.add_client(&"hanako".parse().unwrap(), 825, None, *NOW).unwrap();
    set
});

fn free(_: ()) -> impl FnMut() -> io::Result<()> {
    || Ok(())
}

fn write(path: &Path, set: &Set) {
    Folder::at(path).unwrap().create(set, &mut free(())).unwrap();
}

fn read(path: &Path) -> Set {
    Folder::at(path).unwrap().read().unwrap()
}

/// The names beside and in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
}

fn temporary() -> (TempDir, PathBuf) {
    let around = TempDir::new().unwrap();
    let path = around.path().join("certificates");
    (around, path)
}

#[test]
fn only_its_owner_can_read_it_and_git_ignores_it() {
    let (around, path) = temporary();
    write(&path, &SET);
    assert_eq!(names(around.path()), ["certificates"]);
    assert_eq!(names(&path), [".gitignore", "ca.crt", "ca.key", "clients", "index.tsv", "server.crt", "server.key"]);
    assert_eq!((mode(&path), mode(&path.join("clients"))), (0o700, 0o700));
    for file in SET.files.keys() {
        assert_eq!(mode(&path.join(file)), 0o600, "{file}");
    }
    assert_eq!(fs::read_to_string(path.join(".gitignore")).unwrap(), "*\n");
    assert!(read(&path) == *SET);
}

#[test]
fn a_folder_that_is_there_is_never_overwritten() {
    let (_around, path) = temporary();
    fs::create_dir(&path).unwrap();
    let failure = Folder::at(&path).unwrap().create(&SET, &mut free(())).unwrap_err();
    assert!(failure.message.ends_with("is there already; nothing was written"), "{}", failure.message);
    assert_eq!(names(&path), [""; 0]);
}

#[test]
fn files_of_somebody_else_in_it_stay() {
    let (_around, path) = temporary();
    write(&path, &SET);
    fs::create_dir_all(path.join("notes/old")).unwrap();
    fs::write(path.join("notes/old/README.md"), [0xff, 0]).unwrap();
    let folder = Folder::at(&path).unwrap();
    folder.replace(&RENEWED, &mut free(())).unwrap();
    assert_eq!(fs::read(path.join("notes/old/README.md")).unwrap(), [0xff, 0]);
    assert!(folder.read().unwrap() == *RENEWED);
}

#[test]
fn a_folder_in_which_others_can_write_is_refused() {
    let (around, path) = temporary();
    write(&path, &SET);
    let refused = |path: &Path| Folder::at(path).and_then(|folder| folder.read()).unwrap_err().message;
    for (mode, why) in [(0o777, "every user can write in it"), (0o770, "its group can write in it")] {
        fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        assert!(refused(&path).contains(why), "{}", refused(&path));
    }
    fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    assert!(read(&path) == *SET, "to read is another matter: the files say who may");
    fs::set_permissions(around.path(), PermissionsExt::from_mode(0o777)).unwrap();
    assert!(refused(&path).contains("every user can write in it"));
    fs::set_permissions(around.path(), PermissionsExt::from_mode(0o700)).unwrap();
    let link = around.path().join("link");
    symlink(&path, &link).unwrap();
    assert!(refused(&link).contains("is a symbolic link"));
    symlink("/etc/passwd", path.join("clients/x.crt")).unwrap();
    assert!(refused(&path).contains("x.crt in it is neither a file nor a folder"));
}

#[test]
fn two_runs_at_once_are_refused() {
    let (_around, path) = temporary();
    let _first = Folder::at(&path).unwrap();
    assert!(Folder::at(&path).unwrap_err().message.starts_with("another cvpn is at work"));
}

#[test]
fn a_step_that_fails_leaves_the_folder_as_it_was() {
    let mut steps = 0;
    loop {
        let (around, path) = temporary();
        write(&path, &SET);
        let folder = Folder::at(&path).unwrap();
        let mut left = steps;
        let result = folder.replace(&RENEWED, &mut || {
            if left == 0 {
                Err(io::ErrorKind::StorageFull.into())
            } else {
                left -= 1;
                Ok(())
            }
        });
        let found = folder.read().unwrap();
        match result {
            // The last step takes the old set away; without it the new one is in place.
            Ok(()) => assert!(found == *RENEWED),
            Err(failure) => {
                assert!(found == *SET, "step {steps}");
                assert!(failure.message.contains("as it was"), "{}", failure.message);
                assert_eq!(names(around.path()), ["certificates"], "step {steps}");
            }
        }
        if left > 0 {
            break;
        }
        steps += 1;
    }
    assert!(steps > 20, "{steps} steps");
}

#[test]
fn a_first_set_that_fails_leaves_nothing() {
    for steps in 0.. {
        let (around, path) = temporary();
        let mut left = steps;
        let result = Folder::at(&path).unwrap().create(&SET, &mut || {
            if left == 0 {
                Err(io::ErrorKind::StorageFull.into())
            } else {
                left -= 1;
                Ok(())
            }
        });
        if result.is_ok() {
            assert!(read(&path) == *SET);
            break;
        }
        assert_eq!(names(around.path()), [""; 0], "step {steps}");
    }
}

/// A gate where the file system cannot exchange folders, and where a step after that fails. It counts the steps.
fn without_exchange<'s>(
    at: usize,
    then: usize,
    steps: &'s mut usize,
    fail: &'s dyn Fn() -> io::Error,
) -> impl FnMut() -> io::Result<()> + 's {
    move || {
        let step = *steps;
        *steps += 1;
        match step {
            _ if step == at => Err(io::ErrorKind::Unsupported.into()),
            _ if step == then => Err(fail()),
            _ => Ok(()),
        }
    }
}

/// The step at which the folders are exchanged: the last but one, before what was replaced is taken away.
fn exchange_step() -> usize {
    let (_around, path) = temporary();
    write(&path, &SET);
    let mut steps = 0;
    Folder::at(&path)
        .unwrap()
        .replace(&RENEWED, &mut without_exchange(usize::MAX, usize::MAX, &mut steps, &full))
        .unwrap();
    steps - 2
}

fn full() -> io::Error {
    io::ErrorKind::StorageFull.into()
}

#[test]
fn where_folders_cannot_be_exchanged_two_renames_do() {
    let exchange = exchange_step();
    for (then, new) in [(usize::MAX, true), (exchange + 3, true), (exchange + 2, false), (exchange + 1, false)] {
        let (around, path) = temporary();
        write(&path, &SET);
        let folder = Folder::at(&path).unwrap();
        let mut steps = 0;
        let result = folder.replace(&RENEWED, &mut without_exchange(exchange, then, &mut steps, &full));
        assert_eq!(result.is_ok(), new, "step {then}: {result:?}");
        assert!(folder.read().unwrap() == if new { RENEWED.clone() } else { SET.clone() }, "step {then}");
        drop(folder);
        assert!(&read(&path) == if new { &*RENEWED } else { &*SET });
        assert_eq!(names(around.path()), ["certificates"], "step {then}");
    }
}

#[test]
fn a_set_that_cannot_be_moved_back_is_kept_and_found() {
    let (_around, path) = temporary();
    write(&path, &SET);
    let folder = Folder::at(&path).unwrap();
    let (exchange, mut steps) = (exchange_step(), 0);
    let failure = folder
        .replace(&RENEWED, &mut || {
            steps += 1;
            match steps - 1 {
                step if step == exchange => Err(io::ErrorKind::Unsupported.into()),
                // Between the two renames somebody puts a file in the way of both sets.
                step if step == exchange + 2 => fs::write(&path, "in the way"),
                _ => Ok(()),
            }
        })
        .unwrap_err();
    let old = path.with_file_name(".certificates.cvpn-old");
    assert!(failure.message.contains(&format!("the set is in {} now", old.display())), "{}", failure.message);
    drop(folder);
    assert!(Folder::at(&path).is_ok_and(|folder| folder.read().is_err()), "the file is still in the way");
    assert!(read(&old) == *SET);
    fs::remove_file(&path).unwrap();
    assert!(Folder::at(&path).unwrap().read().unwrap() == *SET);
}

const KILLED: &str = "CVPN_TEST_KILLED";

/// A run in a process of its own, which dies at a step: `FOLDER`, `NEXT` (a set to write), the step, and
/// the step at which it finds that folders cannot be exchanged.
#[test]
fn killed_run() {
    let Some(order) = std::env::var_os(KILLED) else { return };
    let order = order.into_string().unwrap();
    let [path, next, step, exchange] = order.split('\n').collect::<Vec<_>>().try_into().unwrap();
    let set = read(Path::new(next));
    let (mut steps, step, exchange) = (0, step.parse().unwrap(), exchange.parse().unwrap());
    let mut gate = without_exchange(exchange, step, &mut steps, &|| std::process::abort());
    let folder = Folder::at(Path::new(path)).unwrap();
    let result =
        if Path::new(path).exists() { folder.replace(&set, &mut gate) } else { folder.create(&set, &mut gate) };
    result.unwrap();
}

/// Runs it. Whether it came to its end.
fn killed(path: &Path, next: &Path, step: usize, exchange: usize) -> bool {
    let order = format!("{}\n{}\n{step}\n{exchange}", path.display(), next.display());
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "certificates::place::killed_run"])
        .env(KILLED, order)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}

#[test]
fn a_run_that_is_killed_leaves_the_old_set_or_the_new_one() {
    let (around, next) = temporary();
    write(&next, &RENEWED);
    let mut new = 0;
    for step in 0.. {
        let path = around.path().join(format!("set-{step}"));
        write(&path, &SET);
        let ended = killed(&path, &next, step, usize::MAX);
        // As it is, before another run puts anything right.
        let found = fs::read_to_string(path.join("server.crt")).unwrap();
        let whole = if found == *SET.files["server.crt"] { &*SET } else { &*RENEWED };
        for (file, text) in &whole.files {
            assert_eq!(fs::read_to_string(path.join(file)).unwrap(), **text, "{file} at step {step}");
        }
        new += usize::from(whole == &*RENEWED);
        // Another run takes away what was left behind.
        assert!(&read(&path) == whole);
        assert!(!names(around.path()).iter().any(|name| name.starts_with('.')), "step {step}");
        if ended {
            assert!(whole == &*RENEWED && step > 20);
            break;
        }
    }
    assert_eq!(new, 2, "the set is new once it is in place: at the last step and after it");
}

#[test]
fn a_run_that_is_killed_between_two_renames_is_put_right_by_the_next_one() {
    let (around, next) = temporary();
    write(&next, &RENEWED);
    let exchange = exchange_step();
    for (step, there, new) in [(exchange + 1, true, false), (exchange + 2, false, false), (exchange + 3, true, true)] {
        let path = around.path().join(format!("set-{step}"));
        write(&path, &SET);
        assert!(!killed(&path, &next, step, exchange));
        assert_eq!(path.exists(), there, "step {step}");
        assert!(&read(&path) == if new { &*RENEWED } else { &*SET }, "step {step}");
        assert!(!names(around.path()).iter().any(|name| name.starts_with('.')), "step {step}");
    }
}

#[test]
fn a_first_run_that_is_killed_leaves_nothing_or_the_set() {
    let (around, next) = temporary();
    write(&next, &SET);
    for step in 0.. {
        let path = around.path().join(format!("set-{step}"));
        if killed(&path, &next, step, usize::MAX) {
            assert!(read(&path) == *SET);
            break;
        }
        assert!(!path.exists(), "step {step}");
        // What it left behind is nobody else's to read, and no file for git.
        let left = around.path().join(format!(".set-{step}.cvpn"));
        assert!(!left.exists() || mode(&left) == 0o700);
        let _ = Folder::at(&path).unwrap();
        assert!(!left.exists(), "step {step}");
    }
}
