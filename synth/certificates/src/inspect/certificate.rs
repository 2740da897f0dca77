//! What a certificate says.

use ::time::OffsetDateTime;
use std::fmt;
use x509_parser::der_parser::oid::Oid;
use x509_parser::objects::{oid_registry, oid2sn};
use x509_parser::prelude::*;

/// The public key in a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// Its algorithm, such as RSA.
    pub algorithm: String,
    /// Its size.
    pub bits: usize,
    /// The key itself.
    pub bytes: Vec<u8>,
}

impl PublicKey {
    /// Whether it is an RSA key.
    pub fn is_rsa(&self) -> bool {
        self.algorithm == "RSA"
    }

    fn of(info: &SubjectPublicKeyInfo) -> Self {
        let (algorithm, bits) = match info.parsed() {
            Ok(x509_parser::public_key::PublicKey::RSA(key)) => ("RSA".to_owned(), bits(key.modulus)),
            Ok(x509_parser::public_key::PublicKey::EC(point)) => ("ECDSA".to_owned(), point.key_size()),
            Ok(x509_parser::public_key::PublicKey::DSA(_)) => ("DSA".to_owned(), 0),
            _ => (name_of(&info.algorithm.algorithm), 0),
        };
        PublicKey { algorithm, bits, bytes: info.subject_public_key.data.to_vec() }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bits == 0 { f.write_str(&self.algorithm) } else { write!(f, "{} {}", self.algorithm, self.bits) }
    }
}

/// The bits of a number.
fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let first = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    8 * (number.len() - zeros) - first
}

fn name_of(oid: &Oid) -> String {
    oid2sn(oid, oid_registry()).map_or_else(|_| oid.to_id_string(), str::to_owned)
}

/// What a certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its bytes.
    pub(super) der: Vec<u8>,
    /// Its version.
    pub version: u32,
    /// Its serial number, in hexadecimal digits.
    pub serial: String,
    /// Whose it is.
    pub subject: String,
    pub(super) subject_raw: Vec<u8>,
    /// Who signed it.
    pub issuer: String,
    pub(super) issuer_raw: Vec<u8>,
    /// The common name.
    pub common_name: Option<String>,
    /// The DNS names.
    pub domains: Vec<String>,
    /// The alternative names of other kinds.
    pub other_names: Vec<String>,
    /// The public key.
    pub key: PublicKey,
    /// The algorithm of the signature.
    pub signature: String,
    /// The first moment of its validity.
    pub from: OffsetDateTime,
    /// The last moment of its validity.
    pub until: OffsetDateTime,
    /// Whether it is a CA.
    pub ca: bool,
    /// What the key may do.
    pub usages: Option<Vec<&'static str>>,
    /// What it may be used for.
    pub purposes: Option<Vec<String>>,
    pub(super) subject_key: Option<Vec<u8>>,
    pub(super) authority_key: Option<Vec<u8>>,
    /// What in it does not follow RFC 5280, in words.
    pub(super) flaws: Vec<String>,
}

impl Certificate {
    /// Reads a certificate. `None` if it is none.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let (rest, read) = X509Certificate::from_der(der).ok()?;
        if !rest.is_empty() {
            return None;
        }
        let mut certificate = Certificate {
            der: der.to_vec(),
            version: read.version().0.saturating_add(1),
            serial: read.raw_serial().iter().map(|byte| format!("{byte:02x}")).collect(),
            subject: read.subject().to_string(),
            subject_raw: read.subject().as_raw().to_vec(),
            issuer: read.issuer().to_string(),
            issuer_raw: read.issuer().as_raw().to_vec(),
            common_name: read.subject().iter_common_name().find_map(|name| name.as_str().ok()).map(str::to_owned),
            domains: Vec::new(),
            other_names: Vec::new(),
            key: PublicKey::of(read.public_key()),
            signature: name_of(&read.signature_algorithm.algorithm),
            from: read.validity().not_before.to_datetime(),
            until: read.validity().not_after.to_datetime(),
            ca: read.is_ca(),
            usages: None,
            purposes: None,
            subject_key: None,
            authority_key: None,
            flaws: Vec::new(),
        };
        for extension in read.extensions() {
            certificate.extension(extension);
        }
        let twice = read.extensions_map().is_err();
        certificate.flaws.extend(twice.then(|| "it has an extension twice".to_owned()));
        Some(certificate)
    }

    fn extension(&mut self, extension: &X509Extension) {
        match extension.parsed_extension() {
            ParsedExtension::KeyUsage(usage) => self.usages = Some(usages(usage)),
            ParsedExtension::ExtendedKeyUsage(usage) => self.purposes = Some(purposes(usage)),
            ParsedExtension::SubjectAlternativeName(names) => {
                for name in &names.general_names {
                    match name {
                        GeneralName::DNSName(name) => self.domains.push((*name).to_owned()),
                        other => self.other_names.push(other.to_string()),
                    }
                }
            }
            ParsedExtension::SubjectKeyIdentifier(key) => self.subject_key = Some(key.0.to_vec()),
            ParsedExtension::AuthorityKeyIdentifier(authority) => {
                self.authority_key = authority.key_identifier.as_ref().map(|key| key.0.to_vec());
            }
            ParsedExtension::AuthorityInfoAccess(access) => {
                let long = access
                    .iter()
                    .any(|place| matches!(place.access_location, GeneralName::URI(address) if address.len() > 1_000));
                self.flaws.extend(long.then(|| "its address for OCSP has more than 1,000 characters".to_owned()));
            }
            ParsedExtension::ParseError { .. } => {
                self.flaws.push(format!("its extension {} cannot be read", name_of(&extension.oid)));
            }
            _ => {}
        }
    }

    /// Whether it is for a server.
    pub fn is_server(&self) -> bool {
        !self.ca && self.has_purpose("serverAuth")
    }

    /// Whether it is for a client.
    pub fn is_client(&self) -> bool {
        !self.ca && self.has_purpose("clientAuth")
    }

    fn has_purpose(&self, purpose: &str) -> bool {
        self.purposes.as_ref().is_some_and(|purposes| purposes.iter().any(|known| known == purpose))
    }

    pub(super) fn has_usage(&self, usage: &str) -> bool {
        self.usages.as_ref().is_some_and(|usages| usages.contains(&usage))
    }

    /// Whether its subject and its issuer are the same.
    pub(super) fn names_itself(&self) -> bool {
        self.subject_raw == self.issuer_raw
    }

    /// What messages call it.
    pub fn title(&self) -> &str {
        if self.subject.is_empty() { "a certificate without a subject" } else { &self.subject }
    }
}

fn usages(usage: &KeyUsage) -> Vec<&'static str> {
    [
        (usage.digital_signature(), "digitalSignature"),
        (usage.non_repudiation(), "nonRepudiation"),
        (usage.key_encipherment(), "keyEncipherment"),
        (usage.data_encipherment(), "dataEncipherment"),
        (usage.key_agreement(), "keyAgreement"),
        (usage.key_cert_sign(), "keyCertSign"),
        (usage.crl_sign(), "cRLSign"),
        (usage.encipher_only(), "encipherOnly"),
        (usage.decipher_only(), "decipherOnly"),
    ]
    .into_iter()
    .filter_map(|(is, name)| is.then_some(name))
    .collect()
}

fn purposes(usage: &ExtendedKeyUsage) -> Vec<String> {
    let known = [
        (usage.any, "anyExtendedKeyUsage"),
        (usage.server_auth, "serverAuth"),
        (usage.client_auth, "clientAuth"),
        (usage.code_signing, "codeSigning"),
        (usage.email_protection, "emailProtection"),
        (usage.time_stamping, "timeStamping"),
        (usage.ocsp_signing, "OCSPSigning"),
    ];
    let known = known.into_iter().filter(|(is, _)| *is).map(|(_, name)| name.to_owned());
    known.chain(usage.other.iter().map(name_of)).collect()
}
