//! Certificates, keys and revocation lists: whatever the files hold, there is a listing and there are faults.
//!
//! An input is a file of any kind. One that begins as DER does is looked at as PEM blocks too, because damage to Base64
//! seldom reaches what is behind it.

#![no_main]

use base64ct::{Base64, Encoding};
use cvpn_blueprint::report;
use cvpn_certificates::Zeroizing;
use cvpn_certificates::inspect::{Inspection, Source, Terms, inspect, inspect_import};
use libfuzzer_sys::fuzz_target;
use time::macros::datetime;

const TERMS: Terms = Terms { now: datetime!(2026-10-27 0:00 UTC), warn_days: 45 };

fuzz_target!(|bytes: &[u8]| {
    said(&inspect(&[source("any", bytes)], TERMS));
    if bytes.first() == Some(&0x30) {
        let blocks = |label: &str| values(bytes).map(|der| block(label, der)).collect::<String>();
        let [certificates, keys, lists] = ["CERTIFICATE", "PRIVATE KEY", "X509 CRL"].map(blocks);
        said(&inspect(&[source("all", [&*certificates, &keys, &lists].concat().as_bytes())], TERMS));
        let [certificates, keys] = [certificates, keys].map(|text| source("one", text.as_bytes()));
        said(&inspect_import(&certificates, &keys, &certificates, TERMS));
    }
});

fn source(name: &str, bytes: &[u8]) -> Source {
    Source { name: name.to_owned(), bytes: Zeroizing::new(bytes.to_vec()), readable: true }
}

fn said(inspection: &Inspection) {
    inspection.text();
    // The program shows as many.
    for (fault, document) in inspection.faults().take(50) {
        report::human(fault, document, true);
    }
    inspection.json().to_string();
}

fn block(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", Base64::encode_string(der))
}

/// The values that follow each other in DER. The last one has all that is left where its length is not true.
fn values(mut rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let length = match *rest {
            [] => return None,
            [_, 0x82, high, low, ..] => 4 + usize::from(u16::from_be_bytes([high, low])),
            [_, 0x81, length, ..] => 3 + usize::from(length),
            [_, length, ..] => 2 + usize::from(length),
            [_] => 1,
        };
        let (value, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        Some(value)
    })
    .take(8)
}
