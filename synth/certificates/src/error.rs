//! Why certificates cannot be made, renewed or revoked.

use std::fmt;
use time::Date;

/// Why certificates cannot be made, renewed or revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A name that a client cannot have.
    ClientName(String),
    /// A client of this name has a certificate, perhaps in other letters.
    ClientExists(String),
    /// No client of this name has a certificate that is not revoked.
    NoClient(String),
    /// More days than a date can hold.
    TooManyDays(u32),
    /// The CA has expired.
    CaExpired(Date),
    /// The set has no CA key.
    NoCaKey,
    /// A file of the set is missing.
    MissingFile(String),
    /// A certificate of the set cannot be read.
    UnreadableCertificate(String),
    /// A certificate that was not made by cvpn, so that it cannot be renewed as it is.
    ForeignCertificate(String),
    /// A key of the set cannot be read.
    UnreadableKey(String),
    /// The CA's key is not that of its certificate.
    OtherCaKey,
    /// A key is encrypted, and there is no passphrase.
    PassphraseNeeded(String),
    /// The passphrase does not open the key.
    WrongPassphrase(String),
    /// The passphrase is too short.
    ShortPassphrase {
        /// How long it is.
        length: usize,
        /// How long it must be.
        least: usize,
    },
    /// A line of the index cannot be read.
    Index {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        wrong: &'static str,
    },
    /// More revoked certificates than Client VPN takes.
    TooManyRevoked(usize),
    /// A name that is not the DNS name of an endpoint.
    EndpointName(String),
    /// A name that a profile cannot pin.
    ServerName(String),
    /// The profile has a client's certificate or key already.
    ClientInProfile,
    /// The client's key is encrypted, so that it cannot be compared with its certificate.
    ClientKeyEncrypted,
    /// The random number generator fails.
    Random,
    /// Something cannot be encoded or signed.
    Encoding,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::ClientName(name) => write!(f, "{name:?} cannot be the name of a client"),
            Error::ClientExists(name) => write!(f, "the client {name} has a certificate"),
            Error::NoClient(name) => write!(f, "no client {name} has a certificate that is not revoked"),
            Error::TooManyDays(days) => write!(f, "{days} days from now on is after the year 9999"),
            Error::CaExpired(date) => write!(f, "the CA expired on {date}"),
            Error::NoCaKey => f.write_str("there is no ca.key, so nothing can be signed"),
            Error::MissingFile(file) => write!(f, "there is no {file}"),
            Error::UnreadableCertificate(file) => write!(f, "{file} holds no certificate that can be read"),
            Error::ForeignCertificate(file) => write!(f, "{file} has names other than cvpn writes"),
            Error::UnreadableKey(file) => write!(f, "{file} holds no RSA key in PKCS #8 that can be read"),
            Error::OtherCaKey => f.write_str("ca.key is not the key of ca.crt"),
            Error::PassphraseNeeded(file) => write!(f, "{file} is encrypted"),
            Error::WrongPassphrase(file) => write!(f, "the passphrase does not open {file}"),
            Error::ShortPassphrase { length, .. } => write!(f, "the passphrase has {length} characters"),
            Error::Index { line, wrong } => write!(f, "line {line} of index.tsv {wrong}"),
            Error::TooManyRevoked(count) => write!(f, "{count} certificates would be on the revocation list"),
            Error::EndpointName(name) => write!(f, "{name:?} is not the DNS name of an endpoint"),
            Error::ServerName(name) => write!(f, "a profile cannot pin the name {name:?}"),
            Error::ClientInProfile => f.write_str("the profile has a client's certificate or key already"),
            Error::ClientKeyEncrypted => {
                f.write_str("the client's key is encrypted, so nobody can see whether it is that of its certificate")
            }
            Error::Random => f.write_str("the system gives no random numbers"),
            Error::Encoding => f.write_str("a certificate or key could not be encoded"),
        }
    }
}

impl Error {
    /// What to do.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Error::ClientName(_) => {
                "1 to 64 letters, digits and . _ @ + -, a letter or digit first; the name of a person or a device".into()
            }
            Error::ClientExists(name) => format!(
                "`cvpn cert renew {name}` replaces it before it expires; `cvpn cert revoke {name}` first, if its key is lost"
            ),
            Error::NoClient(_) => "index.tsv lists every certificate that was made".into(),
            Error::TooManyDays(_) => "825 days for a certificate and 3650 for a CA are usual".into(),
            Error::CaExpired(_) => {
                "make a new set with `cvpn cert new` in another folder; everyone needs a new profile".into()
            }
            Error::NoCaKey => "a set made with --ephemeral-ca cannot be renewed: make a new one with `cvpn cert new` in another \
                 folder, and hand out new profiles; if ca.key is kept elsewhere, put it back"
                .into(),
            Error::MissingFile(_) | Error::UnreadableCertificate(_) | Error::UnreadableKey(_) | Error::OtherCaKey => {
                "bring it back from a copy; `cvpn cert inspect` on the folder shows the rest".into()
            }
            Error::ForeignCertificate(_) => "renew it with what made it".into(),
            Error::PassphraseNeeded(_) => "run it in a terminal, or give --passphrase-file".into(),
            Error::WrongPassphrase(_) => "without it the key is lost: see `cvpn cert new --help` for a new set".into(),
            Error::ShortPassphrase { least, .. } => format!("at least {least}; several words are easy to type"),
            Error::Index { .. } => {
                "every line has serial, kind, name, from, until and revoked, with tabs between; bring it back from a copy"
                    .into()
            }
            Error::TooManyRevoked(_) => {
                "Client VPN takes 20,000 entries; a new CA, or shorter terms for clients, make the list shorter".into()
            }
            Error::EndpointName(_) => {
                "such as cvpn-endpoint-0123456789abcdef0.prod.clientvpn.ap-northeast-1.amazonaws.com; `aws ec2 \
                 describe-client-vpn-endpoints` shows it as DnsName"
                    .into()
            }
            Error::ClientKeyEncrypted => {
                "`openssl pkey -in FILE -out NEW` takes the passphrase off; never hand out the key of a CA".into()
            }
            Error::ClientInProfile => "take the profile as AWS exports it".into(),
            Error::ServerName(_) | Error::Random | Error::Encoding => return None,
        })
    }
}

impl std::error::Error for Error {}
