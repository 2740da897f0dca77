//! The certificates of the server and of clients.
//!
//! They are what easy-rsa 3 makes, with the domain of the server as a DNS name too: without one AWS refuses the certificate.

use crate::authority::{Authority, common_name};
use crate::{ClientName, Error, Key, Term};
use cvpn_blueprint::types::DomainName;
use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose, SanType};
use x509_parser::extensions::GeneralName;
use x509_parser::pem::Pem;

/// What a certificate is for, with the names in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The endpoint: the common name, and the DNS names, which are the same domain unless an older certificate says else.
    Server(String, Vec<String>),
    /// A client.
    Client(String),
}

impl Subject {
    /// The endpoint with this domain.
    pub fn server(domain: &DomainName) -> Self {
        Subject::Server(domain.to_string(), vec![domain.to_string()])
    }

    /// A client with this name.
    pub fn client(name: &ClientName) -> Self {
        Subject::Client(name.to_string())
    }

    /// The names in the server's certificate that is there.
    pub fn of_server(file: &str, text: &str) -> Result<Self, Error> {
        let unreadable = || Error::UnreadableCertificate(file.to_owned());
        let foreign = || Error::ForeignCertificate(file.to_owned());
        let pem = Pem::iter_from_buffer(text.as_bytes()).next().and_then(Result::ok).ok_or_else(unreadable)?;
        let read = pem.parse_x509().map_err(|_| unreadable())?;
        let name = read.subject().iter_common_name().next().and_then(|name| name.as_str().ok()).ok_or_else(foreign)?;
        if read.subject().iter_attributes().count() != 1 {
            return Err(foreign());
        }
        let alternative = read.subject_alternative_name().map_err(|_| unreadable())?;
        let names = alternative.iter().flat_map(|names| &names.value.general_names).map(|name| match name {
            GeneralName::DNSName(name) => Ok((*name).to_owned()),
            _ => Err(foreign()),
        });
        Ok(Subject::Server(name.to_owned(), names.collect::<Result<_, _>>()?))
    }

    /// Its common name.
    pub fn name(&self) -> &str {
        match self {
            Subject::Server(name, _) | Subject::Client(name) => name,
        }
    }

    /// The text of a certificate for it, and its serial number.
    pub fn certificate(&self, ca: &Authority, key: &Key, term: Term) -> Result<(String, Vec<u8>), Error> {
        let serial = serial()?;
        let mut parameters = CertificateParams::default();
        parameters.distinguished_name = common_name(self.name());
        (parameters.not_before, parameters.not_after) = (term.from, term.until);
        parameters.serial_number = Some(serial.clone().into());
        parameters.is_ca = IsCa::ExplicitNoCa;
        parameters.use_authority_key_identifier_extension = true;
        match self {
            Subject::Server(_, names) => {
                parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment];
                parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
                let names = names.iter().map(|name| name.as_str().try_into().map(SanType::DnsName));
                parameters.subject_alt_names = names.collect::<Result<_, _>>().map_err(|_| Error::Encoding)?;
            }
            Subject::Client(_) => {
                parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
                parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
            }
        }
        let certificate = parameters.signed_by(key.pair(), &ca.issuer()?).map_err(|_| Error::Encoding)?;
        Ok((certificate.pem(), serial))
    }
}

/// A random serial number of 128 bits.
pub(crate) fn serial() -> Result<Vec<u8>, Error> {
    let mut bytes = vec![0; 16];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Random)?;
    // Positive, and of the same length each time.
    bytes[0] = bytes[0] & 0x7f | 0x40;
    Ok(bytes)
}
