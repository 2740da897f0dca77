//! Whether a certificate can be a server's, a client's or a CA's: its key, its names, its usages.

use super::{All, At, Certificate};
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::rule::certificate::{
    CERTIFICATE_KEY, CERTIFICATE_KEY_WEAK, CERTIFICATE_NAME, CERTIFICATE_PROFILE, CERTIFICATE_PURPOSE,
};
use cvpn_blueprint::rule::form::SERVER_CERTIFICATE_DOMAIN;

/// Adds the faults.
pub(super) fn check(all: &All, faults: &mut Vec<(usize, Fault)>) {
    for at in &all.certificates {
        let mut push = |fault: Fault| faults.push((at.file, fault));
        profile(at, &mut push);
        if !at.it.ca {
            key(at, &mut push);
            names(at, &mut push);
            purpose(at, &mut push);
        }
    }
}

fn profile(at: &At<Certificate>, push: &mut impl FnMut(Fault)) {
    let certificate = at.it;
    let mut flaw = |what: String| {
        push(
            Fault::new(&CERTIFICATE_PROFILE, at.span, format!("{}: {what}", certificate.title()))
                .help("make it anew with a tool that follows RFC 5280, such as `cvpn cert`"),
        );
    };
    for what in &certificate.flaws {
        flaw(what.clone());
    }
    if certificate.version != 3 {
        flaw(format!("it has version {}, not 3", certificate.version));
    }
    if certificate.issuer.is_empty() {
        flaw("it does not name its issuer".to_owned());
    }
    if certificate.ca && certificate.usages.is_some() && !certificate.has_usage("keyCertSign") {
        flaw("it is a CA that may not sign certificates (keyCertSign)".to_owned());
    }
}

fn key(at: &At<Certificate>, push: &mut impl FnMut(Fault)) {
    let (title, key) = (at.it.title(), &at.it.key);
    match (key.is_rsa(), key.bits) {
        (true, 2048) => {}
        (true, 1024) => push(
            Fault::new(&CERTIFICATE_KEY_WEAK, at.span, format!("{title} has an RSA key of 1024 bits"))
                .allowed("RSA with 2048 bits")
                .help("make a certificate with a new key"),
        ),
        _ => push(
            Fault::new(&CERTIFICATE_KEY, at.span, format!("the key of {title} is {key}"))
                .allowed("RSA with 2048 bits (1024 is taken, and weak)")
                .help("make a certificate with a new key: `cvpn cert new` makes RSA 2048"),
        ),
    }
}

fn names(at: &At<Certificate>, push: &mut impl FnMut(Fault)) {
    let certificate = at.it;
    let dotted = certificate.common_name.as_ref().is_some_and(|name| name.trim_matches('.').contains('.'));
    if certificate.is_server() && !dotted && certificate.domains.is_empty() {
        push(
            Fault::new(&SERVER_CERTIFICATE_DOMAIN, at.span, format!("{} has no domain", certificate.title()))
                .allowed("a common name with a dot, or a DNS name among the alternative names")
                .help("make it anew with a domain: `cvpn cert new --domain vpn.example.com`, or --san with easy-rsa"),
        );
    }
    if certificate.is_client() && !certificate.is_server() && certificate.common_name.is_none() {
        push(
            Fault::new(&CERTIFICATE_NAME, at.span, format!("{} has no common name", certificate.title()))
                .allowed("a common name, such as that of the person or the device"),
        );
    }
}

fn purpose(at: &At<Certificate>, push: &mut impl FnMut(Fault)) {
    let certificate = at.it;
    if !certificate.is_server() && !certificate.is_client() {
        let found = match &certificate.purposes {
            Some(purposes) if !purposes.is_empty() => format!("only for {}", purposes.join(", ")),
            _ => "without an extended key usage".to_owned(),
        };
        push(
            Fault::new(&CERTIFICATE_PURPOSE, at.span, format!("{} is {found}", certificate.title()))
                .allowed("the extended key usage serverAuth for a server, clientAuth for a client")
                .help("make it anew; with easy-rsa: build-server-full or build-client-full"),
        );
    }
    if !certificate.has_usage("digitalSignature") {
        let found = if certificate.usages.is_some() { "a key usage without digitalSignature" } else { "no key usage" };
        push(
            Fault::new(&CERTIFICATE_PURPOSE, at.span, format!("{} has {found}", certificate.title()))
                .allowed("digitalSignature; for a server keyEncipherment too")
                .help("make it anew; clients break the handshake off with a server that has none"),
        );
    }
}
