//! The server certificate: in ACM, or in the set that `cvpn cert` made.

use super::Facts;
use crate::client::acm::Certificate;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::{Fault, Path};
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::certificate::{CERTIFICATE_EXPIRED, CERTIFICATE_EXPIRES_SOON, CERTIFICATE_KEY};
use cvpn_blueprint::rule::live::{CERTIFICATE_SET_ABSENT, SERVER_CERTIFICATE_UNUSABLE};
use cvpn_blueprint::types::CertificateArn;
use time::OffsetDateTime;

/// Days before the end from which on it is told.
const SOON: i64 = 45;

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    facts.now = Some(OffsetDateTime::now_utc());
    for (arn, _) in named(order.blueprint) {
        facts.certificates.insert(arn.to_string(), callers.vpn.acm.certificate(arn.as_str()).await?);
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
            Some(Some(certificate)) if server => judge(certificate, arn.as_str(), facts.now, &place, faults),
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

fn judge(certificate: &Certificate, arn: &str, now: Option<OffsetDateTime>, place: &Path, faults: &mut Vec<Fault>) {
    let fault = |rule, message: String| Fault::new(rule, place.clone(), message);
    if certificate.status != "ISSUED" && certificate.status != "EXPIRED" {
        let fault = fault(&SERVER_CERTIFICATE_UNUSABLE, format!("{arn} is {}", certificate.status));
        faults.push(fault.allowed("ISSUED").help("wait until it is, or name another one"));
    }
    if !certificate.domain.contains('.') {
        let fault = fault(&SERVER_CERTIFICATE_UNUSABLE, format!("{arn} names no domain"));
        let fault = fault.allowed("a certificate whose common name has a dot, or with a DNS name");
        faults.push(fault.help("`cvpn cert new --domain vpn.example.com` makes one"));
    }
    if !["RSA_2048", "RSA_1024"].contains(&certificate.key.as_str()) {
        let fault = fault(&CERTIFICATE_KEY, format!("{arn} has a key of {}", certificate.key));
        faults.push(fault.allowed("RSA_2048").help("`cvpn cert new` makes such certificates"));
    }
    let (Some(until), Some(now)) = (certificate.until, now) else { return };
    let days = (until - now).whole_days();
    if until <= now {
        let fault = fault(&CERTIFICATE_EXPIRED, format!("{arn} expired on {}", until.date()));
        faults.push(fault.help("import a renewed one under the same ARN"));
    } else if days < SOON && certificate.kind == "IMPORTED" {
        let fault = fault(&CERTIFICATE_EXPIRES_SOON, format!("{arn} expires in {days} days, on {}", until.date()));
        faults.push(fault.help("renew it, and import it under the same ARN"));
    }
}
