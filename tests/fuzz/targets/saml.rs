//! SAML metadata: whatever the file holds, there is an answer, and its problems can be said.

#![no_main]

use cvpn_blueprint::rule::saml_certificate::expiry;
use cvpn_blueprint::rule::{portal_metadata_same, saml_metadata};
use cvpn_blueprint::saml::Metadata;
use cvpn_blueprint::{Date, Document, path, report};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (metadata, problems) = Metadata::read(text);
    let count = problems.len();
    let place = path!["identity_center", "application", "metadata"];
    let faults = saml_metadata::problems(&place, "metadata.xml", problems);
    assert_eq!(faults.len(), count);
    let document = Document::plain("metadata.xml", text);
    let today = Date::from_ordinal_date(2026, 300).expect("a date");
    for fault in faults.iter().chain(&expiry(&place, "metadata.xml", &metadata, today)) {
        report::human(fault, &document, true);
        report::json(fault, &document);
    }
    assert!(portal_metadata_same::same(text, text));
});
