//! The passphrase of the CA's key: from a file or from the terminal, never from the command line, which others can see.

use super::{folder, refused};
use crate::failure::Failure;
use cvpn_certificates::{Passphrase, Set, Zeroizing};
use std::io::{self, IsTerminal};
use std::path::Path;

/// The passphrase for a new key, asked for twice.
pub(super) fn chosen(file: Option<&Path>) -> Result<Passphrase, Failure> {
    let text = match file {
        Some(file) => first_line(file)?,
        None => {
            must_be_terminal("give --passphrase-file, or --ephemeral-ca to keep no key of the CA")?;
            let text = ask("Passphrase for the CA's key: ")?;
            if ask("The same again: ")? != text {
                return Err(Failure::new("the two passphrases differ; nothing was written"));
            }
            text
        }
    };
    Passphrase::chosen(text).map_err(|error| refused(&error))
}

/// The passphrase of a set's CA key. `None` if it needs none.
pub(super) fn of(set: &Set, file: Option<&Path>) -> Result<Option<Passphrase>, Failure> {
    if !set.needs_passphrase() {
        return Ok(None);
    }
    let text = match file {
        Some(file) => first_line(file)?,
        None => {
            must_be_terminal("give --passphrase-file")?;
            ask("Passphrase of the CA's key: ")?
        }
    };
    Ok(Some(Passphrase::existing(text)))
}

fn first_line(file: &Path) -> Result<Zeroizing<String>, Failure> {
    let bytes = folder::read_bytes(file)
        .map_err(|error| Failure::io(format!("cannot read the passphrase from {}", file.display()), &error))?;
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|_| Failure::new(format!("{} is no text", file.display())))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn must_be_terminal(help: &str) -> Result<(), Failure> {
    if io::stdin().is_terminal() {
        return Ok(());
    }
    Err(Failure::new("there is no terminal to ask for the passphrase of the CA's key").help(help))
}

fn ask(question: &str) -> Result<Zeroizing<String>, Failure> {
    let answer = rpassword::prompt_password(question);
    answer.map(Zeroizing::new).map_err(|error| Failure::io("cannot read the passphrase", &error))
}
