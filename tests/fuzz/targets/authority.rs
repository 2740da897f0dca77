//! A set of its own for each run, because no key belongs into the project.

use cvpn_certificates::set::{CA_KEY, Order, Set};
use cvpn_certificates::{Key, Passphrase, Zeroizing};
use std::sync::LazyLock;
use time::OffsetDateTime;
use time::macros::datetime;

/// The time of all runs.
pub const NOW: OffsetDateTime = datetime!(2026-10-27 0:00 UTC);

/// A set with one client, and a CA's key that is not encrypted, because a passphrase takes its time.
pub static SET: LazyLock<Set> = LazyLock::new(|| {
    let passphrase = Passphrase::chosen(Zeroizing::new("correct horse battery".to_owned())).expect("a passphrase");
    let order = Order {
        domain: "vpn.example.com".parse().expect("a domain"),
        clients: vec!["taro".parse().expect("a name")],
        days: 825,
        ca_days: 3650,
        ca_passphrase: Some(passphrase.clone()),
    };
    let (mut set, _) = Set::new(&order, NOW).expect("a set");
    let key = Key::from_pem(CA_KEY, &set.files[CA_KEY], Some(&passphrase)).expect("the key");
    set.files.insert(CA_KEY.to_owned(), key.pem().expect("its text"));
    set
});
