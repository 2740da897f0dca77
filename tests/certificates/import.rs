//! What is to be imported into ACM: each file in its place.

use super::sample::{KEYS, TERMS, ca, server, source};
use crate::support::snapshot;
use cvpn_certificates::inspect::inspect_import;
use rcgen::IsCa;

fn import(certificate: &str, key: &str, chain: &str) -> String {
    let [certificate, key, chain] =
        [("server.crt", certificate), ("server.key", key), ("ca.crt", chain)].map(|(name, text)| source(name, text));
    inspect_import(&certificate, &key, &chain, TERMS()).report(false)
}

#[test]
fn a_certificate_its_key_and_its_ca_are_fine() {
    assert_eq!(import(&server(|_| {}), &KEYS.server.serialize_pem(), &ca()), "");
}

#[test]
fn everything_in_the_wrong_place_is_found() {
    let all = server(|_| {}) + &ca();
    snapshot!("import-wrong-places", import(&all, &KEYS.ca.serialize_pem(), &all));
}

#[test]
fn an_encrypted_or_missing_key_is_refused() {
    let locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    snapshot!("import-key", import(&server(|_| {}), locked, &ca()) + "\n" + &import(&server(|_| {}), &ca(), &ca()));
}

#[test]
fn a_ca_is_no_servers_certificate() {
    let ca = ca();
    let server = server(|parameters| parameters.is_ca = IsCa::NoCa);
    assert!(import(&ca, &KEYS.ca.serialize_pem(), &ca).contains("is no server's certificate"));
    assert_eq!(import(&server, &KEYS.server.serialize_pem(), &ca), "");
}
