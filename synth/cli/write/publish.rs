//! Brings an output to its folder: built beside it, then exchanged or put in place.

use super::compare::{Comparison, compare};
use super::manifest::{MANIFEST, Output};
use super::sweep::sweep;
use super::{Disk, OutFolder};
use crate::failure::Failure;
use std::path::{Path, PathBuf};

/// In the folder in which an output is built: the new output, or after an exchange the old one.
pub(super) const NEW: &str = "new";
/// The files that were replaced or removed in place, for the case that this must be undone.
pub(super) const OLD: &str = "old";
/// The manifest for as long as files are put in place.
pub(super) const DURING: &str = "during.json";
/// The manifest afterwards.
pub(super) const AFTER: &str = "after.json";

/// Writes an output to its folder. Returns what was different before.
pub fn publish(disk: &mut Disk, out: &OutFolder, output: &Output) -> Result<Comparison, Failure> {
    let building = out.path().join(format!(".{}.cvpn", output.name));
    let folder = out.path().join(&output.name);
    sweep(disk, &building)?;
    let comparison = compare(out.path(), output)?;
    if !comparison.conflicts.is_empty() {
        return Err(conflict(&folder, &comparison.conflicts));
    }
    if comparison.changes.is_empty() {
        return Ok(comparison);
    }
    let publication = Publication { building, folder, output, comparison: &comparison };
    match publication.run(disk) {
        Ok(()) => publication.tidy(disk).map_err(|failure| {
            let message = format!("{} is written, but {}", publication.folder.display(), failure.message);
            Failure { message, help: failure.help.or(Some("the next run takes the rest away".to_owned())) }
        })?,
        Err(failure) => {
            // What is left of it, the next run takes away.
            let _ = sweep(disk, &publication.building);
            return Err(failure);
        }
    }
    Ok(comparison)
}

struct Publication<'a> {
    building: PathBuf,
    folder: PathBuf,
    output: &'a Output,
    comparison: &'a Comparison,
}

impl Publication<'_> {
    fn run(&self, disk: &mut Disk) -> Result<(), Failure> {
        self.build(disk)?;
        let new = self.building.join(NEW);
        if !self.comparison.there {
            disk.rename(&new, &self.folder)
        } else if self.comparison.all_ours(&self.folder) && disk.exchange(&new, &self.folder) {
            Ok(())
        } else {
            self.put_in_place(disk)
        }
    }

    /// Builds the new folder.
    fn build(&self, disk: &mut Disk) -> Result<(), Failure> {
        let new = self.building.join(NEW);
        disk.make_folder(&new)?;
        disk.write(&new.join(MANIFEST), &self.output.manifest())?;
        for (path, text) in &self.output.files {
            let place = new.join(path);
            make_folder_of(disk, &place)?;
            // An unchanged file is the same file in both folders, so that its time stays.
            let unchanged = self.comparison.unchanged.contains(path);
            if !(unchanged && disk.link(&self.folder.join(path), &place)) {
                disk.write(&place, text)?;
            }
        }
        Ok(())
    }

    /// Puts the files in place one by one. A failure undoes it.
    fn put_in_place(&self, disk: &mut Disk) -> Result<(), Failure> {
        disk.write(&self.building.join(DURING), &self.output.manifest_over(&self.comparison.owned))?;
        disk.write(&self.building.join(AFTER), &self.output.manifest())?;
        let moves = self.moves();
        for one in &moves {
            if let Move::Keep { old, .. } | Move::Remove { old, .. } = one {
                make_folder_of(disk, old)?;
            }
        }
        for (index, one) in moves.iter().enumerate() {
            if let Err(failure) = one.make(disk) {
                let undone = moves[..index].iter().rev().try_for_each(|one| one.undo(disk));
                return Err(match undone {
                    Ok(()) => failure,
                    Err(_) => Failure::new(format!("{}; its files are now partly new", failure.message))
                        .help("run the same command again to complete them"),
                });
            }
        }
        Ok(())
    }

    /// The moves from the old files to the new ones: first a manifest that names both, last the new one.
    fn moves(&self) -> Vec<Move> {
        let live = |path: &str| self.folder.join(path);
        let (new, old) = (self.building.join(NEW), self.building.join(OLD));
        let mut moves = Vec::new();
        let mut replace = |path: &str, from: PathBuf, there: bool| {
            if there {
                moves.push(Move::Keep { live: live(path), old: old.join(path) });
            } else {
                let folders = Path::new(path).ancestors().skip(1).map(|folder| self.folder.join(folder));
                let missing: Vec<PathBuf> = folders.take_while(|folder| !folder.exists()).collect();
                moves.extend(missing.into_iter().rev().map(Move::MakeFolder));
            }
            moves.push(Move::Put { new: from, live: live(path), fresh: !there });
        };
        let manifest = self.comparison.changes.iter().find(|change| change.path == MANIFEST);
        replace(MANIFEST, self.building.join(DURING), manifest.is_none_or(|manifest| manifest.before.is_some()));
        for change in self.comparison.changes.iter().filter(|change| change.path != MANIFEST) {
            if change.after.is_some() {
                replace(&change.path, new.join(&change.path), change.before.is_some());
            }
        }
        for change in self.comparison.changes.iter().filter(|change| change.after.is_none()) {
            moves.push(Move::Remove { live: live(&change.path), old: old.join(&change.path) });
        }
        moves.push(Move::Put { new: self.building.join(AFTER), live: live(MANIFEST), fresh: false });
        moves
    }

    /// Removes the folders whose last file is gone, and what is left of the work.
    fn tidy(&self, disk: &mut Disk) -> Result<(), Failure> {
        for change in self.comparison.changes.iter().filter(|change| change.after.is_none()) {
            let folders = Path::new(&change.path).ancestors().skip(1).filter(|folder| folder.parent().is_some());
            for folder in folders {
                if !disk.remove_folder(&self.folder.join(folder))? {
                    break;
                }
            }
        }
        sweep(disk, &self.building)
    }
}

/// A move in place, and how it is undone.
enum Move {
    MakeFolder(PathBuf),
    /// Keeps a file that is about to be replaced.
    Keep {
        live: PathBuf,
        old: PathBuf,
    },
    /// Puts a new file in place; `fresh` if there was none.
    Put {
        new: PathBuf,
        live: PathBuf,
        fresh: bool,
    },
    Remove {
        live: PathBuf,
        old: PathBuf,
    },
}

impl Move {
    fn make(&self, disk: &mut Disk) -> Result<(), Failure> {
        match self {
            Move::MakeFolder(folder) => disk.make_folder(folder),
            // A second name, so that whoever reads meanwhile finds the old file or the new one.
            Move::Keep { live, old } if disk.link(live, old) => Ok(()),
            Move::Keep { live, old } | Move::Remove { live, old } => disk.rename(live, old),
            Move::Put { new, live, .. } => disk.rename(new, live),
        }
    }

    fn undo(&self, disk: &mut Disk) -> Result<(), Failure> {
        match self {
            // An empty folder that stays harms nobody.
            Move::MakeFolder(folder) => disk.remove_folder(folder).or(Ok(false)).map(drop),
            Move::Keep { live, old } | Move::Remove { live, old } => disk.rename(old, live),
            Move::Put { live, fresh: true, .. } => disk.remove_file(live),
            // Undoing `Keep` brings the old file back.
            Move::Put { .. } => Ok(()),
        }
    }
}

fn make_folder_of(disk: &mut Disk, file: &Path) -> Result<(), Failure> {
    match file.parent() {
        Some(folder) if !folder.is_dir() => disk.make_folder(folder),
        _ => Ok(()),
    }
}

fn conflict(folder: &Path, paths: &[String]) -> Failure {
    let them = if paths.len() == 1 { "it" } else { "them" };
    let list = paths.iter().map(|path| folder.join(path).display().to_string()).collect::<Vec<_>>().join(", ");
    Failure::new(format!("cvpn did not write {list}, and would overwrite {them}"))
        .help(format!("move {them} away; names of your own, such as terraform/main.tf, are never touched"))
}
