//! Rules about the client CIDR.

use crate::support::{report, small, snapshot};

#[test]
fn a_client_cidr_is_between_12_and_22() {
    snapshot!("client-cidr-size", report(&small(&[("192.168.0.0/22", "192.168.0.0/24")])));
}

#[test]
fn a_client_cidr_is_disjoint_from_what_clients_reach() {
    snapshot!("client-cidr-overlap", report(&small(&[("192.168.0.0/22", "10.0.0.0/20")])));
}
