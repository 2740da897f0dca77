//! The folder of a set, on disk.
//!
//! # What must hold
//!
//! Whenever a run is killed, or fails for want of space, the folder is the old set or the new one, never a mix of both: a
//! certificate with the key of another one locks everybody out. Keys are readable by their owner alone from their first
//! byte on.
//!
//! # How
//!
//! The new set is built complete in `.NAME.cvpn` beside the folder, written through to the disk, and put in place by one
//! rename, or by one exchange of the two folders. Files of somebody else in the folder are copied along. Where a file system
//! cannot exchange, the old folder is first moved to `.NAME.cvpn-old`; if a run is killed between these two renames, the
//! next one moves it back. The folder around both is locked meanwhile, so what is there under these names was left behind.

use super::guard;
use crate::failure::Failure;
use crate::write::private::{Gate, write};
use crate::write::rename::{exchange, is_unsupported};
use cvpn_certificates::{Set, Zeroizing, set};
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// More than any file of a set: an index of 20,000 certificates has 3 MiB.
const LARGEST: u64 = 16 << 20;

/// The folder of a set, locked.
#[derive(Debug)]
pub struct Folder {
    /// As the user named it.
    shown: PathBuf,
    path: PathBuf,
    building: PathBuf,
    old: PathBuf,
    around: PathBuf,
    /// `None` where the system cannot lock a folder.
    _lock: Option<Lock>,
}

/// A locked folder.
#[derive(Debug)]
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing it would do, were there no program being started at this moment that still has it open.
        let _ = self.0.unlock();
    }
}

impl Folder {
    /// Finds and locks it, whether it exists or not, and puts right what a killed run left behind.
    pub fn at(path: &Path) -> Result<Self, Failure> {
        let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
            Failure::new(format!("{} cannot be the folder of a set", path.display())).help("name a folder of its own")
        })?;
        let around = path.parent().filter(|around| !around.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let around = around
            .canonicalize()
            .map_err(|error| Failure::io(format!("cannot look at {}", around.display()), &error))?;
        guard::check_way(&around)?;
        let folder = Folder {
            shown: path.to_owned(),
            path: around.join(name),
            building: around.join(format!(".{name}.cvpn")),
            old: around.join(format!(".{name}.cvpn-old")),
            _lock: lock(&around)?,
            around,
        };
        folder.recover().map_err(|error| Failure::io("cannot put right what an earlier run left behind", &error))?;
        Ok(folder)
    }

    /// A file of the set, as the user would name it.
    pub fn shown(&self, file: &str) -> PathBuf {
        self.shown.join(file)
    }

    /// Refuses a folder that is there: a set is never overwritten.
    pub fn must_be_new(&self) -> Result<(), Failure> {
        match fs::symlink_metadata(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Failure::io(format!("cannot look at {}", self.shown.display()), &error)),
            Ok(_) => Err(Failure::new(format!("{} is there already; nothing was written", self.shown.display()))
                .help("take another --dir; `cvpn cert renew` and `cvpn cert client` change a set that is there")),
        }
    }

    /// Reads the set.
    pub fn read(&self) -> Result<Set, Failure> {
        if let Err(error) = fs::symlink_metadata(&self.path) {
            let failure = Failure::io(format!("cannot read {}", self.shown.display()), &error);
            return Err(failure.help("`cvpn cert new` makes a set; --dir names one"));
        }
        guard::check_own(&self.path)?;
        let mut set = Set::default();
        let read = walk(&self.path, "", &mut |name, path| {
            if is_of_set(name) {
                set.files.insert(name.to_owned(), read(path)?);
            }
            Ok(())
        });
        read.map_err(|error| Failure::io(format!("cannot read {}", self.shown.display()), &error))?;
        Ok(set)
    }

    /// Writes a set to the folder, which does not exist yet.
    pub fn create(&self, set: &Set, gate: Gate) -> Result<(), Failure> {
        self.must_be_new()?;
        self.written(self.build(set, gate).and_then(|()| {
            gate()?;
            fs::rename(&self.building, &self.path)
        }))?;
        sync(&self.around);
        Ok(())
    }

    /// Writes a set to the folder in place of the one that is there.
    pub fn replace(&self, set: &Set, gate: Gate) -> Result<(), Failure> {
        self.written(self.build(set, gate).and_then(|()| {
            let exchanged = gate().and_then(|()| exchange(&self.building, &self.path));
            exchanged.or_else(|error| if is_unsupported(&error) { self.in_two_steps(gate) } else { Err(error) })
        }))?;
        sync(&self.around);
        // The new set is in place. What cannot be removed now, the next run removes.
        let _ = gate().and_then(|()| self.sweep());
        Ok(())
    }

    fn in_two_steps(&self, gate: Gate) -> io::Result<()> {
        gate()?;
        fs::rename(&self.path, &self.old)?;
        gate().and_then(|()| fs::rename(&self.building, &self.path)).inspect_err(|_| {
            let _ = fs::rename(&self.old, &self.path);
        })
    }

    fn build(&self, set: &Set, gate: Gate) -> io::Result<()> {
        make_folder(&self.building, gate)?;
        // First, so that git never sees a key, whatever happens next.
        write(&self.building.join(".gitignore"), b"*\n", gate)?;
        let place = |name: &str, gate: Gate| -> io::Result<PathBuf> {
            let path = self.building.join(name);
            match path.parent() {
                Some(folder) if !folder.exists() => make_folders(&self.building, folder, gate)?,
                _ => {}
            }
            Ok(path)
        };
        if self.path.exists() {
            walk(&self.path, "", &mut |name, path| {
                if set.files.contains_key(name) || name == ".gitignore" {
                    return Ok(());
                }
                write(&place(name, gate)?, read_bytes(path)?.as_slice(), gate)
            })?;
        }
        for (name, text) in &set.files {
            write(&place(name, gate)?, text.as_bytes(), gate)?;
        }
        walk_folders(&self.building, &mut |folder| {
            sync(folder);
        })
    }

    /// Takes what was built away if it did not get into place.
    fn written(&self, result: io::Result<()>) -> Result<(), Failure> {
        result.map_err(|error| {
            let _ = self.recover();
            let (shown, old) = (self.shown.display(), self.old.display());
            if self.old.exists() {
                return Failure::io(format!("cannot write {shown}; the set is in {old} now"), &error)
                    .help(format!("move it back to {shown}"));
            }
            Failure::io(format!("cannot write {shown}; it is as it was"), &error)
        })
    }

    fn recover(&self) -> io::Result<()> {
        if fs::symlink_metadata(&self.path).is_err() && self.old.is_dir() {
            fs::rename(&self.old, &self.path)?;
        }
        self.sweep()
    }

    fn sweep(&self) -> io::Result<()> {
        let gone = |left: &Path| match fs::remove_dir_all(left) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        gone(&self.building)?;
        // Only once a set is in its place: the key of a CA is nowhere else.
        if self.path.is_dir() { gone(&self.old) } else { Ok(()) }
    }
}

/// Whether a file belongs to a set, by its name.
fn is_of_set(name: &str) -> bool {
    let client = |name: &str| name.ends_with(".crt") || name.ends_with(".key");
    [set::CA, set::CA_KEY, set::SERVER, set::SERVER_KEY, set::REVOKED, set::INDEX].contains(&name)
        || name.strip_prefix("clients/").is_some_and(client)
}

/// Each file below a folder, with its name in it. Links are refused: what they lead to is not in the folder.
fn walk(folder: &Path, name: &str, each: &mut dyn FnMut(&str, &Path) -> io::Result<()>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let file = entry.file_name();
        let other = |what: &str| io::Error::other(format!("{} in it is {what}", file.display()));
        let name = format!("{name}{}", file.to_str().ok_or_else(|| other("not UTF-8"))?);
        match entry.file_type()? {
            kind if kind.is_dir() => walk(&entry.path(), &format!("{name}/"), each)?,
            kind if kind.is_file() => each(&name, &entry.path())?,
            _ => return Err(other("neither a file nor a folder")),
        }
    }
    Ok(())
}

fn walk_folders(folder: &Path, each: &mut dyn FnMut(&Path)) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            walk_folders(&entry.path(), each)?;
        }
    }
    each(folder);
    Ok(())
}

fn read(path: &Path) -> io::Result<Zeroizing<String>> {
    let bytes = read_bytes(path)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| io::Error::other(format!("{} is no text", path.display())))?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// Reads a file without leaving its bytes in memory that is not wiped.
pub fn read_bytes(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Err(io::Error::other(format!("{} is larger than 16 MiB", path.display())));
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(length as usize + 1));
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn make_folders(base: &Path, folder: &Path, gate: Gate) -> io::Result<()> {
    let missing: Vec<_> = folder.ancestors().take_while(|folder| *folder != base && !folder.exists()).collect();
    missing.into_iter().rev().try_for_each(|folder| make_folder(folder, gate))
}

fn make_folder(path: &Path, gate: Gate) -> io::Result<()> {
    gate()?;
    #[allow(unused_mut, reason = "only Unix has modes")]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes the entries of a folder through to the disk, where the system can.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn lock(around: &Path) -> Result<Option<Lock>, Failure> {
    let Ok(file) = File::open(around) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock(file))),
        Err(TryLockError::WouldBlock) => {
            Err(Failure::new(format!("another cvpn is at work in {}", around.display()))
                .help("wait until it has ended"))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}
