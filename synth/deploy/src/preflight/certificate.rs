//! The server certificate: in ACM, or in the set that `cvpn cert` made.

use super::Look;
use crate::client::acm::Certificate;
use crate::error::Result;
use cvpn_blueprint::fault::{Fault, Path};
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::certificate::{CERTIFICATE_EXPIRED, CERTIFICATE_EXPIRES_SOON, CERTIFICATE_KEY};
use cvpn_blueprint::rule::live::{CERTIFICATE_SET_ABSENT, SERVER_CERTIFICATE_UNUSABLE};
use time::OffsetDateTime;

/// Days before the end from which on it is told.
pub(crate) const SOON: i64 = 45;

pub(super) async fn check(look: Look<'_>, faults: &mut Vec<Fault>) -> Result<()> {
    let blueprint = look.blueprint();
    match &blueprint.endpoint.server_certificate {
        ServerCertificate::Arn(arn) => {
            let place = path!["endpoint", "server_certificate", "arn"];
            in_acm(look, blueprint, arn.as_str(), place, faults).await?;
        }
        ServerCertificate::Issued(issued)
            if look.order.issued.is_none_or(|set| set.domain != issued.domain.as_str()) =>
        {
            let place = path!["endpoint", "server_certificate", "issued"];
            let message = match look.order.issued {
                Some(set) => format!("the set of certificates is for {}", set.domain),
                None => "there is no set of certificates".to_owned(),
            };
            let fault = Fault::new(&CERTIFICATE_SET_ABSENT, place, message).allowed(issued.domain.to_string());
            faults.push(fault.help("`cvpn cert new --blueprint FILE` makes one; --certificates says where one is"));
        }
        ServerCertificate::Issued(_) | ServerCertificate::DnsValidated(_) => {}
    }
    let mutual = blueprint.endpoint.authentication.as_ref().and_then(|methods| methods.mutual.as_ref());
    if let Some(mutual) = mutual {
        let arn = &mutual.client_root_chain_arn;
        if look.callers.vpn.acm.certificate(arn.as_str()).await?.is_none() {
            let place = path!["endpoint", "authentication", "mutual", "client_root_chain_arn"];
            let fault = Fault::new(&SERVER_CERTIFICATE_UNUSABLE, place, format!("ACM has no certificate {arn}"));
            faults.push(fault.help("import the CA of the clients' certificates"));
        }
    }
    Ok(())
}

async fn in_acm(look: Look<'_>, blueprint: &Blueprint, arn: &str, place: Path, faults: &mut Vec<Fault>) -> Result<()> {
    match look.callers.vpn.acm.certificate(arn).await? {
        Some(certificate) => judge(&certificate, arn, &place, faults),
        None => {
            let fault = Fault::new(&SERVER_CERTIFICATE_UNUSABLE, place, format!("ACM has no certificate {arn}"));
            let where_to = format!("import one in account {}, Region {}", blueprint.account, blueprint.region);
            faults.push(fault.help(where_to));
        }
    }
    Ok(())
}

fn judge(certificate: &Certificate, arn: &str, place: &Path, faults: &mut Vec<Fault>) {
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
    let Some(until) = certificate.until else { return };
    let days = (until - OffsetDateTime::now_utc()).whole_days();
    if until <= OffsetDateTime::now_utc() {
        let fault = fault(&CERTIFICATE_EXPIRED, format!("{arn} expired on {}", until.date()));
        faults.push(fault.help("import a renewed one under the same ARN"));
    } else if days < SOON && certificate.kind == "IMPORTED" {
        let fault = fault(&CERTIFICATE_EXPIRES_SOON, format!("{arn} expires in {days} days, on {}", until.date()));
        faults.push(fault.help("renew it, and import it under the same ARN"));
    }
}
