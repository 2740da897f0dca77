//! Rules about the client CIDR.

use crate::support::{SMALL, faults, report, small, snapshot};

/// The small blueprint with another client CIDR.
fn client_cidr(cidr: &str) -> String {
    small(&[("192.168.0.0/22", cidr)])
}

#[test]
fn a_client_cidr_is_between_12_and_22() {
    snapshot!("client-cidr-size", report(&client_cidr("192.168.0.0/24")));
}

#[test]
fn a_client_cidr_is_disjoint_from_what_clients_reach() {
    snapshot!("client-cidr-overlap", report(&client_cidr("10.0.0.0/20")));
}

#[test]
fn a_client_cidr_is_private() {
    snapshot!("client-cidr-range", report(&client_cidr("203.0.112.0/22")));
}

#[test]
fn a_client_cidr_is_not_what_operating_systems_keep_for_themselves() {
    for (cidr, what) in [
        ("0.0.0.0/12", "addresses that mean \"this network\""),
        ("127.0.0.0/16", "loopback addresses"),
        ("169.254.0.0/16", "link-local addresses"),
        ("198.18.0.0/15", "addresses for benchmarks"),
        ("224.0.0.0/12", "multicast addresses"),
        ("240.0.0.0/12", "reserved addresses"),
        // Only a part of it is private.
        ("192.160.0.0/12", "public addresses"),
    ] {
        let (_, found) = faults(&client_cidr(cidr));
        let messages: Vec<_> = found.iter().map(|fault| (fault.code, fault.message.as_str())).collect();
        assert_eq!(messages, [("client-cidr-range", &*format!("client CIDR {cidr} holds {what}"))]);
    }
}

#[test]
fn shared_address_space_will_do() {
    for cidr in ["100.64.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "10.128.0.0/12"] {
        assert_eq!(report(&client_cidr(cidr)), "");
    }
}

/// The small blueprint, whose client CIDR has 1,024 addresses, with planned people.
fn capacity(capacity: &str) -> String {
    format!("{SMALL}\ncapacity: {{ {capacity} }}\n")
}

#[test]
fn a_client_cidr_has_two_addresses_for_each_connection() {
    assert_eq!(report(&capacity("concurrent: 512")), "");
    snapshot!("client-cidr-capacity", report(&capacity("users: 400, concurrent: 513")));
}

#[test]
fn without_a_number_of_connections_everybody_may_be_connected() {
    assert_eq!(report(&capacity("users: 5000, concurrent: 500")), "");
    snapshot!("client-cidr-capacity-users", report(&capacity("users: 5000")));
}

#[test]
fn for_too_many_people_no_client_cidr_is_large_enough() {
    let quota = "quotas: { connections: 4294967295 }";
    snapshot!("client-cidr-capacity-none", report(&capacity(&format!("concurrent: 4294967295, {quota}"))));
}
