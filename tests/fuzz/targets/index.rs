//! The index of a set and the revocation list beside it: an index that can be read is written as it was, and a new list is
//! made from it, or there is a reason not to.
//!
//! An input is the text of the index, and after it the PEM text of the list, if there is one.

#![no_main]

mod authority;

use authority::{NOW, SET};
use cvpn_certificates::set::{INDEX, REVOKED};
use cvpn_certificates::{Index, Zeroizing};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (index, list) = text.split_at(text.find("-----BEGIN").unwrap_or(text.len()));
    let Ok(read) = Index::parse(index) else { return };
    assert_eq!(Index::parse(&read.to_string()).as_ref(), Ok(&read));
    let mut set = SET.clone();
    for (file, text) in [(INDEX, index), (REVOKED, list)] {
        set.files.insert(file.to_owned(), Zeroizing::new(text.to_owned()));
    }
    let names: Vec<_> = read.clients().filter_map(|entry| entry.name.parse().ok()).take(1).collect();
    match set.revoke(&names, None, NOW) {
        Ok(_) => assert_eq!(set.index().expect("the index").entries.len(), read.entries.len()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
