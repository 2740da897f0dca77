//! The name of a client: the common name in its certificate, and the name of its files.

use crate::Error;
use std::fmt;
use std::str::FromStr;

/// The name of a client. Connection logs and connect handlers show it as the common name, so it should be a stable id of a
/// person or a device.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientName(String);

impl ClientName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClientName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let fine = (1..=64).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_alphanumeric())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._@+-".contains(&byte));
        if fine { Ok(ClientName(text.to_owned())) } else { Err(Error::ClientName(text.to_owned())) }
    }
}

impl fmt::Display for ClientName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
