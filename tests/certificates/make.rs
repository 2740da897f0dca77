//! What is made: each field as Client VPN wants it, and as easy-rsa 3 makes it.

use super::sample::{NOW, PASSPHRASE, SET, look, order, passphrase};
use cvpn_certificates::set::{self, Set};
use cvpn_certificates::{Error, Key, Kind, Passphrase, Zeroizing};
use std::collections::BTreeSet;
use x509_parser::extensions::GeneralName;
use x509_parser::pem::Pem;
use x509_parser::prelude::*;

fn with<T>(file: &str, look: impl FnOnce(&X509Certificate) -> T) -> T {
    let pem = Pem::iter_from_buffer(SET.files[file].as_bytes()).next().unwrap().unwrap();
    look(&pem.parse_x509().unwrap())
}

fn usages(certificate: &X509Certificate) -> u16 {
    certificate.key_usage().unwrap().unwrap().value.flags
}

const CLIENT: &str = "clients/taro.yamada.crt";
const DAY: i64 = 86_400;

#[test]
fn every_certificate_has_the_fields_of_its_kind() {
    for file in [set::CA, set::SERVER, CLIENT] {
        with(file, |certificate| {
            assert_eq!(certificate.version(), X509Version::V3);
            assert_eq!(certificate.signature_algorithm.algorithm.to_id_string(), "1.2.840.113549.1.1.11", "{file}");
            let public_key::PublicKey::RSA(key) = certificate.public_key().parsed().unwrap() else { panic!("{file}") };
            assert_eq!((key.key_size(), key.try_exponent().unwrap()), (2048, 65_537));
            let serial = certificate.raw_serial();
            assert_eq!(serial.len(), 16, "{file}: 128 bits");
            assert_eq!(certificate.subject().iter_attributes().count(), 1, "{file}: a common name alone");
            let ids = certificate.extensions().iter().map(|extension| extension.oid.to_id_string());
            let ids: BTreeSet<String> = ids.collect();
            assert_eq!(ids.len(), certificate.extensions().len(), "{file}: no extension twice");
            assert!(ids.contains("2.5.29.14") && ids.contains("2.5.29.35"), "{file}: subject and authority key ids");
        });
    }
}

#[test]
fn the_ca_is_one_and_signs_certificates_and_lists() {
    with(set::CA, |ca| {
        assert_eq!(ca.subject().to_string(), "CN=vpn.example.com CA");
        let constraints = ca.basic_constraints().unwrap().unwrap();
        assert!(constraints.critical && constraints.value.ca && constraints.value.path_len_constraint.is_none());
        assert_eq!(usages(ca), 1 << 5 | 1 << 6);
        assert!(ca.extended_key_usage().unwrap().is_none() && ca.subject_alternative_name().unwrap().is_none());
        assert_eq!(ca.validity().not_after.timestamp() - ca.validity().not_before.timestamp(), 3650 * DAY);
        ca.verify_signature(None).unwrap();
    });
}

#[test]
fn the_server_has_its_domain_as_common_name_and_as_dns_name() {
    with(set::SERVER, |server| {
        assert_eq!(server.subject().to_string(), "CN=vpn.example.com");
        let names = server.subject_alternative_name().unwrap().unwrap();
        assert_eq!(names.value.general_names, [GeneralName::DNSName("vpn.example.com")]);
        assert_eq!(usages(server), 1 | 1 << 2);
        let purposes = server.extended_key_usage().unwrap().unwrap().value;
        assert!(purposes.server_auth && !purposes.client_auth && !purposes.any && purposes.other.is_empty());
        assert!(!server.basic_constraints().unwrap().unwrap().value.ca);
        assert_eq!(server.validity().not_after.timestamp() - server.validity().not_before.timestamp(), 825 * DAY);
    });
}

#[test]
fn a_client_has_its_name_and_may_only_be_a_client() {
    with(CLIENT, |client| {
        assert_eq!(client.subject().to_string(), "CN=taro.yamada");
        assert!(client.subject_alternative_name().unwrap().is_none());
        assert_eq!(usages(client), 1);
        let purposes = client.extended_key_usage().unwrap().unwrap().value;
        assert!(purposes.client_auth && !purposes.server_auth && !purposes.any && purposes.other.is_empty());
    });
}

#[test]
fn a_new_set_has_no_fault_and_its_chain_is_verified() {
    let files: Vec<_> = SET.files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let files: Vec<_> = files.into_iter().filter(|(name, _)| *name != set::INDEX).collect();
    let inspection = look(&files);
    assert_eq!(inspection.report(false), "");
    assert_eq!(inspection.text().matches("signed by CN=vpn.example.com CA, verified").count(), 2);
}

#[test]
fn the_index_lists_every_certificate_and_reads_back() {
    let index = SET.index().unwrap();
    let kinds: Vec<_> = index.entries.iter().map(|entry| (entry.kind, entry.name.as_str())).collect();
    assert_eq!(
        kinds,
        [(Kind::Ca, "vpn.example.com CA"), (Kind::Server, "vpn.example.com"), (Kind::Client, "taro.yamada")]
    );
    assert_eq!(index.to_string(), *SET.files[set::INDEX]);
    with(set::SERVER, |server| {
        let serial: String = server.raw_serial().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(index.entries[1].serial, serial);
    });
}

#[test]
fn the_ca_key_opens_with_its_passphrase_alone() {
    let text = &SET.files[set::CA_KEY];
    assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    Key::from_pem(set::CA_KEY, text, Some(&passphrase())).unwrap();
    let wrong = Passphrase::existing(Zeroizing::new(format!("{PASSPHRASE}!")));
    assert_eq!(Key::from_pem(set::CA_KEY, text, Some(&wrong)).unwrap_err(), Error::WrongPassphrase("ca.key".into()));
    assert_eq!(Key::from_pem(set::CA_KEY, text, None).unwrap_err(), Error::PassphraseNeeded("ca.key".into()));
    let short = Passphrase::chosen(Zeroizing::new("short".to_owned()));
    assert_eq!(short.unwrap_err(), Error::ShortPassphrase { length: 5, least: 8 });
}

#[test]
fn without_the_key_of_the_ca_nothing_can_be_signed() {
    let order = set::Order { ca_passphrase: None, clients: Vec::new(), ..order() };
    let (mut set, _) = Set::new(&order, *NOW).unwrap();
    assert!(!set.files.contains_key(set::CA_KEY));
    let before = set.clone();
    let refused = set.renew(&set::Whose::Server, false, 825, None, *NOW);
    assert_eq!(refused.unwrap_err(), Error::NoCaKey);
    assert_eq!(set, before);
}

#[test]
fn two_clients_of_one_name_are_refused_before_anything_is_made() {
    let clients = vec!["Taro".parse().unwrap(), "taro".parse().unwrap()];
    let order = set::Order { clients, ca_passphrase: None, ..order() };
    assert_eq!(Set::new(&order, *NOW).unwrap_err(), Error::ClientExists("Taro".into()));
}

#[test]
fn a_long_domain_still_gives_issuer_and_subject_that_differ() {
    let domain = format!("{}.example.com", "a".repeat(52));
    let order = set::Order { domain: domain.parse().unwrap(), clients: Vec::new(), ca_passphrase: None, ..order() };
    let (set, _) = Set::new(&order, *NOW).unwrap();
    let pem = Pem::iter_from_buffer(set.files[set::SERVER].as_bytes()).next().unwrap().unwrap();
    let server = pem.parse_x509().unwrap();
    assert_eq!(server.subject().to_string(), format!("CN={domain}"));
    assert_eq!(server.issuer().to_string(), "CN=Client VPN CA");
}

#[test]
fn debug_output_shows_no_text_of_a_file() {
    assert_eq!(
        format!("{:?}", *SET),
        r#"{"ca.crt", "ca.key", "clients/taro.yamada.crt", "clients/taro.yamada.key", "index.tsv", "server.crt", "server.key"}"#
    );
    assert_eq!(format!("{:?}", passphrase()), "Passphrase");
}
