//! The server certificate that `cvpn cert` made: imported into ACM once, found again by its tag, and renewed under the same
//! ARN, so that the endpoint stays what it is.

use crate::caller::Caller;
use crate::client::acm::Import;
use crate::error::Result;
use crate::event::{Event, Sink};
use crate::retry::{self, ATTEMPTS, backoff};
use std::collections::BTreeMap;
use std::fmt;

/// The tag by which the certificate of a VPN is found again. Its value is the VPN's name.
pub const TAG: &str = "cvpn:vpn";

/// A server certificate, its private key and its CA, as PEM, from a set of `cvpn cert`.
#[derive(Clone, Copy)]
pub struct Issued<'a> {
    /// The server's certificate.
    pub certificate: &'a str,
    /// Its private key. It goes to ACM, and nowhere else.
    pub key: &'a str,
    /// The CA's certificate.
    pub chain: &'a str,
    /// Its domain.
    pub domain: &'a str,
}

impl fmt::Debug for Issued<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issued").field("domain", &self.domain).finish_non_exhaustive()
    }
}

/// The certificate of a VPN in ACM. `None` if it was not imported yet. `given` is the ARN that the stack has.
pub(crate) async fn find(caller: &Caller, vpn: &str, domain: &str, given: Option<&String>) -> Result<Option<String>> {
    let mut own = None;
    for arn in caller.acm.with_domain(domain).await? {
        let tags = caller.acm.tags(&arn).await?;
        // That of the stack first: should there be two, one is of a run that was stopped at the wrong moment.
        if Some(&arn) == given {
            return Ok(Some(arn));
        }
        if tags.get(TAG).is_some_and(|name| name == vpn) && own.is_none() {
            own = Some(arn);
        }
    }
    Ok(own)
}

/// What ACM has of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing.
    Absent,
    /// An older one.
    Other,
    /// The same.
    Same,
}

/// Compares the certificate with what ACM has under an ARN.
pub(crate) async fn compare(caller: &Caller, issued: Issued<'_>, found: Option<&String>) -> Result<Found> {
    let Some(arn) = found else { return Ok(Found::Absent) };
    let (live, _) = caller.acm.pem(arn).await?;
    Ok(if letters(&live) == letters(issued.certificate) { Found::Same } else { Found::Other })
}

/// Brings the certificate into ACM, and gives its ARN, and whether anything was done.
pub(crate) async fn bring(
    caller: &Caller,
    vpn: &str,
    tags: BTreeMap<String, String>,
    issued: Issued<'_>,
    found: Option<String>,
    sink: Sink<'_>,
) -> Result<(String, bool)> {
    let mut tags = tags;
    tags.insert(TAG.to_owned(), vpn.to_owned());
    let import = Import { certificate: issued.certificate, key: issued.key, chain: issued.chain };
    let Some(arn) = found else {
        let arn = first(caller, vpn, issued.domain, import, &tags).await?;
        sink(Event::done(format!("certificate: imported as {arn}")));
        return Ok((arn, true));
    };
    let live = caller.acm.tags(&arn).await?;
    tags.retain(|key, value| live.get(key) != Some(value));
    let tagged = !tags.is_empty();
    if tagged {
        caller.acm.tag(&arn, &tags).await?;
        sink(Event::done(format!("certificate: tags of {arn}")));
    }
    if compare(caller, issued, Some(&arn)).await? == Found::Same {
        return Ok((arn, tagged));
    }
    caller.acm.import_again(import, &arn).await?;
    sink(Event::done(format!("certificate: renewed under {arn}; the endpoint takes it up within 5 hours")));
    Ok((arn, true))
}

/// The first import. After a lost answer it looks whether the certificate is there before it imports once more.
async fn first(
    caller: &Caller,
    vpn: &str,
    domain: &str,
    import: Import<'_>,
    tags: &BTreeMap<String, String>,
) -> Result<String> {
    for attempt in 1.. {
        match caller.acm.import(import, tags).await {
            Err(error) if retry::lost(&error) && attempt < ATTEMPTS => backoff(caller.pace, attempt).await,
            answer => return answer,
        }
        if let Some(arn) = find(caller, vpn, domain, None).await? {
            return Ok(arn);
        }
    }
    unreachable!("the last attempt returns")
}

/// The Base64 of the first block of a PEM, however its lines end.
fn letters(pem: &str) -> String {
    let lines = pem.lines().map(str::trim).skip_while(|line| !line.starts_with("-----BEGIN"));
    lines.skip(1).take_while(|line| !line.starts_with("-----END")).collect()
}
