//! Safe output: `out/<name>/` becomes what a blueprint says, and nothing else there is touched.
//!
//! # What must hold
//!
//! People work inside `out/<name>/`: `terraform/` holds their state, `.terraform/`, a plan, notes. Those files are
//! *foreign*; `manifest.json` names the files that are cvpn's own. A run that fails leaves the old output whole; one
//! that is killed does so too, as far as a file system allows; foreign files survive everything; whatever a run left
//! behind, the next one puts right.
//!
//! # How
//!
//! The new folder is built complete in `out/.<name>.cvpn/new/`, beside the old one. All that can run out of space
//! happens there. Then one of three ways leads to `out/<name>/`:
//!
//! 1. There is no such folder yet: one rename.
//! 2. It holds only files of ours: the two folders are exchanged in one step (`RENAME_EXCHANGE`), and the old one is
//!    taken away. Whenever the run is killed, `out/<name>/` is the old output or the new one.
//! 3. It holds foreign files, or the file system cannot exchange: the files are put in place one by one, by renames.
//!    A failure undoes what was done. A kill between the first rename and the last, which is some microseconds, leaves
//!    new files beside old ones; the manifest says so, `--check` reports it, and the next run completes it.
//!
//! Why not always exchange, and carry foreign files over? A folder is more than its entries. `terraform apply` runs in
//! it for minutes, with relative paths: its state would be written to a folder that is about to be deleted, and a VPN
//! in AWS without its state is the one loss that cannot be repaired. So foreign files are never moved, linked or even
//! opened, and a folder that has some stays the folder that it is.
//!
//! Why no journal? In the third way the first rename is that of the manifest: for the time being it names the old files
//! and the new ones. All that can be left behind is then named, and the next run, which compares bytes and removes what
//! is named and no longer produced, is the recovery. Nothing else has to be right.
//!
//! # What else is refused or kept
//!
//! - A manifest comes with the repository, so it may be hostile. Its paths must stay inside the folder, no symbolic link
//!   is followed, and a file is removed only if its bytes have the SHA-256 that the manifest gives: cvpn destroys no
//!   bytes that it did not write. A file changed by hand that is no longer produced stays, with a word about it.
//! - A file that would be overwritten but is not named in the manifest is somebody's own: the run is refused, unless
//!   the bytes are equal.
//! - The folder `out/` itself is locked, not a file in it that would then lie about in a repository. Windows
//!   locks a file among the temporary ones instead. Where a file system locks no folders (NFS), one of two runs at once may
//!   fail, or leave files without the manifest that names them: those of the next output, if it is another, stand in its
//!   way, and it says so.
//! - A file whose bytes are right is not written, so its time stays.
//! - Nothing is synced: a loss of power is not a kill. The next run compares bytes.
//! - What cannot be read is a failure, not something absent: taken for absent, a manifest would be removed before the
//!   files that it names, and nobody would know any more whose they are.
//!
//! `tests/cli/write` goes through every step with each of these failing, in place of the disk; `.ci/crash` kills the
//! program itself at every call of the system, and lets every call fail.

mod compare;
mod disk;
mod folder;
mod left_over;
mod look;
mod manifest;
pub mod private;
mod publish;
pub mod rename;
mod replace;
mod sweep;

pub use compare::{Comparison, compare};
pub use disk::Disk;
pub use folder::OutFolder;
pub use left_over::left_over;
pub use manifest::{MANIFEST, Output};
pub use publish::publish;
pub use replace::replace;
