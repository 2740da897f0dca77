//! How a set changes: clients, renewals, revocations.

use super::sample::{NOW, OPEN as SET, look, order};
use ::time::{Duration, OffsetDateTime};
use cvpn_certificates::set::{self, Set, Whose};
use cvpn_certificates::{ClientName, Error, Index};
use x509_parser::pem::Pem;
use x509_parser::prelude::*;

fn pem(set: &Set, file: &str) -> Pem {
    Pem::iter_from_buffer(set.files[file].as_bytes()).next().unwrap().unwrap()
}

fn name(name: &str) -> ClientName {
    name.parse().unwrap()
}

/// The faults of all files of a set, at a time.
fn faults(set: &Set) -> String {
    let files = set.files.iter().filter(|(name, _)| *name != set::INDEX);
    look(&files.map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>()).report(false)
}

fn later() -> OffsetDateTime {
    *NOW + Duration::days(700)
}

#[test]
fn a_renewal_keeps_the_ca_and_the_names_and_ends_later() {
    let mut set = SET.clone();
    set.renew(&Whose::Server, false, 825, None, later()).unwrap();
    assert_eq!(set.files[set::CA], SET.files[set::CA]);
    assert_eq!(set.files[set::CA_KEY], SET.files[set::CA_KEY]);
    let (old, new) = (pem(&SET, set::SERVER), pem(&set, set::SERVER));
    let (old, new) = (old.parse_x509().unwrap(), new.parse_x509().unwrap());
    assert_eq!(old.subject().as_raw(), new.subject().as_raw());
    assert_eq!(old.issuer().as_raw(), new.issuer().as_raw());
    let names = |certificate: &X509Certificate| {
        format!("{:?}", certificate.subject_alternative_name().unwrap().unwrap().value.general_names)
    };
    assert_eq!(names(&old), names(&new));
    assert_ne!(old.raw_serial(), new.raw_serial());
    assert_ne!(old.public_key().subject_public_key.data, new.public_key().subject_public_key.data, "a new key");
    assert!(new.validity().not_after > old.validity().not_after);
    let ca = pem(&SET, set::CA);
    new.verify_signature(Some(ca.parse_x509().unwrap().public_key())).unwrap();
    assert_eq!(set.index().unwrap().entries.len(), 4);
}

#[test]
fn a_renewal_with_the_same_key_keeps_it() {
    let mut set = SET.clone();
    set.renew(&Whose::Server, true, 825, None, later()).unwrap();
    assert_eq!(set.files[set::SERVER_KEY], SET.files[set::SERVER_KEY]);
    assert_ne!(set.files[set::SERVER], SET.files[set::SERVER]);
    let key = |set: &Set| pem(set, set::SERVER).parse_x509().unwrap().public_key().subject_public_key.data.to_vec();
    assert_eq!(key(&set), key(&SET));
}

#[test]
fn nothing_outlives_the_ca_and_that_is_said() {
    let mut set = SET.clone();
    let made = set.renew(&Whose::Server, false, 10_000, None, *NOW).unwrap();
    let ca = pem(&set, set::CA);
    assert!(made.ends_with_ca);
    assert_eq!(made.until, ca.parse_x509().unwrap().validity().not_after.to_datetime());
    let made = set.renew(&Whose::Server, false, 825, None, *NOW).unwrap();
    assert!(!made.ends_with_ca);
    let expired = *NOW + Duration::days(3651);
    let refused = set.renew(&Whose::Server, false, 825, None, expired);
    assert!(matches!(refused, Err(Error::CaExpired(_))));
}

#[test]
fn a_renewed_client_keeps_its_name_and_an_unknown_one_is_refused() {
    let mut set = SET.clone();
    set.renew(&Whose::Client(name("taro.yamada")), false, 825, None, later()).unwrap();
    let new = pem(&set, "clients/taro.yamada.crt");
    assert_eq!(new.parse_x509().unwrap().subject().to_string(), "CN=taro.yamada");
    let refused = set.renew(&Whose::Client(name("hanako")), false, 825, None, later());
    assert_eq!(refused.unwrap_err(), Error::NoClient("hanako".into()));
}

#[test]
fn a_revoked_client_is_on_the_list_with_all_its_certificates() {
    let mut set = SET.clone();
    set.add_client(&name("hanako"), 825, None, *NOW).unwrap();
    set.renew(&Whose::Client(name("taro.yamada")), false, 825, None, *NOW).unwrap();
    let twice = [name("taro.yamada"), name("taro.yamada")];
    let made = set.revoke(&twice, None, *NOW).unwrap();
    let list = pem(&set, set::REVOKED);
    let (_, list) = parse_x509_crl(&list.contents).unwrap();
    let serials: Vec<String> = list
        .iter_revoked_certificates()
        .map(|entry| entry.raw_serial().iter().map(|byte| format!("{byte:02x}")).collect())
        .collect();
    let of_taro: Vec<String> = set
        .index()
        .unwrap()
        .entries
        .iter()
        .filter(|entry| entry.name == "taro.yamada")
        .map(|entry| entry.serial.clone())
        .collect();
    assert_eq!((serials.len(), &serials), (2, &of_taro));
    assert_eq!(list.version(), Some(X509Version::V2));
    assert_eq!(list.next_update().unwrap().timestamp() - list.last_update().timestamp(), 180 * 86_400);
    assert_eq!(list.next_update().unwrap().to_datetime(), made.until);
    assert!(list.extensions().iter().any(|extension| extension.oid.to_id_string() == "2.5.29.35"), "authority key id");
    let ca = pem(&set, set::CA);
    list.verify_signature(ca.parse_x509().unwrap().public_key()).unwrap();
    let refused = set.revoke(&[name("taro.yamada")], None, *NOW);
    assert_eq!(refused.unwrap_err(), Error::NoClient("taro.yamada".into()), "twice");
}

#[test]
fn a_list_made_anew_has_the_same_entries_and_the_next_number() {
    let mut set = SET.clone();
    set.revoke(&[name("taro.yamada")], None, *NOW).unwrap();
    let first = pem(&set, set::REVOKED);
    set.revoke(&[], None, *NOW + Duration::days(100)).unwrap();
    let second = pem(&set, set::REVOKED);
    let (_, first) = parse_x509_crl(&first.contents).unwrap();
    let (_, second) = parse_x509_crl(&second.contents).unwrap();
    assert_eq!(first.iter_revoked_certificates().count(), second.iter_revoked_certificates().count());
    assert_eq!((first.crl_number(), second.crl_number()), (Some(&1u32.into()), Some(&2u32.into())));
    assert!(second.next_update().unwrap() > first.next_update().unwrap());
    set.revoke(&[], None, *NOW + Duration::days(1000)).unwrap();
    let third = pem(&set, set::REVOKED);
    let (_, third) = parse_x509_crl(&third.contents).unwrap();
    assert_eq!(third.iter_revoked_certificates().count(), 0, "an expired certificate is refused without a list");
}

#[test]
fn a_name_can_be_used_again_after_its_certificate_was_revoked() {
    let mut set = SET.clone();
    let again = set.add_client(&name("Taro.Yamada"), 825, None, *NOW);
    assert_eq!(again.unwrap_err(), Error::ClientExists("taro.yamada".into()));
    set.revoke(&[name("taro.yamada")], None, *NOW).unwrap();
    set.add_client(&name("taro.yamada"), 825, None, *NOW).unwrap();
    assert!(!faults(&set).contains("error"), "{}", faults(&set));
}

#[test]
fn a_list_has_at_most_20_000_entries() {
    let mut set = SET.clone();
    let mut index = set.index().unwrap();
    let one = index.entries[2].clone();
    let many = (0..20_000).map(|number: u32| cvpn_certificates::Entry {
        serial: format!("{number:032x}"),
        revoked: Some(*NOW),
        ..one.clone()
    });
    index.entries.extend(many);
    set.files.insert(set::INDEX.into(), cvpn_certificates::Zeroizing::new(index.to_string()));
    set.revoke(&[], None, *NOW).unwrap();
    let full = set.clone();
    let refused = set.revoke(&[name("taro.yamada")], None, *NOW);
    assert_eq!(refused.unwrap_err(), Error::TooManyRevoked(20_001));
    assert!(set == full, "nothing changed");
}

#[test]
fn a_set_in_disorder_is_refused_with_the_reason() {
    let refused = |change: &dyn Fn(&mut Set)| {
        let mut set = SET.clone();
        change(&mut set);
        let before = set.clone();
        let error = set.renew(&Whose::Server, false, 825, None, *NOW).unwrap_err();
        assert!(set == before, "nothing changed");
        error
    };
    let put = |set: &mut Set, file: &str, text: &str| {
        set.files.insert(file.to_owned(), cvpn_certificates::Zeroizing::new(text.to_owned()));
    };
    let other = Set::new(&set::Order { clients: Vec::new(), ..order() }, *NOW).unwrap().0;
    assert_eq!(refused(&|set| put(set, set::CA, &other.files[set::CA])), Error::OtherCaKey);
    assert_eq!(refused(&|set| put(set, set::CA, "")), Error::UnreadableCertificate("ca.crt".into()));
    assert_eq!(refused(&|set| put(set, set::SERVER, "x")), Error::UnreadableCertificate("server.crt".into()));
    assert_eq!(refused(&|set| put(set, set::CA_KEY, "x")), Error::UnreadableKey("ca.key".into()));
    assert_eq!(refused(&|set| drop(set.files.remove(set::INDEX))), Error::MissingFile("index.tsv".into()));
    let wrong = |text: &str| Index::parse(text).unwrap_err().to_string();
    assert_eq!(wrong("aa\tclient\tx"), "line 1 of index.tsv has not six fields");
    assert_eq!(
        wrong("# \n\nxyz\tclient\tx\t-\t-\t-"),
        "line 3 of index.tsv has no serial number of up to 40 hexadecimal digits"
    );
    assert_eq!(wrong("aa\tperson\tx\t-\t-\t-"), "line 1 of index.tsv has a kind other than ca, server and client");
    assert_eq!(wrong("aa\tclient\tx\t-\t-\t-"), "line 1 of index.tsv has a time that cannot be read");
    for revoked in ["9999-12-31T23:59:59-23:59", "0000-01-01T00:00:00+23:59", "1950-01-01T00:00:00+00:01"] {
        let line = format!("aa\tclient\tx\t2026-10-26T23:00:00Z\t2029-01-29T00:00:00Z\t{revoked}");
        assert_eq!(wrong(&line), "line 1 of index.tsv has a time that is not in the years 1950 to 9999", "{revoked}");
    }
}

#[test]
fn a_time_of_any_offset_can_be_on_the_list() {
    for revoked in
        ["1950-01-01T00:00:00Z", "1950-01-01T00:00:00+00:00", "2050-01-01T00:30:00+01:00", "9999-12-31T23:59:59Z"]
    {
        let mut set = SET.clone();
        let line = format!("aa\tclient\tx\t2026-10-26T23:00:00Z\t2029-01-29T00:00:00Z\t{revoked}");
        set.files.insert(set::INDEX.to_owned(), cvpn_certificates::Zeroizing::new(line));
        set.revoke(&[], None, *NOW).unwrap_or_else(|error| panic!("{revoked}: {error}"));
    }
}
