//! A profile on its way to a user: its file, and what they do with it.

use crate::failure::Failure;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Writes the profile, or nothing. It may hold a key, so from its first byte on only its owner can read it.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new(format!("{} is there already; nothing was written", path.display()))
            .help("take another name, or move it away"),
        _ => Failure::io(format!("cannot write {}", path.display()), &error),
    })?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| {
        let _ = fs::remove_file(path);
        Failure::io(format!("cannot write {}", path.display()), &error)
    })
}

/// What comes next, for whoever gets the profile.
pub(super) fn steps(file: &Path, personal: bool, text: &str) -> Vec<String> {
    let file = file.display();
    let saml = text.lines().any(|line| line.trim() == "auth-federate");
    let mut steps = vec![if personal {
        format!("hand {file} to its one user over a channel that nobody else reads; it holds a private key")
    } else {
        format!("hand {file} to everyone who connects; there is nothing secret in it")
    }];
    steps.push(
        "Windows and macOS: install the AWS VPN Client, then File > Manage Profiles > Add Profile, choose the file, and Connect"
            .to_owned(),
    );
    steps.push("Ubuntu: install the package awsvpnclient of the AWS VPN Client, then the same".to_owned());
    steps.push(if saml {
        "a browser opens to sign in; other OpenVPN clients cannot do that".to_owned()
    } else {
        format!("other OpenVPN clients take the file too: `sudo openvpn --config {file}`")
    });
    steps
}
