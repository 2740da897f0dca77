//! Files that may hold a key: profiles.

use crate::write::private::publish;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;

#[test]
fn a_step_that_fails_leaves_nothing() {
    for steps in 0.. {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("vpn.ovpn");
        let mut left = steps;
        let result = publish(&path, b"key", &mut || {
            // If the run were killed here, there would be no file, or the whole file.
            assert!(!path.exists());
            left -= 1;
            if left < 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        });
        let names = fs::read_dir(folder.path()).unwrap().count();
        if result.is_ok() {
            assert_eq!((fs::read(&path).unwrap().as_slice(), names, steps), (&b"key"[..], 1, 4));
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            break;
        }
        assert_eq!(names, 0, "step {steps}");
    }
}

#[test]
fn no_file_is_replaced_not_even_one_that_appears_meanwhile() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("vpn.ovpn");
    let mut steps = 0;
    let mut gate = || {
        steps += 1;
        if steps == 4 { fs::write(&path, "other") } else { Ok(()) }
    };
    for _ in 0..2 {
        let error = publish(&path, b"key", &mut gate).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "other");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
