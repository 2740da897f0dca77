//! The listing of what is in files.

use super::sample::{KEYS, ca, client, look, server};
use crate::support::snapshot;
use rcgen::DnType;

#[test]
fn a_listing_says_what_is_in_files_of_all_kinds() {
    let files = [
        ("ca.crt", ca()),
        ("server.crt", server(|_| {})),
        ("server.key", KEYS.server.serialize_pem()),
        ("taro.crt", client(|_| {})),
        ("dh.pem", "-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----\n".to_owned()),
    ];
    snapshot!("certificate-listing", look(&files).text());
    let json = look(&files[1..3]).json();
    snapshot!("certificate-listing-json", format!("{json:#}"));
}

#[test]
fn letters_that_a_terminal_acts_on_are_made_visible() {
    let evil = client(|parameters| parameters.distinguished_name.push(DnType::OrganizationName, "\u{1b}[2J\u{202e}x"));
    let inspection = look(&[("evil.crt", evil)]);
    for text in [inspection.text(), inspection.report(false)] {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
        assert!(text.contains("\\u{1b}[2J\\u{202e}x"), "{text:?}");
    }
}
