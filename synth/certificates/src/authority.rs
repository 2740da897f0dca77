//! The CA: it signs the certificates of the server and the clients, and the revocation list.

use crate::leaf::serial;
use crate::{Error, Key, Term};
use cvpn_blueprint::types::DomainName;
use rcgen::{BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use time::OffsetDateTime;
use x509_parser::pem::Pem;

/// A CA that can sign.
#[derive(Debug)]
pub(crate) struct Authority {
    /// The text of its certificate.
    pub certificate: String,
    key: Key,
    /// How long it is valid.
    pub term: Term,
}

impl Authority {
    /// A new CA for a server of this domain. Returns its serial number too.
    pub fn generate(domain: &DomainName, days: u32, now: OffsetDateTime) -> Result<(Self, Vec<u8>, String), Error> {
        let (key, term, serial) = (Key::generate()?, Term::days(days, now)?, serial()?);
        // Issuer and subject of the server's certificate must differ, and a common name holds 64 characters.
        let name =
            Some(format!("{domain} CA")).filter(|name| name.len() <= 64).unwrap_or_else(|| "Client VPN CA".into());
        let mut parameters = CertificateParams::default();
        parameters.distinguished_name = common_name(&name);
        (parameters.not_before, parameters.not_after) = (term.from, term.until);
        parameters.serial_number = Some(serial.clone().into());
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        parameters.use_authority_key_identifier_extension = true;
        let certificate = parameters.self_signed(key.pair()).map_err(|_| Error::Encoding)?.pem();
        Ok((Authority { certificate, key, term }, serial, name))
    }

    /// The CA of these files, if it has not expired.
    pub fn open(file: &str, certificate: String, key: Key, now: OffsetDateTime) -> Result<Self, Error> {
        let unreadable = || Error::UnreadableCertificate(file.to_owned());
        let pem = Pem::iter_from_buffer(certificate.as_bytes()).next().and_then(Result::ok).ok_or_else(unreadable)?;
        let read = pem.parse_x509().map_err(|_| unreadable())?;
        if read.public_key().subject_public_key.data != key.pair().public_key_raw() {
            return Err(Error::OtherCaKey);
        }
        let [from, until] = [read.validity().not_before, read.validity().not_after].map(|time| time.to_datetime());
        if until <= now {
            return Err(Error::CaExpired(until.date()));
        }
        Ok(Authority { certificate, key, term: Term { from, until, ends_with_ca: false } })
    }

    /// Its key.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The issuer of what it signs.
    pub fn issuer(&self) -> Result<Issuer<'static, &KeyPair>, Error> {
        Issuer::from_ca_cert_pem(&self.certificate, self.key.pair()).map_err(|_| Error::Encoding)
    }
}

/// A name that is a common name alone.
pub(crate) fn common_name(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}
