//! Profiles: whatever the file holds, there is an answer, and a certificate can be put into it or there is a reason not to.

#![no_main]

mod authority;

use authority::{NOW, SET};
use cvpn_blueprint::report;
use cvpn_certificates::Zeroizing;
use cvpn_certificates::inspect::{Source, Terms};
use cvpn_certificates::profile::{Client, Endpoint, Expected, check, with_client};
use cvpn_certificates::set::{CA, SERVER, client, client_key};
use libfuzzer_sys::fuzz_target;

const TERMS: Terms = Terms { now: NOW, warn_days: 45 };
const ENDPOINT: &str = "cvpn-endpoint-0123456789abcdef0.prod.clientvpn.ap-northeast-1.amazonaws.com";

fuzz_target!(|bytes: &[u8]| {
    let profile = source("any.ovpn", bytes);
    let [ca, server] = [CA, SERVER].map(|file| source(file, SET.files[file].as_bytes()));
    let endpoint: Endpoint = ENDPOINT.parse().expect("a name");
    for expected in [Expected::default(), Expected { endpoint: Some(&endpoint), ca: Some(&ca), server: Some(&server) }]
    {
        let checked = check(&profile, &expected, TERMS);
        checked.text();
        for (fault, document) in checked.faults().take(50) {
            report::human(fault, document, true);
        }
        checked.json().to_string();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let [certificate, key] = [client("taro"), client_key("taro")].map(|file| SET.files[&file].as_str());
        let _ = with_client(text, &Client { certificate, key });
        if let Ok(endpoint) = text.parse::<Endpoint>() {
            assert_eq!(endpoint.to_string().parse(), Ok(endpoint));
        }
    }
});

fn source(name: &str, bytes: &[u8]) -> Source {
    Source { name: name.to_owned(), bytes: Zeroizing::new(bytes.to_vec()), readable: true }
}
