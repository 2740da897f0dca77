//! Files of others: whatever is in them, there is an answer, and it shows no key.

use super::profile::ENDPOINT;
use super::sample::{KEYS, NOW, OPEN, TERMS, ca, look, report, server, source};
use crate::support::snapshot;
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

/// Lines that each become a fault or a file of a profile. What is looked at and what is said is bounded, so that time and
/// memory are.
#[test]
fn very_many_lines_have_few_faults() {
    let begin = "-----BEGIN CERTIFICATE-----\n";
    let block = format!("{begin}AAAA\n-----END CERTIFICATE-----\n");
    let fit = |start: &str, line: &str, most: usize| start.to_owned() + &line.repeat((most - start.len()) / line.len());
    let file = |line: &str| fit("", line, 4 << 20);
    let profile = |line: &str| fit("client\n", line, 256 << 10);
    let files = [
        file(begin),
        file(&block),
        "\n".repeat(100_000),
        begin.repeat(50) + &"\n".repeat(90_000),
        file(&format!("{}\n", "A".repeat(64))),
        profile("up a\n"),
        profile("remote a 1\n"),
        profile("<key>\n</key>\n"),
        profile("<ca>\n"),
        profile("</ca>\n"),
        profile(&format!("<ca>\n{block}</ca>\n")),
        format!("client\n<ca>\n{}</ca>\n", begin.repeat(9_000)),
    ];
    for file in files {
        let looks = [look(&[("any", &file)]), check(&source("any.ovpn", &file), &Expected::default(), TERMS())];
        for look in looks {
            assert!((1..=210).contains(&look.faults.len()), "{}: {:?}", look.faults.len(), &file[..60]);
            assert!(look.files[0].items.len() <= 1_000, "{:?}", &file[..60]);
            assert!(look.json().to_string().len() + look.text().len() < 300_000, "{:?}", &file[..60]);
        }
    }
}

#[test]
fn more_faults_of_a_kind_than_a_hundred_are_counted() {
    let faults = |count: usize| {
        let text = format!("client\nremote {ENDPOINT} 443\nremote-random-hostname\n{}", "up a\n".repeat(count));
        let checked = check(&source("any.ovpn", text), &Expected::default(), TERMS());
        let programs = checked.faults.into_iter().filter(|(_, fault)| fault.code == "profile-runs-programs");
        programs.map(|(_, fault)| fault.message).collect::<Vec<_>>()
    };
    assert_eq!(faults(101).len(), 101);
    assert_eq!(faults(101)[100], "`up` lets the client run programs");
    assert_eq!(faults(20_000).len(), 101);
    assert_eq!(faults(20_000)[100], "19900 more faults of this kind");
}

#[test]
fn a_file_that_is_too_large_is_said_to_be() {
    let too_large = |size: usize| look(&[("any.pem", " ".repeat(size))]).report(false);
    snapshot!("pem-size-file", too_large((4 << 20) + 1));
    assert!(too_large(4 << 20).contains("the file has no PEM block"));
    let lines = |count: usize| look(&[("any.pem", "\n".repeat(count))]).report(false);
    assert!(lines(100_001).contains("100001 lines") && !lines(100_000).contains("pem-size"));
    snapshot!("pem-size-blocks", report(&[("any.pem", ca().repeat(1_001))]));
    assert!(!report(&[("any.pem", ca().repeat(1_000))]).contains("pem-size"));
    let profile = |size: usize| {
        let text = format!("client\n{}", "#".repeat(size - 7));
        check(&source("any.ovpn", text), &Expected::default(), TERMS()).report(false)
    };
    snapshot!("profile-syntax-size", profile((256 << 10) + 1));
    assert!(profile(256 << 10).contains("the profile leads to no endpoint"));
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
fn forged_certificates_of_one_name_are_not_all_tried() {
    // All have the name of the CA as subject and issuer, and signatures that fit no key: each could be the CA of each.
    let pem = x509_parser::pem::Pem::iter_from_buffer(ca().as_bytes()).next().unwrap().unwrap();
    let forged = (0..900_u32).map(|number| {
        let mut der = pem.contents.clone();
        let end = der.len() - 4;
        der[end..].copy_from_slice(&number.to_be_bytes());
        pem::encode(&pem::Pem::new("CERTIFICATE", der))
    });
    let text: String = forged.collect();
    let start = Instant::now();
    let look = look(&[("many.pem", text)]);
    assert!(look.failed() && look.text().len() < 500_000);
    let untried = look.faults.iter().find(|(_, fault)| fault.message.contains("too many signatures"));
    snapshot!("certificate-chain-untried", untried.unwrap().1.whole());
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}
