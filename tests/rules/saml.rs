//! Rules about the SAML applications and their metadata.

use crate::support::{SMALL, edit, faults_with, render, report, small, snapshot};
use cvpn_blueprint::{Circumstances, Date, saml::Metadata, saml::Problem};

const VPN: &str = include_str!("../../blueprints/gallery/saml/client-vpn.xml");
const PORTAL: &str = include_str!("../../blueprints/gallery/saml/client-vpn-portal.xml");

/// A certificate that ends on 2027-01-01, made for these tests.
const CERTIFICATE: &str = "MIIBBTCBrAIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDAR0ZXN0MB4XDTIyMDEw
MTAwMDAwMFoXDTI3MDEwMTAwMDAwMFowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqG
SM49AgEGCCqGSM49AwEHA0IABO+FYGHpnx15uSY8nrKbqo8h/02mOfqdvmmDhPC7
nSMBsNvGTEGP8GnWvDpoM1u8mSLGYoSSm449eygiQMBPS+gwCgYIKoZIzj0EAwID
SAAwRQIgf88SvxyzG/U1fzGZvbHJqc89P9eaWdXx9v6xJwRq6VgCIQDb4fIQ1+4w
uLdpdYrEORieTAScP57c0PTOV4o6/IKNtQ==";

/// The small blueprint with a portal and its application.
fn with_portal() -> String {
    let portal = "  portal_application:
    name: AWS Client VPN portal
    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-fedcba9876543210
    metadata: saml/client-vpn-portal.xml
  groups:";
    small(&[("  groups:", portal), ("endpoint:\n", "endpoint:\n  portal: enabled\n")])
}

/// The report of a blueprint whose metadata files hold these texts.
fn report_of(blueprint: &str, files: &[(&str, &str)], change: impl FnOnce(&mut Circumstances)) -> String {
    render(&faults_with(blueprint, |circumstances| {
        for (name, text) in files {
            circumstances.files.insert(name.parse().expect("a file name"), Ok((*text).to_owned()));
        }
        change(circumstances);
    }))
}

/// The report of the small blueprint with this metadata.
fn metadata(text: &str) -> String {
    report_of(SMALL, &[("saml/client-vpn.xml", text)], |_| {})
}

/// The metadata of the gallery with another certificate.
fn certified(certificates: &[&str]) -> String {
    let (before, rest) = VPN.split_once("<ds:X509Certificate>").expect("a certificate");
    let (_, after) = rest.split_once("</ds:X509Certificate>").expect("its end");
    let all: String =
        certificates.iter().map(|one| format!("<ds:X509Certificate>\n{one}\n</ds:X509Certificate>")).collect();
    format!("{before}{all}{after}")
}

/// The report with this certificate, on a day of 2026 or 2027.
fn certified_on(certificates: &[&str], today: Option<Date>) -> String {
    report_of(SMALL, &[("saml/client-vpn.xml", &certified(certificates))], |circumstances| circumstances.today = today)
}

fn day(year: i32, day: u16) -> Option<Date> {
    Date::from_ordinal_date(year, day).ok()
}

#[test]
fn an_application_has_its_arn_and_its_metadata() {
    let arn = "    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef\n";
    let file = "    metadata: saml/client-vpn.xml\n";
    snapshot!("saml-metadata-missing", report(&small(&[(arn, ""), (file, "")])));
    snapshot!("saml-metadata-missing-arn", report(&small(&[(arn, "")])));
    let portal = edit(&with_portal(), &[("    metadata: saml/client-vpn-portal.xml\n", "")]);
    snapshot!("saml-metadata-missing-portal", report(&portal));
}

#[test]
fn with_a_provider_that_exists_already_only_the_arn_is_needed() {
    let federated = "endpoint:
  authentication:
    federated: { saml_provider_arn: arn:aws:iam::111122223333:saml-provider/IdentityCenter }
";
    let text = small(&[("endpoint:\n", federated), ("    metadata: saml/client-vpn.xml\n", "")]);
    assert_eq!(report(&text), "");
    let text = edit(
        &text,
        &[("    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef\n", "")],
    );
    snapshot!("saml-metadata-missing-federated", report(&text));
}

#[test]
fn a_metadata_file_can_be_read() {
    snapshot!("saml-metadata-missing-file", report(&small(&[("saml/client-vpn.xml", "saml/client-vpm.xml")])));
    let none = faults_with(SMALL, |circumstances| circumstances.files.clear());
    snapshot!("saml-metadata-missing-not-given", render(&none));
}

#[test]
fn a_saved_web_page_is_not_metadata() {
    let page = format!("<!DOCTYPE html>\n<html><head><title>Sign in</title></head>{}</html>", "<p>".repeat(1000));
    snapshot!("saml-metadata-web-page", metadata(&page));
    let xhtml =
        format!("<?xml version=\"1.0\"?>\n<HTML xmlns=\"http://www.w3.org/1999/xhtml\">{}</HTML>", " ".repeat(1000));
    assert_eq!(metadata(&xhtml), metadata(&page));
}

#[test]
fn the_metadata_of_the_service_provider_is_the_wrong_file() {
    let other = VPN.replace("IDPSSODescriptor", "SPSSODescriptor");
    snapshot!("saml-metadata-service-provider", metadata(&other));
    // Some identity providers are service providers too.
    let both = VPN.replace("</md:EntityDescriptor>", "<md:SPSSODescriptor/></md:EntityDescriptor>");
    assert_eq!(metadata(&both), "");
}

#[test]
fn an_empty_file_is_not_metadata() {
    snapshot!("saml-metadata-empty", metadata(""));
    assert_eq!(metadata("\u{feff} \n"), metadata(""));
}

#[test]
fn metadata_has_no_document_type_definition() {
    let bomb = VPN.replace(
        "<md:EntityDescriptor",
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<md:EntityDescriptor",
    );
    snapshot!("saml-metadata-document-type", metadata(&bomb));
}

#[test]
fn metadata_is_well_formed() {
    snapshot!("saml-metadata-syntax", metadata(&VPN[..VPN.len() - 10]));
}

#[test]
fn the_root_of_metadata_is_an_entity_descriptor_of_saml() {
    snapshot!("saml-metadata-root", metadata(&VPN.replace("urn:oasis:names:tc:SAML:2.0:metadata", "urn:other")));
}

#[test]
fn one_run_shows_all_that_is_wrong_with_metadata() {
    let text = edit(
        &certified(&["bm90IGEgY2VydGlmaWNhdGU="]),
        &[
            (
                "    <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\"",
                "    <md:SingleSignOnService Binding=\"urn:other\"",
            ),
            (
                "    <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\"",
                "    <md:SingleSignOnService",
            ),
        ],
    );
    let (before, rest) = text.split_once(" entityID=").expect("an entity id");
    let (_, after) = rest.split_once('>').expect("the end of the tag");
    snapshot!("saml-metadata", metadata(&format!("{before}>{after}")));
}

#[test]
fn metadata_has_a_signing_certificate() {
    snapshot!("saml-metadata-no-certificate", metadata(&VPN.replace("use=\"signing\"", "use=\"encryption\"")));
    // A key without a use is for both.
    assert_eq!(metadata(&VPN.replace(" use=\"signing\"", "")), "");
}

#[test]
fn metadata_has_at_least_1000_characters() {
    let short = format!(
        "<EntityDescriptor xmlns='urn:oasis:names:tc:SAML:2.0:metadata' entityID='x'>\n<IDPSSODescriptor>\
         <KeyDescriptor><KeyInfo xmlns='http://www.w3.org/2000/09/xmldsig#'><X509Data><X509Certificate>{CERTIFICATE}\
         </X509Certificate></X509Data></KeyInfo></KeyDescriptor>\n<SingleSignOnService \
         Binding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'/></IDPSSODescriptor></EntityDescriptor>"
    );
    snapshot!("saml-metadata-size", metadata(&short));
    let long = |missing: usize| short.clone() + &" ".repeat(missing - short.chars().count());
    assert_eq!(metadata(&long(1_000)), "");
    assert_eq!(Metadata::read(&long(999)).1, [Problem::Size(999)]);
    assert_eq!(Metadata::read(&long(10_000_001)).1, [Problem::Size(10_000_001)]);
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let open = "<a>".repeat(350_000);
    assert_eq!(Metadata::read(&open).1, [Problem::Bulk("100,000 elements")]);
    let deep = 99_000;
    let nested = VPN.replace("<ds:KeyInfo", &format!("{}{}<ds:KeyInfo", "<a>".repeat(deep), "</a>".repeat(deep)));
    assert_eq!(Metadata::read(&nested).1, []);
    let around = VPN
        .replace("<ds:KeyInfo", &format!("{}<ds:KeyInfo", "<a>".repeat(deep)))
        .replace("</ds:KeyInfo>", &format!("</ds:KeyInfo>{}", "</a>".repeat(deep)));
    assert_eq!(Metadata::read(&around).0.valid_until.len(), 1);
}

/// The reader compares each attribute of an element with each, and each namespace, so very many take hours.
#[test]
fn very_many_attributes_or_namespaces_are_not_read() {
    let many =
        |what: &str, count: usize| -> String { (0..count).map(|number| format!(" {what}{number}=''")).collect() };
    let with = |attributes: &str| Metadata::read(&VPN.replace(" entityID=", &format!("{attributes} entityID="))).1;
    assert_eq!(with(&many("a", 60)), []);
    assert_eq!(with(&many("a", 500_000)), [Problem::Bulk("64 attributes in one element")]);
    assert_eq!(with(&many("xmlns:a", 60)), []);
    let nested: String = (0..300).map(|number| format!("<a xmlns:a{number}='x'>")).collect();
    assert_eq!(Metadata::read(&nested).1, [Problem::Bulk("256 namespaces")]);
}

#[test]
fn very_many_certificates_that_cannot_be_read_are_one_problem() {
    let problems = Metadata::read(&certified(&["AAAA"; 20_000])).1;
    assert!(matches!(problems[..], [Problem::Certificates(20_000, _)]), "{problems:?}");
    snapshot!("saml-metadata-certificates", metadata(&certified(&["AAAA"; 3])));
}

#[test]
fn an_expired_signing_certificate_is_an_error() {
    snapshot!("saml-certificate-expired", certified_on(&[CERTIFICATE], day(2027, 2)));
    assert!(!certified_on(&[CERTIFICATE], day(2027, 1)).contains("expired"), "its last day");
}

#[test]
fn a_signing_certificate_that_ends_within_60_days_is_a_warning() {
    snapshot!("saml-certificate-expiring", certified_on(&[CERTIFICATE], day(2026, 320)));
    assert_eq!(certified_on(&[CERTIFICATE], day(2026, 306)), "", "60 days before");
    assert_ne!(certified_on(&[CERTIFICATE], day(2026, 307)), "", "59 days before");
}

#[test]
fn a_newer_certificate_beside_an_expired_one_is_fine() {
    let (_, rest) = VPN.split_once("<ds:X509Certificate>").expect("a certificate");
    let newer = rest.split_once('<').expect("its end").0;
    assert_eq!(certified_on(&[CERTIFICATE, newer], day(2030, 1)), "");
}

#[test]
fn without_a_date_nothing_is_said_about_certificates() {
    assert_eq!(certified_on(&[CERTIFICATE], None), "");
}

#[test]
fn the_metadata_of_the_portal_is_its_own() {
    let vpn = VPN.replace("    <md:NameIDFormat/>\n", "");
    snapshot!("portal-metadata-same", report_of(&with_portal(), &[("saml/client-vpn-portal.xml", &vpn)], |_| {}));
    assert_eq!(report_of(&with_portal(), &[("saml/client-vpn-portal.xml", PORTAL)], |_| {}), "");
}
