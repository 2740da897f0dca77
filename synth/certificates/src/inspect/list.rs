//! Revocation lists.

use super::{All, At, Certificate};
use crate::revocation::MOST;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::rule::certificate::{CERTIFICATE_REVOKED, CRL_ISSUER, CRL_PROFILE};
use std::collections::BTreeSet;
use time::OffsetDateTime;
use x509_parser::prelude::{CertificateRevocationList, FromDer, X509Certificate};

/// What a revocation list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    der: Vec<u8>,
    /// Its version.
    pub version: u32,
    /// Who signed it.
    pub issuer: String,
    issuer_raw: Vec<u8>,
    /// When it was made.
    pub from: OffsetDateTime,
    /// Until when it counts.
    pub until: Option<OffsetDateTime>,
    /// The serial numbers on it, in hexadecimal digits.
    pub serials: Vec<String>,
}

impl List {
    /// Reads a revocation list. `None` if it is none.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let (rest, read) = CertificateRevocationList::from_der(der).ok()?;
        if !rest.is_empty() {
            return None;
        }
        let digits = |serial: &[u8]| serial.iter().map(|byte| format!("{byte:02x}")).collect();
        Some(List {
            der: der.to_vec(),
            version: read.version().map_or(1, |version| version.0.saturating_add(1)),
            issuer: read.issuer().to_string(),
            issuer_raw: read.issuer().as_raw().to_vec(),
            from: read.last_update().to_datetime(),
            until: read.next_update().map(|time| time.to_datetime()),
            serials: read.iter_revoked_certificates().map(|entry| digits(entry.raw_serial())).collect(),
        })
    }

    /// Whether the key of a certificate signed it.
    fn signed_by(&self, certificate: &[u8]) -> bool {
        let read = (CertificateRevocationList::from_der(&self.der), X509Certificate::from_der(certificate));
        let (Ok((_, list)), Ok((_, ca))) = read else { return false };
        list.verify_signature(ca.public_key()).is_ok()
    }
}

/// Adds the faults.
pub(super) fn check(all: &All, faults: &mut Vec<(usize, Fault)>) {
    for at in &all.lists {
        let list = at.it;
        let mut profile = |message: String, allowed: &str| {
            faults.push((at.file, Fault::new(&CRL_PROFILE, at.span, message).allowed(allowed)));
        };
        if list.version != 2 {
            profile(format!("the revocation list has version {}", list.version), "version 2");
        }
        if list.until.is_none() {
            profile("the revocation list does not say until when it counts".to_owned(), "a next update");
        }
        if list.serials.len() > MOST {
            profile(format!("the revocation list has {} entries", list.serials.len()), "at most 20,000 entries");
        }
        let named: Vec<_> = all.certificates.iter().filter(|ca| ca.it.subject_raw == list.issuer_raw).collect();
        let signed = |ca: &&&At<Certificate>| all.tries.verify(|| list.signed_by(&ca.it.der)) == Some(true);
        let signers: Vec<_> = named.iter().filter(signed).collect();
        if let (Some(ca), true) = (named.first(), signers.is_empty()) {
            let message = format!("the revocation list was not signed by {} in {}", ca.it.title(), ca.name);
            faults.push((at.file, Fault::new(&CRL_ISSUER, at.span, message).allowed("the CA that signed the clients")));
        }
        let revoked: BTreeSet<&str> = list.serials.iter().map(String::as_str).collect();
        let mine = |issuer_raw: &[u8]| signers.iter().any(|ca| ca.it.subject_raw == issuer_raw);
        for certificate in all.certificates.iter().filter(|certificate| mine(&certificate.it.issuer_raw)) {
            if revoked.contains(certificate.it.serial.as_str()) {
                let message = format!("{} is on the revocation list in {}", certificate.it.title(), at.name);
                faults.push((certificate.file, Fault::new(&CERTIFICATE_REVOKED, certificate.span, message)));
            }
        }
    }
}
