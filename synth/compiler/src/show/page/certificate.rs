//! Certificates and until when they are valid, as far as the files beside a blueprint say.

use super::Vpn;
use cvpn_blueprint::Date;
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use cvpn_blueprint::saml::Metadata;
use serde::Serialize;

/// Days before its end when a certificate is urgent: its rotation needs an administrator.
const URGENT: i64 = 60;

/// A certificate.
#[derive(Debug, Serialize)]
pub(super) struct Certificate {
    what: String,
    until: String,
    note: String,
    urgent: bool,
}

/// All of a blueprint.
pub(super) fn certificates(blueprint: &Blueprint, vpn: &Vpn, today: Option<Date>) -> Vec<Certificate> {
    let mut all = Vec::new();
    if let Some(center) = &blueprint.identity_center {
        for (_, application) in center.applications() {
            let what = format!("Signs for {}", application.name);
            let unknown =
                |note: String| Certificate { what: what.clone(), until: "not known".to_owned(), note, urgent: false };
            let Some(file) = &application.metadata else {
                all.push(unknown("the metadata is not there yet; the checklist says how to get it".to_owned()));
                continue;
            };
            match vpn.files.get(file) {
                Some(Ok(text)) => {
                    let dates = Metadata::read(text).0.valid_until;
                    if dates.is_empty() {
                        all.push(unknown(format!("{file} has no certificate that can be read")));
                    }
                    all.extend(dates.into_iter().map(|date| dated(&what, file.as_str(), date, today)));
                }
                Some(Err(why)) => all.push(unknown(format!("cannot read {file}: {why}"))),
                None => all.push(unknown(format!("{file} was not read"))),
            }
        }
    }
    let (until, note) = match &blueprint.endpoint.server_certificate {
        ServerCertificate::DnsValidated(_) => ("renewed by ACM", "as long as its records stay in Route 53"),
        ServerCertificate::Issued(_) => ("not known", "imported by hand, so it is renewed by hand"),
        ServerCertificate::Arn(_) => ("not known", "in ACM; renewed by ACM only if ACM issued it"),
    };
    let what = "Server certificate".to_owned();
    all.push(Certificate { what, until: until.to_owned(), note: note.to_owned(), urgent: false });
    all
}

fn dated(what: &str, file: &str, date: Date, today: Option<Date>) -> Certificate {
    if date.year() == 9999 {
        // RFC 5280 has this year for certificates without an end.
        let (what, until) = (what.to_owned(), "no end".to_owned());
        return Certificate { what, until, note: file.to_owned(), urgent: false };
    }
    let days = today.map(|today| (date - today).whole_days());
    let left = match days {
        Some(days) if days < 0 => format!("expired {} days ago: nobody can sign in", -days),
        Some(days) => format!("{days} days left"),
        None => String::new(),
    };
    let note = format!("{left}{}{file}", if left.is_empty() { "" } else { "; " });
    Certificate { what: what.to_owned(), until: date.to_string(), note, urgent: days.is_some_and(|days| days < URGENT) }
}
