//! A set: the CA, the server's certificate, the clients' certificates, their keys, and the index, as the texts of files.
//!
//! Every change is whole: it gives the texts of all files, or none.

use crate::authority::Authority;
use crate::leaf::Subject;
use crate::{ClientName, Error, Index, Key, Kind, Passphrase, Term, revocation};
use cvpn_blueprint::types::DomainName;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use time::OffsetDateTime;
use zeroize::Zeroizing;

/// The CA's certificate.
pub const CA: &str = "ca.crt";
/// The CA's key, encrypted.
pub const CA_KEY: &str = "ca.key";
/// The server's certificate.
pub const SERVER: &str = "server.crt";
/// The server's key.
pub const SERVER_KEY: &str = "server.key";
/// The revocation list.
pub const REVOKED: &str = "crl.pem";
/// The index.
pub const INDEX: &str = "index.tsv";

/// The certificate of a client.
pub fn client(name: &str) -> String {
    format!("clients/{name}.crt")
}

/// The key of a client.
pub fn client_key(name: &str) -> String {
    format!("clients/{name}.key")
}

/// Days for which a CA is valid, unless asked otherwise.
pub const CA_DAYS: u32 = 3650;
/// Days for which other certificates are valid, unless asked otherwise.
pub const DAYS: u32 = 825;

/// What a new set holds.
#[derive(Clone, Debug)]
pub struct Order {
    /// The domain of the server: the common name and the alternative name of its certificate.
    pub domain: DomainName,
    /// The clients.
    pub clients: Vec<ClientName>,
    /// Days for which the server's and the clients' certificates are valid.
    pub days: u32,
    /// Days for which the CA is valid.
    pub ca_days: u32,
    /// What encrypts the CA's key. `None`: the key is not kept, and nothing can be signed with it later.
    pub ca_passphrase: Option<Passphrase>,
}

/// Which certificate is renewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The server's.
    Server,
    /// A client's.
    Client(ClientName),
}

/// A certificate or a list that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its file.
    pub file: String,
    /// Until when it counts.
    pub until: OffsetDateTime,
    /// Whether it ends earlier than asked for, because the CA does.
    pub ends_with_ca: bool,
}

/// The texts of a set's files, by their names in its folder.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Set {
    /// The texts.
    pub files: BTreeMap<String, Zeroizing<String>>,
}

impl Set {
    /// A new set.
    pub fn new(order: &Order, now: OffsetDateTime) -> Result<(Set, Vec<Made>), Error> {
        let (ca, serial, name) = Authority::generate(&order.domain, order.ca_days, now)?;
        let (mut set, mut index) = (Set::default(), Index::default());
        index.add(&serial, Kind::Ca, &name, ca.term);
        let mut made = vec![Made { file: CA.to_owned(), until: ca.term.until, ends_with_ca: false }];
        set.put(CA, ca.certificate.clone());
        if let Some(passphrase) = &order.ca_passphrase {
            set.files.insert(CA_KEY.to_owned(), ca.key().encrypted_pem(passphrase)?);
        }
        let term = Term::days(order.days, now)?;
        made.push(set.issue(&mut index, &ca, &Subject::server(&order.domain), &Key::generate()?, term)?);
        for name in &order.clients {
            unused(&index, name)?;
            made.push(set.issue(&mut index, &ca, &Subject::client(name), &Key::generate()?, term)?);
        }
        set.put(INDEX, index.to_string());
        Ok((set, made))
    }

    /// Whether signing needs a passphrase.
    pub fn needs_passphrase(&self) -> bool {
        self.files.get(CA_KEY).is_some_and(|text| Key::is_encrypted(text))
    }

    /// Adds a client.
    pub fn add_client(
        &mut self,
        name: &ClientName,
        days: u32,
        passphrase: Option<&Passphrase>,
        now: OffsetDateTime,
    ) -> Result<Made, Error> {
        let mut index = self.index()?;
        unused(&index, name)?;
        let ca = self.authority(passphrase, now)?;
        let made = self.issue(&mut index, &ca, &Subject::client(name), &Key::generate()?, Term::days(days, now)?)?;
        self.put(INDEX, index.to_string());
        Ok(made)
    }

    /// Renews a certificate: the same CA and the same names, so that profiles that people have keep working; with the
    /// same key, or a new one.
    pub fn renew(
        &mut self,
        whose: &Whose,
        same_key: bool,
        days: u32,
        passphrase: Option<&Passphrase>,
        now: OffsetDateTime,
    ) -> Result<Made, Error> {
        let mut index = self.index()?;
        let (subject, key) = match whose {
            Whose::Server => (Subject::of_server(SERVER, self.text(SERVER)?)?, SERVER_KEY.to_owned()),
            Whose::Client(name) => {
                index
                    .clients()
                    .find(|entry| entry.name == name.as_str())
                    .ok_or_else(|| Error::NoClient(name.to_string()))?;
                (Subject::client(name), client_key(name.as_str()))
            }
        };
        let ca = self.authority(passphrase, now)?;
        let key = if same_key { Key::from_pem(&key, self.text(&key)?, None)? } else { Key::generate()? };
        let made = self.issue(&mut index, &ca, &subject, &key, Term::days(days, now)?)?;
        self.put(INDEX, index.to_string());
        Ok(made)
    }

    /// Puts all certificates of these clients on the revocation list, those replaced by a renewal too. Without a name it
    /// makes the list anew, because a list counts for half a year only.
    pub fn revoke(
        &mut self,
        names: &[ClientName],
        passphrase: Option<&Passphrase>,
        now: OffsetDateTime,
    ) -> Result<Made, Error> {
        let mut index = self.index()?;
        for name in names.iter().map(ClientName::as_str).collect::<BTreeSet<_>>() {
            let mut count = 0;
            let of_client = |entry: &&mut crate::Entry| entry.kind == Kind::Client && entry.name == name;
            for entry in index.entries.iter_mut().filter(of_client).filter(|entry| entry.revoked.is_none()) {
                entry.revoked = now.replace_nanosecond(0).ok();
                count += 1;
            }
            if count == 0 {
                return Err(Error::NoClient(name.to_string()));
            }
        }
        let ca = self.authority(passphrase, now)?;
        // An expired certificate is refused without a list.
        let revoked: Vec<_> =
            index.entries.iter().filter(|entry| entry.revoked.is_some() && entry.until > now).collect();
        let (list, until) = revocation::list(&ca, &revoked, self.files.get(REVOKED).map(|text| text.as_str()), now)?;
        self.put(REVOKED, list);
        self.put(INDEX, index.to_string());
        Ok(Made { file: REVOKED.to_owned(), until, ends_with_ca: false })
    }

    /// The index.
    pub fn index(&self) -> Result<Index, Error> {
        Index::parse(self.text(INDEX)?)
    }

    fn authority(&self, passphrase: Option<&Passphrase>, now: OffsetDateTime) -> Result<Authority, Error> {
        let certificate = self.text(CA)?.to_owned();
        let key = Key::from_pem(CA_KEY, self.files.get(CA_KEY).ok_or(Error::NoCaKey)?, passphrase)?;
        Authority::open(CA, certificate, key, now)
    }

    fn issue(
        &mut self,
        index: &mut Index,
        ca: &Authority,
        subject: &Subject,
        key: &Key,
        term: Term,
    ) -> Result<Made, Error> {
        let term = term.within(ca.term);
        let (certificate, serial) = subject.certificate(ca, key, term)?;
        let (kind, file, key_file) = match subject {
            Subject::Server(..) => (Kind::Server, SERVER.to_owned(), SERVER_KEY.to_owned()),
            Subject::Client(name) => (Kind::Client, client(name), client_key(name)),
        };
        index.add(&serial, kind, subject.name(), term);
        self.put(&file, certificate);
        self.files.insert(key_file, key.pem()?);
        Ok(Made { file, until: term.until, ends_with_ca: term.ends_with_ca })
    }

    fn text(&self, file: &str) -> Result<&str, Error> {
        self.files.get(file).map(|text| text.as_str()).ok_or_else(|| Error::MissingFile(file.to_owned()))
    }

    fn put(&mut self, file: &str, text: String) {
        self.files.insert(file.to_owned(), Zeroizing::new(text));
    }
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The texts hold keys.
        f.debug_set().entries(self.files.keys()).finish()
    }
}

/// Refuses the name of a client that has a certificate, also in other letters, because not all file systems tell them
/// apart.
fn unused(index: &Index, name: &ClientName) -> Result<(), Error> {
    match index.clients().find(|entry| entry.name.eq_ignore_ascii_case(name.as_str())) {
        Some(entry) => Err(Error::ClientExists(entry.name.clone())),
        None => Ok(()),
    }
}
