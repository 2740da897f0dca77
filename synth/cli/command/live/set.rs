//! The set of certificates that `cvpn cert` made, on its way to ACM.

use crate::clock;
use crate::command::cert;
use crate::failure::Failure;
use crate::report::{Report, Stop};
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use cvpn_certificates::Zeroizing;
use cvpn_certificates::inspect::{Content, Inspection, Terms, inspect_import};
use cvpn_certificates::set::{CA, SERVER, SERVER_KEY};
use cvpn_deploy::Issued;
use std::path::Path;

/// Days before the end of a certificate from which on it is told.
const WARN_DAYS: u32 = 45;

/// A server certificate with its key and its CA. They are wiped from memory at the end.
pub struct Set {
    certificate: Zeroizing<String>,
    key: Zeroizing<String>,
    chain: Zeroizing<String>,
    domain: String,
}

impl Set {
    /// Reads and inspects the set in a folder. `None`: there is none, or the blueprint has its certificate elsewhere.
    pub fn of(blueprint: &Blueprint, folder: &Path, report: &Report) -> Result<Option<Self>, Stop> {
        let issued = matches!(blueprint.endpoint.server_certificate, ServerCertificate::Issued(_));
        if !issued || !folder.join(SERVER).exists() {
            return Ok(None);
        }
        let [certificate, key, chain] = [SERVER, SERVER_KEY, CA].map(|file| cert::read(&folder.join(file)));
        let (certificate, key, chain) = (certificate?, key?, chain?);
        let terms = Terms { now: clock::now()?, warn_days: WARN_DAYS };
        let inspection = inspect_import(&certificate, &key, &chain, terms);
        report.files(inspection.faults());
        if inspection.failed() {
            let failure = Failure::new(format!("the certificates in {} cannot be imported", folder.display()));
            return Err(failure.help("`cvpn cert renew` makes the server's anew, with the same CA and name").into());
        }
        let text = |source: cvpn_certificates::inspect::Source| {
            Zeroizing::new(String::from_utf8_lossy(&source.bytes).into_owned())
        };
        let domain = domain(&inspection).unwrap_or_default();
        Ok(Some(Set { certificate: text(certificate), key: text(key), chain: text(chain), domain }))
    }

    /// What is imported.
    pub fn issued(&self) -> Issued<'_> {
        Issued { certificate: &self.certificate, key: &self.key, chain: &self.chain, domain: &self.domain }
    }
}

/// The domain of the server's certificate.
fn domain(inspection: &Inspection) -> Option<String> {
    inspection.files.iter().flat_map(|file| &file.items).find_map(|item| match &item.content {
        Content::Certificate(certificate) if !certificate.ca => {
            certificate.common_name.clone().or_else(|| certificate.domains.first().cloned())
        }
        _ => None,
    })
}
