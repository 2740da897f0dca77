//! Faults of form.

use crate::support::{SMALL, report, small, snapshot};

#[test]
fn the_small_blueprint_has_no_fault() {
    assert_eq!(report(SMALL), "");
}

#[test]
fn a_misspelt_key_is_refused_with_the_key_that_was_meant() {
    snapshot!("unknown-key", report(&small(&[("client_cidr:", "client_cdir:")])));
}
