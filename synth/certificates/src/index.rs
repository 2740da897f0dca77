//! The index of a set: every certificate that was made, with its serial number. Revocation lists are made from it.

use crate::{Error, Term};
use std::fmt;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// What stands above the entries.
const HEAD: &str = "\
# Every certificate of this folder, those replaced and revoked too. Do not remove lines: revocation lists are made from them.
serial\tkind\tname\tfrom\tuntil\trevoked
";

/// The kind of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The CA.
    Ca,
    /// The server.
    Server,
    /// A client.
    Client,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Ca, Kind::Server, Kind::Client];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Ca => "ca",
            Kind::Server => "server",
            Kind::Client => "client",
        })
    }
}

/// A certificate that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its serial number, in hexadecimal digits.
    pub serial: String,
    /// What it is for.
    pub kind: Kind,
    /// Its common name.
    pub name: String,
    /// The first moment of its validity.
    pub from: OffsetDateTime,
    /// The last moment of its validity.
    pub until: OffsetDateTime,
    /// When it was revoked.
    pub revoked: Option<OffsetDateTime>,
}

/// Every certificate that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// In the order in which they were made.
    pub entries: Vec<Entry>,
}

impl Index {
    /// Reads the text of the file.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#') && !line.starts_with("serial\t"));
        let entries = lines.map(|(index, line)| {
            Entry::parse(line.trim_end()).map_err(|wrong| Error::Index { line: index + 1, wrong })
        });
        Ok(Index { entries: entries.collect::<Result<_, _>>()? })
    }

    /// Adds a certificate.
    pub(crate) fn add(&mut self, serial: &[u8], kind: Kind, name: &str, term: Term) {
        let serial = serial.iter().map(|byte| format!("{byte:02x}")).collect();
        let (from, until) = (term.from, term.until);
        self.entries.push(Entry { serial, kind, name: name.to_owned(), from, until, revoked: None });
    }

    /// The clients' certificates that are not revoked.
    pub fn clients(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.kind == Kind::Client && entry.revoked.is_none())
    }
}

impl fmt::Display for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        self.entries.iter().try_for_each(|entry| writeln!(f, "{entry}"))
    }
}

impl Entry {
    fn parse(line: &str) -> Result<Self, &'static str> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [serial, kind, name, from, until, revoked] = fields[..] else { return Err("has not six fields") };
        let fine = (1..=40).contains(&serial.len())
            && serial.len() % 2 == 0
            && serial.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !fine {
            return Err("has no serial number of up to 40 hexadecimal digits");
        }
        let kind = Kind::ALL.into_iter().find(|known| known.to_string() == kind);
        let time = |text: &str| {
            let time = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| "has a time that cannot be read")?;
            // Certificates and revocation lists can write no others.
            let time = time.checked_to_offset(UtcOffset::UTC).filter(|time| (1950..=9999).contains(&time.year()));
            time.ok_or("has a time that is not in the years 1950 to 9999")
        };
        Ok(Entry {
            serial: serial.to_ascii_lowercase(),
            kind: kind.ok_or("has a kind other than ca, server and client")?,
            name: name.to_owned(),
            from: time(from)?,
            until: time(until)?,
            revoked: Some(revoked).filter(|revoked| *revoked != "-").map(time).transpose()?,
        })
    }

    /// The bytes of its serial number.
    pub(crate) fn serial_bytes(&self) -> Vec<u8> {
        let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
        self.serial
            .as_bytes()
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |value, byte| value << 4 | digit(*byte)))
            .collect()
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Entry { serial, kind, name, from, until, revoked } = self;
        let text = |time: &OffsetDateTime| time.format(&Rfc3339).map_err(|_| fmt::Error);
        let revoked = revoked.as_ref().map_or(Ok("-".to_owned()), text)?;
        write!(f, "{serial}\t{kind}\t{name}\t{}\t{}\t{revoked}", text(from)?, text(until)?)
    }
}
