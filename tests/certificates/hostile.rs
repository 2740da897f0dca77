//! Files of others: whatever is in them, there is an answer, and it shows no key.

use super::sample::{KEYS, NOW, OPEN, TERMS, ca, look, server, source};
use cvpn_certificates::profile::{Expected, check};
use cvpn_certificates::{Index, Set};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// A text with a few bytes changed.
fn damage(text: &str, changes: &[(usize, u8)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, byte) in changes {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    bytes
}

/// Certificates whose DER is damaged, so that PEM and Base64 still fit.
fn damage_der(text: &str, changes: &[(usize, u8)]) -> String {
    let pem = x509_parser::pem::Pem::iter_from_buffer(text.as_bytes()).next().unwrap().unwrap();
    let mut der = pem.contents;
    for (at, byte) in changes {
        let at = at % der.len();
        der[at] = *byte;
    }
    pem::encode(&pem::Pem::new(pem.label, der))
}

fn shows_no_key(texts: &[String]) {
    let key = KEYS.server.serialize_pem();
    for line in key.lines().filter(|line| !line.starts_with('-')) {
        for text in texts {
            assert!(!text.contains(&line[..line.len().min(24)]), "a line of the key in {text}");
        }
    }
}

/// A set with a revocation list.
static REVOKED: LazyLock<Set> = LazyLock::new(|| {
    let mut set = OPEN.clone();
    set.revoke(&["taro.yamada".parse().unwrap()], None, *NOW).unwrap();
    set
});

/// Lines that each become a fault or a file of a profile: the time and the memory that they take are in proportion to them.
#[test]
fn very_many_lines_take_no_time() {
    let begin = "-----BEGIN CERTIFICATE-----\n";
    let files = [
        begin.repeat(100_000),
        format!("{begin}AAAA\n-----END CERTIFICATE-----\n").repeat(50_000),
        format!("client\n<ca>\n{}</ca>\n", begin.repeat(100_000)),
        format!("client\n{}", "up a\n".repeat(50_000)),
        format!("client\n{}", "<key>\n</key>\n".repeat(50_000)),
    ];
    for file in files {
        let start = Instant::now();
        look(&[("any", file.clone().into_bytes())]).text();
        let looked = start.elapsed();
        check(&source("any.ovpn", &file), &Expected::default(), TERMS()).json();
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{looked:?}, {took:?}: {:?}", &file[..60]);
    }
}

#[test]
fn of_two_files_of_a_profile_with_one_name_the_first_counts() {
    let profile = |bodies: [&str; 2]| {
        let [one, two] = bodies;
        format!("client\nauth-federate\n<ca>\n{one}</ca>\n<ca>\n{two}</ca>\n")
    };
    let ca_source = source("ca.crt", ca());
    let expected = Expected { ca: Some(&ca_source), ..Expected::default() };
    let refused = |bodies| {
        let checked = check(&source("any.ovpn", profile(bodies)), &expected, TERMS());
        checked.faults.iter().any(|(_, fault)| fault.code == "profile-ca")
    };
    let own = ca();
    assert!(!refused([&own, ""]));
    assert!(refused(["", &own]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_have_an_answer(bytes: Vec<u8>) {
        let inspection = look(&[("any", bytes)]);
        inspection.text();
        inspection.json();
        prop_assert!(inspection.failed());
    }

    #[test]
    fn a_damaged_file_has_an_answer(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..4)) {
        let text = server(|_| {}) + &KEYS.server.serialize_pem() + &ca();
        let inspection = look(&[("all.pem", damage(&text, &changes))]);
        shows_no_key(&[inspection.text(), inspection.report(false), inspection.json().to_string(), format!("{inspection:?}")]);
    }

    #[test]
    fn a_damaged_certificate_or_list_has_an_answer(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..6)) {
        let set = &REVOKED;
        for file in ["ca.crt", "server.crt", "crl.pem", "server.key"] {
            let inspection = look(&[("x", damage_der(&set.files[file], &changes)), ("ca.crt", ca())]);
            inspection.text();
            inspection.json();
        }
    }

    #[test]
    fn any_index_has_an_answer(text: String, line in "[0-9a-f]{0,6}\t(ca|client|x)\t[a-z]{0,3}\t[-0-9TZ:]{0,25}\t[-0-9TZ:]{0,25}\t(-|[0-9TZ:-]{0,25})") {
        let _ = Index::parse(&text);
        if let Ok(index) = Index::parse(&line) {
            prop_assert_eq!(Index::parse(&index.to_string()).unwrap(), index);
        }
    }
}

#[test]
fn a_key_is_not_shown_wherever_it_stands() {
    let key = KEYS.server.serialize_pem();
    let one_line = key.replace('\n', "");
    let carriage_returns = key.replace('\n', "\r");
    let no_begin = key.split_once('\n').unwrap().1.to_owned();
    let no_end = key.rsplit_once("-----END").unwrap().0.to_owned();
    let glued = key.replacen("-----\n", "-----", 1);
    for text in [key.clone(), one_line, carriage_returns, no_begin, no_end, glued, format!("x{key}")] {
        let inspection = look(&[("odd.key", text.into_bytes()), ("ca.crt", ca().into_bytes())]);
        shows_no_key(&[
            inspection.text(),
            inspection.report(false),
            inspection.json().to_string(),
            format!("{inspection:?}"),
        ]);
    }
}

#[test]
fn many_forged_certificates_of_one_name_take_no_time() {
    // All have the name of the CA as subject and issuer, and signatures that fit no key: each could be the CA of each.
    let pem = x509_parser::pem::Pem::iter_from_buffer(ca().as_bytes()).next().unwrap().unwrap();
    let forged = (0..2_000_u32).map(|number| {
        let mut der = pem.contents.clone();
        let end = der.len() - 4;
        der[end..].copy_from_slice(&number.to_be_bytes());
        pem::encode(&pem::Pem::new("CERTIFICATE", der))
    });
    let text: String = forged.collect();
    let start = std::time::Instant::now();
    let inspection = look(&[("many.pem", text)]);
    inspection.text();
    assert!(inspection.failed());
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
