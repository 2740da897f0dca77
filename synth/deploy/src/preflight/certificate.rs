//! The server certificate: in ACM, or in the set that `cvpn cert` made.

use super::Facts;
use crate::client::acm::Certificate;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::{Fault, Path, Severity};
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::{CERTIFICATE_SET_ABSENT, SERVER_CERTIFICATE_UNUSABLE};
use cvpn_blueprint::types::CertificateArn;
use cvpn_certificates::Zeroizing;
use cvpn_certificates::inspect::{Source, Terms, inspect};
use time::OffsetDateTime;

/// Days before the end from which on it is told.
const SOON: u32 = 45;

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    facts.now = Some(OffsetDateTime::now_utc());
    for (arn, _) in named(order.blueprint) {
        let found = callers.vpn.acm.certificate(arn.as_str()).await?;
        if found.as_ref().is_some_and(|certificate| certificate.status == "ISSUED" || certificate.status == "EXPIRED") {
            facts.pems.insert(arn.to_string(), callers.vpn.acm.pem(arn.as_str()).await?);
        }
        facts.certificates.insert(arn.to_string(), found);
    }
    Ok(())
}

/// The certificates that the blueprint names, and where.
fn named(blueprint: &Blueprint) -> Vec<(&CertificateArn, Path)> {
    let mut named = Vec::new();
    if let ServerCertificate::Arn(arn) = &blueprint.endpoint.server_certificate {
        named.push((arn, path!["endpoint", "server_certificate", "arn"]));
    }
    let mutual = blueprint.endpoint.authentication.as_ref().and_then(|methods| methods.mutual.as_ref());
    named.extend(mutual.map(|mutual| {
        (&mutual.client_root_chain_arn, path!["endpoint", "authentication", "mutual", "client_root_chain_arn"])
    }));
    named
}

pub(super) fn check(order: &Order<'_>, facts: &Facts, faults: &mut Vec<Fault>) {
    let blueprint = order.blueprint;
    for (arn, place) in named(blueprint) {
        let server = place.0.len() == 3;
        match facts.certificates.get(arn.as_str()) {
            Some(Some(certificate)) if server => {
                judge(certificate, arn.as_str(), &place, faults);
                if let (Some((certificate, chain)), Some(now)) = (facts.pems.get(arn.as_str()), facts.now) {
                    inspected(certificate, chain, now, &place, faults);
                }
            }
            Some(None) => {
                let fault = Fault::new(&SERVER_CERTIFICATE_UNUSABLE, place, format!("ACM has no certificate {arn}"));
                let help = format!("import one in account {}, Region {}", blueprint.account, blueprint.region);
                faults.push(fault.help(help));
            }
            _ => {}
        }
    }
    let ServerCertificate::Issued(issued) = &blueprint.endpoint.server_certificate else { return };
    if order.issued.is_none_or(|set| set.domain != issued.domain.as_str()) {
        let place = path!["endpoint", "server_certificate", "issued"];
        let message = match order.issued {
            Some(set) => format!("the set of certificates is for {}", set.domain),
            None => "there is no set of certificates".to_owned(),
        };
        let fault = Fault::new(&CERTIFICATE_SET_ABSENT, place, message).allowed(issued.domain.to_string());
        faults.push(fault.help("`cvpn cert new --blueprint FILE` makes one; --certificates says where one is"));
    }
}

fn judge(certificate: &Certificate, arn: &str, place: &Path, faults: &mut Vec<Fault>) {
    let fault = |message: String| Fault::new(&SERVER_CERTIFICATE_UNUSABLE, place.clone(), message);
    if certificate.status != "ISSUED" && certificate.status != "EXPIRED" {
        let fault = fault(format!("{arn} is {}", certificate.status));
        faults.push(fault.allowed("ISSUED").help("wait until it is, or name another one"));
    }
}

/// What `cvpn cert inspect` would say of the certificate itself, at the place that names it.
fn inspected(certificate: &str, chain: &str, now: OffsetDateTime, place: &Path, faults: &mut Vec<Fault>) {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        bytes: Zeroizing::new(text.as_bytes().to_vec()),
        readable: false,
    };
    let terms = Terms { now, warn_days: SOON };
    let found = inspect(&[source("certificate", certificate), source("chain", chain)], terms);
    let own = found.faults.iter().filter(|(file, fault)| *file == 0 && fault.severity >= Severity::Warning);
    faults.extend(own.map(|(_, fault)| Fault { place: place.clone().into(), related: Vec::new(), ..fault.clone() }));
}
