//! Each rule of certificates, with the whole message that a person reads.

use super::sample::{
    KEYS, NOW, TERMS, ca, ca_parameters, client, look, parameters, report, server, server_with, source,
};
use crate::support::snapshot;
use cvpn_blueprint::rule::certificate::ALL;
use cvpn_certificates::inspect::inspect;
use rcgen::{
    BasicConstraints, CertificateRevocationListParams, CustomExtension, DistinguishedName, IsCa, Issuer, KeyIdMethod,
    KeyUsagePurpose, RevokedCertParams,
};
use time::Duration;

/// Compares the report of files with the snapshot of a rule, which must be in it.
fn rule<T: AsRef<[u8]>>(code: &str, files: &[(&str, T)]) {
    assert!(ALL.iter().any(|rule| rule.code == code), "{code} is declared");
    let report = report(files);
    assert!(report.contains(&format!("[{code}]")), "{code} in {report}");
    snapshot!(code, report);
}

#[test]
fn good_files_have_no_fault() {
    assert_eq!(report(&[("ca.crt", ca()), ("server.crt", server(|_| {})), ("taro.crt", client(|_| {}))]), "");
}

#[test]
fn a_file_is_pem() {
    let cut = server(|_| {}).replace("-----END CERTIFICATE-----", "");
    let files = [
        ("empty.crt", Vec::new()),
        ("server.der", vec![0x30, 0x82, 1, 2, 3]),
        ("notes.txt", b"hello".to_vec()),
        ("cut.crt", cut.into_bytes()),
        ("glued.crt", b"-----BEGIN CERTIFICATE----- MIIC\n-----END CERTIFICATE-----\n".to_vec()),
        ("base64.crt", b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n".to_vec()),
        ("none.crt", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_vec()),
    ];
    rule("pem-unreadable", &files);
}

#[test]
fn a_certificate_is_not_larger_than_acm_takes() {
    let large = server(|parameters| {
        let mut text = vec![0x04, 0x82, 0x75, 0x30];
        text.extend(vec![0; 30_000]);
        parameters.custom_extensions.push(CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99999, 1], text));
    });
    rule("pem-size", &[("ca.crt", ca()), ("server.crt", large)]);
}

#[test]
fn a_key_is_rsa_2048() {
    let files = [
        ("ca.crt", ca()),
        ("long.crt", server_with(&KEYS.long, |_| {})),
        ("ecdsa.crt", server_with(&KEYS.ecdsa, |_| {})),
    ];
    rule("certificate-key", &files);
    let weak = include_str!("fixtures/rsa-1024.crt");
    let weak = inspect(
        &[source("weak.crt", weak)],
        cvpn_certificates::inspect::Terms { now: *NOW + Duration::days(90), warn_days: 45 },
    );
    snapshot!("certificate-key-weak", weak.report(false));
}

#[test]
fn a_server_has_a_domain_and_a_client_a_name() {
    let without = server(|parameters| {
        parameters.distinguished_name = DistinguishedName::new();
        parameters.distinguished_name.push(rcgen::DnType::CommonName, "server");
        parameters.subject_alt_names.clear();
    });
    snapshot!("certificate-domain", report(&[("ca.crt", ca()), ("server.crt", without)]));
    let nameless = client(|parameters| parameters.distinguished_name = DistinguishedName::new());
    rule("certificate-name", &[("ca.crt", ca()), ("client.crt", nameless)]);
}

#[test]
fn a_certificate_says_what_it_is_for() {
    let neither = server(|parameters| parameters.extended_key_usages.clear());
    let other = server(|parameters| parameters.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::CodeSigning]);
    let no_usage = server(|parameters| parameters.key_usages.clear());
    let encipherment = server(|parameters| parameters.key_usages = vec![KeyUsagePurpose::KeyEncipherment]);
    let files = [("ca.crt", ca()), ("1.crt", neither), ("2.crt", other), ("3.crt", no_usage), ("4.crt", encipherment)];
    rule("certificate-purpose", &files);
}

#[test]
fn a_certificate_follows_the_profile_of_rfc_5280() {
    let broken = |oid: &[u64]| CustomExtension::from_oid_content(oid, vec![0xff]);
    let twice = server(|parameters| {
        let extension = || CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99999, 1], vec![5, 0]);
        parameters.custom_extensions = vec![extension(), extension()];
    });
    let unreadable = server(|parameters| parameters.custom_extensions = vec![broken(&[2, 5, 29, 36])]);
    let mut no_signer = parameters("vpn.example.com CA 2", 9);
    no_signer.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let no_signer = no_signer.self_signed(&KEYS.other_ca).unwrap().pem();
    let files = [("ca.crt", ca()), ("twice.crt", twice), ("unreadable.crt", unreadable), ("no-signer.crt", no_signer)];
    rule("certificate-profile", &files);
}

#[test]
fn a_certificate_is_valid_now_and_for_a_while() {
    let until = |days: i64| server(move |parameters| parameters.not_after = *NOW + Duration::days(days));
    let old_ca = || {
        let mut parameters = ca_parameters();
        parameters.not_after = *NOW - Duration::HOUR;
        parameters.self_signed(&KEYS.ca).unwrap().pem()
    };
    let expired = server(|parameters| {
        (parameters.not_before, parameters.not_after) = (*NOW - Duration::days(900), *NOW - Duration::days(75));
    });
    rule("certificate-expired", &[("ca.crt", old_ca()), ("server.crt", expired)]);
    rule("certificate-expires-soon", &[("ca.crt", ca()), ("server.crt", until(44)), ("now.crt", until(1))]);
    assert_eq!(report(&[("ca.crt", ca()), ("server.crt", until(45))]), "");
    let early = server(|parameters| parameters.not_before = *NOW + Duration::minutes(3));
    rule("certificate-not-yet-valid", &[("ca.crt", ca()), ("server.crt", early)]);
    rule("certificate-outlives-ca", &[("ca.crt", ca()), ("server.crt", until(5000))]);
}

#[test]
fn the_ca_that_a_certificate_names_signed_it() {
    let other = ca_parameters().self_signed(&KEYS.other_ca).unwrap().pem();
    rule("certificate-chain", &[("ca.crt", other), ("server.crt", server(|_| {}))]);
    rule("certificate-issuer-absent", &[("server.crt", server(|_| {}))]);
    // Both CAs of one name, as after a change of the CA: the right one is found.
    let other = ca_parameters().self_signed(&KEYS.other_ca).unwrap().pem();
    assert_eq!(report(&[("old.crt", other), ("new.crt", ca()), ("server.crt", server(|_| {}))]), "");
}

#[test]
fn a_certificate_and_its_ca_have_keys_of_one_algorithm() {
    let mut parameters = ca_parameters();
    parameters.distinguished_name = DistinguishedName::new();
    parameters.distinguished_name.push(rcgen::DnType::CommonName, "ECDSA CA");
    let ecdsa_ca = parameters.self_signed(&KEYS.ecdsa).unwrap().pem();
    let mut leaf = super::sample::parameters("vpn.example.com", 4);
    leaf.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth];
    let leaf = leaf.signed_by(&KEYS.server, &Issuer::from_params(&parameters, &KEYS.ecdsa)).unwrap().pem();
    rule("certificate-algorithms", &[("ca.crt", ecdsa_ca), ("server.crt", leaf)]);
}

#[test]
fn a_certificate_and_its_chain_are_apart() {
    rule("certificate-leaf-in-chain", &[("bundle.pem", server(|_| {}) + &ca())]);
}

#[test]
fn a_key_is_that_of_its_certificate_and_is_kept() {
    let key = KEYS.client.serialize_pem();
    rule("key-mismatch", &[("ca.crt", ca()), ("server.crt", server(|_| {})), ("server.key", key)]);
    rule("ca-key-unencrypted", &[("ca.crt", ca()), ("ca.key", KEYS.ca.serialize_pem())]);
    let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    let files = [("ca.crt", ca()), ("server.crt", server(|_| {})), ("server.key", old.to_owned())];
    rule("key-encrypted", &files);
    let mut readable = source("server.key", KEYS.server.serialize_pem());
    readable.readable = true;
    let sources = [source("ca.crt", ca()), source("server.crt", server(|_| {})), readable];
    snapshot!("key-readable", inspect(&sources, TERMS()).report(false));
}

/// A revocation list of the CA's name.
fn list(key: &rcgen::KeyPair, days: i64, serials: std::ops::Range<u64>) -> String {
    let entry = |serial: u64| RevokedCertParams {
        serial_number: serial.into(),
        revocation_time: *NOW,
        reason_code: None,
        invalidity_date: None,
    };
    let parameters = CertificateRevocationListParams {
        this_update: *NOW - Duration::days(200),
        next_update: *NOW + Duration::days(days),
        crl_number: 1.into(),
        issuing_distribution_point: None,
        revoked_certs: serials.map(entry).collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    parameters.signed_by(&Issuer::from_params(&ca_parameters(), key)).unwrap().pem().unwrap()
}

#[test]
fn a_revocation_list_counts_now_and_is_that_of_the_ca() {
    rule("crl-expired", &[("ca.crt", ca()), ("crl.pem", list(&KEYS.ca, -1, 10..11))]);
    rule("crl-expires-soon", &[("ca.crt", ca()), ("crl.pem", list(&KEYS.ca, 10, 10..11))]);
    rule("crl-issuer", &[("ca.crt", ca()), ("crl.pem", list(&KEYS.other_ca, 180, 10..11))]);
    rule("crl-profile", &[("ca.crt", ca()), ("crl.pem", list(&KEYS.ca, 180, 10..20_011))]);
    assert_eq!(report(&[("ca.crt", ca()), ("crl.pem", list(&KEYS.ca, 180, 10..20_010))]), "");
    rule(
        "certificate-revoked",
        &[("ca.crt", ca()), ("crl.pem", list(&KEYS.ca, 180, 3..4)), ("taro.crt", client(|_| {}))],
    );
}

#[test]
fn a_note_or_a_warning_is_no_failure() {
    assert!(!look(&[("server.crt", server(|_| {}))]).failed());
    assert!(look(&[("server.crt", server(|parameters| parameters.key_usages.clear()))]).failed());
}
