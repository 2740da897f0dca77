//! Profiles: as they are written, and each rule with the whole message that a person reads.

use super::sample::{KEYS, NOW, SET, TERMS, ca, ca_parameters, client, server, source};
use crate::support::{edit, snapshot};
use cvpn_blueprint::rule::profile::ALL;
use cvpn_certificates::inspect::Inspection;
use cvpn_certificates::profile::{Client, Endpoint, Expected, Profile, SignIn, Transport, check, with_client};
use proptest::prelude::*;
use std::sync::LazyLock;
use time::Duration;

pub const ENDPOINT: &str = "cvpn-endpoint-0123456789abcdef0.prod.clientvpn.ap-northeast-1.amazonaws.com";

/// A profile for people who sign in through SAML.
static SAML: LazyLock<String> = LazyLock::new(|| text(SignIn::Saml, false));

fn endpoint() -> Endpoint {
    ENDPOINT.parse().unwrap()
}

fn text(sign_in: SignIn, with_client: bool) -> String {
    let (certificate, key) = (client(|_| {}), KEYS.client.serialize_pem());
    let profile = Profile {
        endpoint: &endpoint(),
        transport: Transport::Udp,
        port: 443,
        sign_in,
        ca: &ca(),
        server_name: Some("vpn.example.com"),
        client: with_client.then_some(Client { certificate: &certificate, key: &key }),
    };
    profile.text().unwrap().to_string()
}

fn look(profile: &str) -> Inspection {
    let (ca, server) = (source("ca.crt", ca()), source("server.crt", server(|_| {})));
    let expected = Expected { endpoint: Some(&endpoint()), ca: Some(&ca), server: Some(&server) };
    check(&source("vpn.ovpn", profile), &expected, TERMS())
}

fn report(profile: &str) -> String {
    look(profile).report(false)
}

/// Compares the report of a profile with edits with the snapshot of a rule, which must be in it.
fn rule(code: &str, profile: &str, edits: &[(&str, &str)]) {
    assert!(ALL.iter().any(|rule| rule.code == code), "{code} is declared");
    let report = report(&edit(profile, edits));
    assert!(report.contains(&format!("[{code}]")), "{code} in {report}");
    snapshot!(code, report);
}

/// A profile without the bytes of certificates and keys, which differ each time.
fn outline(profile: &str) -> String {
    let mut inside = false;
    let lines = profile.lines().filter(|line| {
        let delimiter = line.starts_with("-----");
        inside = if delimiter { line.contains("BEGIN") } else { inside };
        delimiter || !inside
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_profile_says_what_a_client_needs() {
    snapshot!("profile", outline(&text(SignIn::Saml, true)));
    assert_eq!(report(&SAML), "");
    assert_eq!(report(&text(SignIn::Saml, true)), "");
    assert_eq!(report(&text(SignIn::Password, false)), "");
    assert_eq!(report(&text(SignIn::Certificate, true)), "");
}

#[test]
fn an_endpoint_is_known_by_its_name_with_or_without_a_label() {
    for name in [ENDPOINT.to_owned(), format!("*.{ENDPOINT}"), format!("client7.{ENDPOINT}"), ENDPOINT.to_uppercase()] {
        assert_eq!(name.parse::<Endpoint>().unwrap(), endpoint(), "{name}");
    }
    let line = format!("remote {ENDPOINT} 443\nremote-random-hostname");
    assert_eq!(report(&edit(&SAML, &[(&line, &format!("remote client7.{ENDPOINT} 443"))])), "");
    for name in
        ["", "vpn.example.com", "10.0.0.1", "cvpn-endpoint-", "a.b.cvpn-endpoint-1.prod.clientvpn.x.amazonaws.com"]
    {
        assert!(name.parse::<Endpoint>().is_err(), "{name}");
    }
}

#[test]
fn a_name_cannot_become_another_line() {
    let render = |name: &str| {
        let profile = Profile {
            endpoint: &endpoint(),
            transport: Transport::Tcp,
            port: 1194,
            sign_in: SignIn::Saml,
            ca: &ca(),
            server_name: Some(name),
            client: None,
        };
        profile.text()
    };
    assert!(render("x\nup /bin/sh").is_err());
    assert!(render("a \"b\" \\c").unwrap().contains("verify-x509-name \"a \\\"b\\\" \\\\c\" name\n"));
}

#[test]
fn a_profile_that_aws_exported_gets_a_clients_certificate_once() {
    let (certificate, key) = (client(|_| {}), KEYS.client.serialize_pem());
    let client = Client { certificate: &certificate, key: &key };
    let with = with_client(&SAML, &client).unwrap();
    assert!(with.starts_with(SAML.as_str()));
    assert_eq!(report(&with), "");
    assert_eq!(with_client(&with, &client).unwrap_err(), cvpn_certificates::Error::ClientInProfile);
}

#[test]
fn what_is_not_of_a_client_is_not_handed_out() {
    let with = |certificate: &str, key: &str| with_client(&SAML, &Client { certificate, key });
    let of_server = with(&server(|_| {}), &KEYS.server.serialize_pem()).unwrap();
    let of_ca = with(&ca(), &KEYS.ca.serialize_pem()).unwrap();
    snapshot!("profile-not-of-a-client", format!("{}\n{}", report(&of_server), report(&of_ca)));
    assert!(look(&of_server).failed() && look(&of_ca).failed());
    let encrypted = SET.files["ca.key"].as_str();
    let error = with(&client(|_| {}), encrypted).unwrap_err();
    assert_eq!(error, cvpn_certificates::Error::ClientKeyEncrypted);
    assert!(error.help().is_some_and(|help| help.contains("never hand out the key of a CA")));
}

#[test]
fn each_rule_has_a_message() {
    rule("profile-syntax", &SAML, &[("</ca>\n", "")]);
    rule("profile-endpoint", &SAML, &[("0123456789abcdef0", "0fedcba9876543210"), (" 443", " 1195")]);
    rule("profile-random-host", &SAML, &[("remote-random-hostname\n", "")]);
    rule("profile-server-name", &SAML, &[("verify-x509-name vpn", "verify-x509-name old")]);
    rule("profile-server-unchecked", &SAML, &[("remote-cert-tls server\n", "")]);
    rule("profile-sign-in", &SAML, &[("auth-federate\n", "")]);
    rule("profile-runs-programs", &SAML, &[("verb 3\n", "script-security 2\nup \"/bin/sh -c id\"\n")]);
    let other = ca_parameters().self_signed(&KEYS.other_ca).unwrap().pem();
    rule("profile-ca", &SAML, &[(&ca(), &other)]);
    assert!(report("hello World\n").contains("the file is no profile"));
    assert!(report(&edit(&SAML, &[("reneg-sec 0", "<key>\nx\n</key>")])).contains("a key without its certificate"));
}

/// As `.ci/openvpn` sees OpenVPN do it.
#[test]
fn of_several_lines_or_files_of_one_option_the_last_counts() {
    let own = format!("<ca>\n{}</ca>\n", ca());
    let other = format!("<ca>\n{}</ca>\n", ca_parameters().self_signed(&KEYS.other_ca).unwrap().pem());
    let with = |new: &str| report(&edit(&SAML, &[(&own, new)]));
    assert_eq!(with(&format!("{other}{own}")), "");
    assert_eq!(with(&format!("ca other.crt\n{own}")), "");
    assert!(with(&format!("{own}{other}")).contains("[profile-ca]"));
    let pin = "verify-x509-name vpn.example.com name\n";
    let pinned = |new: &str| report(&edit(&SAML, &[(pin, new)]));
    assert_eq!(pinned(&format!("verify-x509-name x name\n{pin}")), "");
    assert!(pinned(&format!("{pin}verify-x509-name x name\n")).contains("the profile pins the name x"));
    let asks = "remote-cert-tls server\n";
    let report = report(&edit(&SAML, &[(asks, &format!("{asks}remote-cert-tls client\n"))]));
    assert!(report.contains("[profile-server-unchecked]"), "{report}");
    let port =
        |lines: &str| look(&edit(&SAML, &[(&format!("{ENDPOINT} 443\n"), &format!("{ENDPOINT}\n{lines}"))])).failed();
    assert!(port("port 443\nrport 9\n") && !port("port 9\nport 443\n"));
}

#[test]
fn no_line_is_hidden_from_the_check_that_openvpn_reads() {
    let programs = |line: &str| report(&edit(&SAML, &[("verb 3\n", line)]));
    for line in ["\"up\" x", "'up' x", "--up x", "  \tup\tx # y", "setenv opt up x", "up", "config other"] {
        assert!(programs(&format!("{line}\n")).contains("[profile-runs-programs]"), "{line}");
    }
    assert!(report(&format!("\u{feff}up x\n{}", *SAML)).contains("[profile-runs-programs]"));
    // What follows on the line that ends a file does not count, so the file ends here.
    assert!(report(&edit(&SAML, &[("</ca>\n", "</ca> x\nup x\n")])).contains("[profile-runs-programs]"));
    let connection = "<connection>\nremote cvpn.example.com 443\n</connection>\n";
    assert!(
        programs(connection).contains("cvpn.example.com is not the DNS name")
            || programs(connection).contains("leads to cvpn")
    );
    // OpenVPN reads a long line in pieces, and may find the end of the file in the middle of it.
    let long = format!("{}</ca>\nup x\n<ca>\n</ca>\n", "A".repeat(255));
    snapshot!("profile-syntax-within", report(&edit(&SAML, &[("</ca>\n", &long)])));
    snapshot!("profile-syntax-end", report(&edit(&SAML, &[("<ca>\n", "")])));
    assert!(report(&edit(&SAML, &[("verb 3\n", "<connection>\n")])).contains("`<connection>` has no end"));
}

#[test]
fn certificates_in_a_profile_have_faults_at_their_lines() {
    let profile = text(SignIn::Certificate, true);
    let expired = client(|parameters| {
        (parameters.not_before, parameters.not_after) = (*NOW - Duration::days(900), *NOW - Duration::days(75));
    });
    let edits = [(&*client(|_| {}), &*expired), (&*KEYS.client.serialize_pem(), &*KEYS.ca.serialize_pem())];
    snapshot!("profile-certificates", report(&edit(&profile, &edits)));
}

#[test]
fn a_key_in_a_profile_is_not_shown_wherever_it_stands() {
    let profile = text(SignIn::Certificate, true);
    let key = KEYS.client.serialize_pem();
    let forms = [
        profile.clone(),
        edit(&profile, &[("<key>\n", "")]),
        edit(&profile, &[("</cert>\n<key>\n", "")]),
        edit(&profile, &[("<key>\n-----BEGIN PRIVATE KEY-----\n", "")]),
        profile.replace('\n', "\r"),
        edit(&profile, &[("verify-x509-name vpn.example.com name\n", &key)]),
    ];
    for form in forms {
        let inspection = look(&form);
        let said =
            inspection.text() + &inspection.report(false) + &inspection.json().to_string() + &format!("{inspection:?}");
        for line in key.lines().filter(|line| !line.starts_with('-')) {
            assert!(!said.contains(&line[..line.len().min(24)]), "{said}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_an_answer(bytes: Vec<u8>, lines in prop::collection::vec("(<?/?[a-z-]{0,8}>?|remote .{0,20}|verify-x509-name .{0,20}|ca \".{0,10})", 0..12)) {
        for bytes in [bytes, lines.join("\n").into_bytes()] {
            let inspection = check(&source("any", bytes), &Expected { endpoint: Some(&endpoint()), ..Expected::default() }, TERMS());
            inspection.report(false);
            inspection.json();
            prop_assert!(inspection.failed());
        }
    }

    #[test]
    fn a_damaged_profile_has_an_answer(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..8)) {
        let mut bytes = SAML.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let inspection = check(&source("damaged", bytes), &Expected::default(), TERMS());
        inspection.report(false);
        inspection.json();
    }
}
