//! A profile on its way to a user: its file, and what they do with it.

use crate::failure::Failure;
use crate::write::private::publish;
use std::io::ErrorKind;
use std::path::Path;

/// Writes the profile, or nothing.
pub(in crate::command) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    publish(path, text.as_bytes(), &mut || Ok(())).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new(format!("{} is there already; nothing was written", path.display()))
            .help("take another name, or move it away"),
        _ => Failure::io(format!("cannot write {}", path.display()), &error),
    })
}

/// What comes next, for whoever gets the profile.
pub(in crate::command) fn steps(file: &Path, personal: bool, text: &str) -> Vec<String> {
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
