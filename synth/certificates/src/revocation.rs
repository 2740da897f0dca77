//! The revocation list: which clients' certificates the endpoint refuses.

use crate::authority::Authority;
use crate::term::ALLOWANCE;
use crate::{Entry, Error};
use rcgen::{CertificateRevocationListParams, KeyIdMethod, RevocationReason, RevokedCertParams};
use time::{Duration, OffsetDateTime};
use x509_parser::extensions::ParsedExtension;
use x509_parser::pem::Pem;

/// How long a list counts. After that the endpoint refuses everyone.
pub(crate) const LIFETIME: Duration = Duration::days(180);
/// The most entries that Client VPN takes.
pub(crate) const MOST: usize = 20_000;

/// The text of a list of these certificates, and until when it counts. `before` is the list that it replaces.
pub(crate) fn list(
    ca: &Authority,
    revoked: &[&Entry],
    before: Option<&str>,
    now: OffsetDateTime,
) -> Result<(String, OffsetDateTime), Error> {
    if revoked.len() > MOST {
        return Err(Error::TooManyRevoked(revoked.len()));
    }
    let this_update = now.replace_nanosecond(0).unwrap_or(now) - ALLOWANCE;
    let next_update = this_update + LIFETIME;
    let entry = |entry: &&Entry| RevokedCertParams {
        serial_number: entry.serial_bytes().into(),
        revocation_time: entry.revoked.unwrap_or(now),
        reason_code: None::<RevocationReason>,
        invalidity_date: None,
    };
    let parameters = CertificateRevocationListParams {
        this_update,
        next_update,
        crl_number: before.and_then(number).unwrap_or_default().saturating_add(1).into(),
        issuing_distribution_point: None,
        revoked_certs: revoked.iter().map(entry).collect(),
        key_identifier_method: KeyIdMethod::PreSpecified(key_identifier(ca)?),
    };
    let list = parameters.signed_by(&ca.issuer()?).and_then(|list| list.pem()).map_err(|_| Error::Encoding)?;
    Ok((list, next_update))
}

/// The number of a list.
fn number(text: &str) -> Option<u64> {
    let pem = Pem::iter_from_buffer(text.as_bytes()).next()?.ok()?;
    let (_, list) = x509_parser::parse_x509_crl(&pem.contents).ok()?;
    list.crl_number().and_then(|number| number.try_into().ok())
}

/// The identifier that the CA's certificate gives to its key.
fn key_identifier(ca: &Authority) -> Result<Vec<u8>, Error> {
    let pem = Pem::iter_from_buffer(ca.certificate.as_bytes()).next().and_then(Result::ok).ok_or(Error::Encoding)?;
    let read = pem.parse_x509().map_err(|_| Error::Encoding)?;
    let identifier = read.iter_extensions().find_map(|extension| match extension.parsed_extension() {
        ParsedExtension::SubjectKeyIdentifier(identifier) => Some(identifier.0.to_vec()),
        _ => None,
    });
    identifier.ok_or(Error::Encoding)
}
