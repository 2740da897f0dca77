//! Rules about `accept`.

use crate::support::{SMALL, report, small, snapshot};

/// One subnet less, which is worth a warning.
const ONE_SUBNET: (&str, &str) =
    ("    - { id: subnet-0a1b2c3d4e5f60719, availability_zone: ap-northeast-1c, cidr: 10.0.20.0/24 }\n", "");

fn accepting(text: &str, code: &str) -> String {
    format!("{text}\naccept:\n  - {{ fault: {code}, reason: A test that may fail with its zone }}\n")
}

#[test]
fn an_accepted_warning_is_not_shown() {
    let text = small(&[ONE_SUBNET]);
    assert!(report(&text).starts_with("warning[single-subnet]"));
    assert_eq!(report(&accepting(&text, "single-subnet")), "");
}

#[test]
fn an_acceptance_that_no_longer_applies_is_reported() {
    snapshot!("unused-acceptance", report(&accepting(SMALL, "single-subnet")));
}

#[test]
fn an_acceptance_is_not_called_unused_while_a_part_of_the_file_cannot_be_read() {
    let text = accepting(&small(&[ONE_SUBNET, ("cidr: 10.0.10.0/24", "cidr: 10.0.10.1/24")]), "single-subnet");
    let report = report(&text);
    assert!(report.contains("cidr-host-bits") && !report.contains("unused-acceptance"), "{report}");
}

#[test]
fn a_warning_of_the_output_may_be_accepted_before_it_is_known() {
    assert_eq!(report(&accepting(SMALL, "endpoint-replaced")), "");
}

#[test]
fn a_code_that_no_rule_has_is_refused() {
    snapshot!("unknown-code", report(&accepting(&small(&[ONE_SUBNET]), "singel-subnet")));
}

#[test]
fn an_error_cannot_be_accepted() {
    snapshot!(
        "error-accepted",
        report(&accepting(&small(&[("192.168.0.0/22", "192.168.0.0/24")]), "client-cidr-size"))
    );
}

#[test]
fn an_acceptance_has_a_reason() {
    let text = format!("{}\naccept:\n  - {{ fault: single-subnet, reason: \" \" }}\n", small(&[ONE_SUBNET]));
    snapshot!("acceptance-without-reason", report(&text));
}

#[test]
fn a_warning_is_accepted_once() {
    let text = accepting(&small(&[ONE_SUBNET]), "single-subnet") + "  - { fault: single-subnet, reason: Again }\n";
    snapshot!("acceptance-twice", report(&text));
}
