//! What tests of certificates share: keys that are made once, sets, and certificates with one thing wrong.

use cvpn_certificates::inspect::{Inspection, Source, Terms, inspect};
use cvpn_certificates::set::{self, Order, Set};
use cvpn_certificates::{Key, Passphrase, Zeroizing};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, RsaKeySize,
};
use std::sync::LazyLock;
use time::{Duration, OffsetDateTime};

/// The time of all tests.
pub static NOW: LazyLock<OffsetDateTime> = LazyLock::new(|| crate::support::TODAY.midnight().assume_utc());

/// Keys, made once because that takes a while.
pub struct Keys {
    pub ca: KeyPair,
    pub other_ca: KeyPair,
    pub server: KeyPair,
    pub client: KeyPair,
    pub long: KeyPair,
    pub ecdsa: KeyPair,
}

pub static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    let [ca, other_ca, server, client] = std::array::from_fn(|_| KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap());
    let long = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_4096).unwrap();
    let ecdsa = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    Keys { ca, other_ca, server, client, long, ecdsa }
});

pub const PASSPHRASE: &str = "correct horse battery";

pub fn passphrase() -> Passphrase {
    Passphrase::chosen(Zeroizing::new(PASSPHRASE.to_owned())).unwrap()
}

/// A set with one client.
pub static SET: LazyLock<Set> = LazyLock::new(|| Set::new(&order(), *NOW).unwrap().0);

/// The same with a CA's key that is not encrypted, because a passphrase takes its time.
pub static OPEN: LazyLock<Set> = LazyLock::new(|| {
    let mut set = SET.clone();
    let key = Key::from_pem(set::CA_KEY, &set.files[set::CA_KEY], Some(&passphrase())).unwrap();
    set.files.insert(set::CA_KEY.to_owned(), key.pem().unwrap());
    set
});

pub fn order() -> Order {
    Order {
        domain: "vpn.example.com".parse().unwrap(),
        clients: vec!["taro.yamada".parse().unwrap()],
        days: 825,
        ca_days: 3650,
        ca_passphrase: Some(passphrase()),
    }
}

/// Parameters of a certificate.
pub fn parameters(name: &str, serial: u64) -> CertificateParams {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name = DistinguishedName::new();
    parameters.distinguished_name.push(DnType::CommonName, name);
    (parameters.not_before, parameters.not_after) = (*NOW - Duration::DAY, *NOW + Duration::days(400));
    parameters.serial_number = Some(serial.into());
    parameters.is_ca = IsCa::ExplicitNoCa;
    parameters.use_authority_key_identifier_extension = true;
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment];
    parameters
}

pub fn ca_parameters() -> CertificateParams {
    let mut parameters = parameters("vpn.example.com CA", 1);
    parameters.not_after = *NOW + Duration::days(4000);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    parameters
}

/// The text of the CA's certificate.
pub fn ca() -> String {
    ca_parameters().self_signed(&KEYS.ca).unwrap().pem()
}

/// The text of a server's certificate with one thing changed, signed by the CA.
pub fn server(change: impl FnOnce(&mut CertificateParams)) -> String {
    server_with(&KEYS.server, change)
}

/// The same with another key.
pub fn server_with(key: &KeyPair, change: impl FnOnce(&mut CertificateParams)) -> String {
    let mut parameters = parameters("vpn.example.com", 2);
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    parameters.subject_alt_names = vec![rcgen::SanType::DnsName("vpn.example.com".try_into().unwrap())];
    change(&mut parameters);
    parameters.signed_by(key, &Issuer::from_params(&ca_parameters(), &KEYS.ca)).unwrap().pem()
}

/// The text of a client's certificate with one thing changed, signed by the CA.
pub fn client(change: impl FnOnce(&mut CertificateParams)) -> String {
    let mut parameters = parameters("taro.yamada", 3);
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    change(&mut parameters);
    parameters.signed_by(&KEYS.client, &Issuer::from_params(&ca_parameters(), &KEYS.ca)).unwrap().pem()
}

pub fn source(name: &str, text: impl AsRef<[u8]>) -> Source {
    Source { name: name.to_owned(), bytes: Zeroizing::new(text.as_ref().to_vec()), readable: false }
}

pub const TERMS: fn() -> Terms = || Terms { now: *NOW, warn_days: 45 };

/// A look at files.
pub fn look<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Inspection {
    let sources: Vec<Source> = files.iter().map(|(name, text)| source(name, text)).collect();
    inspect(&sources, TERMS())
}

/// The report of a look at files.
pub fn report<T: AsRef<[u8]>>(files: &[(&str, T)]) -> String {
    look(files).report(false)
}
