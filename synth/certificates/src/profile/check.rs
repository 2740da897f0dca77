//! Looks at a profile: whether it leads to the endpoint, takes its certificate, and has what the client needs.

use super::parts::is_too_large;
use super::{Directive, Endpoint, Inline, Parts};
use crate::Zeroizing;
use crate::inspect::{Certificate, Content, Inspection, Source, Terms, look};
use cvpn_blueprint::Document;
use cvpn_blueprint::fault::{Fault, Severity, Span};
use cvpn_blueprint::rule::certificate::{
    CA_KEY_UNENCRYPTED, CERTIFICATE_CHAIN, CERTIFICATE_ISSUER_ABSENT, CERTIFICATE_LEAF_IN_CHAIN, CERTIFICATE_PURPOSE,
    KEY_MISMATCH, PEM_UNREADABLE,
};
use cvpn_blueprint::rule::profile::{
    PROFILE_CA, PROFILE_ENDPOINT, PROFILE_RANDOM_HOST, PROFILE_RUNS_PROGRAMS, PROFILE_SERVER_NAME,
    PROFILE_SERVER_UNCHECKED, PROFILE_SIGN_IN,
};

/// What a profile is compared with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expected<'a> {
    /// The endpoint.
    pub endpoint: Option<&'a Endpoint>,
    /// The CA of the server's certificate.
    pub ca: Option<&'a Source>,
    /// The server's certificate.
    pub server: Option<&'a Source>,
}

/// A look at a profile. Its files are the profile, and those it was compared with.
pub type Checked = Inspection;

/// Directives that make the client run programs, or load code.
const PROGRAMS: [&str; 14] = [
    "up",
    "down",
    "route-up",
    "route-pre-down",
    "ipchange",
    "tls-verify",
    "auth-user-pass-verify",
    "client-connect",
    "client-disconnect",
    "plugin",
    "iproute",
    "engine",
    "providers",
    "pkcs11-providers",
];

/// Looks at a profile.
pub fn check(profile: &Source, expected: &Expected, terms: Terms) -> Checked {
    let mut found = Vec::new();
    let parts = Parts::read(&profile.name, &profile.bytes, &mut found);
    let others = expected.ca.into_iter().chain(expected.server).cloned();
    let mut profile = profile.clone();
    if is_too_large(&profile.bytes) {
        profile.bytes = Zeroizing::default();
    }
    let mut inspection = look(&[profile].into_iter().chain(others).collect::<Vec<_>>(), terms);
    if found.is_empty() {
        parts.endpoint(expected.endpoint, &mut found);
        parts.ca(expected, terms, &mut found);
        parts.server(expected, terms, &mut found);
        parts.sign_in(terms, &mut found);
        parts.programs(&mut found);
    }
    take_over(&mut inspection, parts.document, found);
    inspection
}

/// Shows the faults of the certificates in the profile at their lines in it, with those of the profile itself.
fn take_over(inspection: &mut Inspection, document: Document, found: Vec<Fault>) {
    // The key is compared with the certificate of the profile alone, not with all that are here.
    let apart = [CERTIFICATE_LEAF_IN_CHAIN.code, CERTIFICATE_ISSUER_ABSENT.code, KEY_MISMATCH.code];
    let none = inspection.files[0].items.is_empty();
    inspection.faults.retain(|(file, fault)| {
        let empty = *file == 0 && none && fault.code == PEM_UNREADABLE.code;
        !apart.contains(&fault.code) && !empty
    });
    let before = std::mem::replace(&mut inspection.files[0].document, document);
    let lines = lines(&inspection.files[0].document);
    let line = |span: Span| lines.get(before.position(span.start).0 - 1).copied().unwrap_or_default();
    for (_, fault) in inspection.faults.iter_mut().filter(|(file, _)| *file == 0) {
        fault.place = fault.place.span.map_or(Span::default(), line).into();
        if fault.code == CA_KEY_UNENCRYPTED.code {
            // In a profile it is in the hands of a user.
            fault.severity = Severity::Error;
        }
    }
    let spans: Vec<Span> = inspection.files[0].items.iter().map(|item| line(item.span)).collect();
    for (item, span) in inspection.files[0].items.iter_mut().zip(spans) {
        item.span = span;
    }
    inspection.faults.extend(found.into_iter().map(|fault| (0, fault)));
    inspection.settle();
}

/// The lines of a document.
fn lines(document: &Document) -> Vec<Span> {
    let mut start = 0;
    let line = |line: &str| {
        let span = Span { start, end: start + line.chars().count() };
        start = span.end + 1;
        span
    };
    document.text.split('\n').map(line).collect()
}

impl Parts {
    /// A file in the profile as one of its own.
    fn source(&self, inline: &Inline) -> Source {
        let bytes = Zeroizing::new(self.body(inline).as_bytes().to_vec());
        Source { name: format!("<{}>", inline.name), bytes, readable: false }
    }

    /// Where faults of the whole profile are shown.
    fn start(&self) -> Span {
        self.directives.first().map_or(Span::default(), |directive| directive.span)
    }

    fn endpoint(&self, expected: Option<&Endpoint>, faults: &mut Vec<Fault>) {
        let remotes: Vec<&Directive> = self.directives.iter().filter(|directive| directive.name == "remote").collect();
        if remotes.is_empty() {
            let fault = Fault::new(&PROFILE_ENDPOINT, self.start(), "the profile leads to no endpoint");
            faults.push(fault.allowed("`remote ENDPOINT 443`"));
        }
        let port = self.directives.iter().rfind(|directive| ["port", "rport"].contains(&directive.name.as_str()));
        let random = self.directive("remote-random-hostname").is_some();
        for remote in remotes {
            let host = remote.argument(0).unwrap_or_default();
            let mut push = |fault: Fault| faults.push(fault);
            match expected {
                Some(endpoint) if !endpoint.is(host) => push(
                    Fault::new(&PROFILE_ENDPOINT, remote.span, format!("the profile leads to {host}"))
                        .allowed(endpoint.to_string())
                        .help("export the profile again; an endpoint that was replaced has another name"),
                ),
                None if host.parse::<Endpoint>().is_err() => push(
                    Fault::new(&PROFILE_ENDPOINT, remote.span, format!("{host} is not the DNS name of an endpoint"))
                        .allowed("cvpn-endpoint-….prod.clientvpn.REGION.amazonaws.com"),
                ),
                _ => {}
            }
            let port = remote.argument(1).or_else(|| port?.argument(0));
            if !matches!(port, Some("443" | "1194")) {
                let port = port.map_or_else(|| "no port".to_owned(), |port| format!("port {port}"));
                push(
                    Fault::new(&PROFILE_ENDPOINT, remote.span, format!("the profile has {port}"))
                        .allowed("443 or 1194"),
                );
            }
            if Endpoint::is_bare(host) && !random {
                push(
                    Fault::new(&PROFILE_RANDOM_HOST, remote.span, format!("{host} has no label before it"))
                        .allowed("`remote-random-hostname`, or a label such as client.cvpn-endpoint-…")
                        .help("add the line `remote-random-hostname`"),
                );
            }
        }
    }

    fn ca(&self, expected: &Expected, terms: Terms, faults: &mut Vec<Fault>) {
        let Some(inline) = self.inline("ca") else {
            // A file beside the profile cannot be looked at here.
            if self.directive("ca").is_none() {
                let fault = Fault::new(&PROFILE_CA, self.start(), "the profile has no CA");
                faults.push(fault.allowed("`<ca>`, the certificate of the CA, `</ca>`"));
            }
            return;
        };
        let own = self.source(inline);
        let inside = look(std::slice::from_ref(&own), terms);
        let known = |ca: &Certificate| {
            certificates(&inside).any(|own| own.key == ca.key && own.subject == ca.subject && own.ca)
        };
        if let Some(source) = expected.ca {
            let look = look(std::slice::from_ref(source), terms);
            let cas: Vec<&Certificate> = certificates(&look).filter(|certificate| certificate.ca).collect();
            if !cas.iter().any(|ca| known(ca)) {
                let names: Vec<&str> = cas.iter().map(|ca| ca.title()).collect();
                let message = format!("the profile has another CA than {}", source.name);
                faults.push(
                    Fault::new(&PROFILE_CA, inline.span, message)
                        .allowed(if names.is_empty() { "the CA of the server's certificate".to_owned() } else { names.join(", ") })
                        .help("after a change of the CA everyone needs a new profile; the names may be equal, the keys are not"),
                );
            }
        }
        if let Some(server) = expected.server {
            let look = look(&[server.clone(), own.clone()], terms);
            let unsigned = [CERTIFICATE_CHAIN.code, CERTIFICATE_ISSUER_ABSENT.code];
            if look.faults.iter().any(|(file, fault)| *file == 0 && unsigned.contains(&fault.code)) {
                let message = format!("no CA of the profile signed {}", server.name);
                faults
                    .push(Fault::new(&PROFILE_CA, inline.span, message).allowed("the CA of the server's certificate"));
            }
        }
    }

    fn server(&self, expected: &Expected, terms: Terms, faults: &mut Vec<Fault>) {
        let asks = self.directive("remote-cert-tls").is_some_and(|directive| directive.argument(0) == Some("server"));
        if !asks && self.directive("remote-cert-eku").is_none() {
            let message = "the profile does not ask whether the other side is a server";
            let fault = Fault::new(&PROFILE_SERVER_UNCHECKED, self.start(), message);
            faults.push(fault.allowed("`remote-cert-tls server`").help("add this line"));
        }
        let (Some(pin), Some(server)) = (self.directive("verify-x509-name"), expected.server) else { return };
        let look = look(std::slice::from_ref(server), terms);
        let Some(leaf) = certificates(&look).find(|certificate| !certificate.ca) else { return };
        let (pinned, name) = (pin.argument(0).unwrap_or_default(), leaf.common_name.as_deref().unwrap_or_default());
        let fits = match pin.argument(1).unwrap_or("subject") {
            "name" => pinned == name,
            "name-prefix" => name.starts_with(pinned),
            _ => pinned == leaf.subject,
        };
        if !fits {
            faults.push(
                Fault::new(&PROFILE_SERVER_NAME, pin.span, format!("the profile pins the name {pinned}"))
                    .allowed(format!("{name}, the common name in {}", server.name))
                    .help("renew the certificate with the name that profiles pin, or hand out new profiles"),
            );
        }
    }

    fn sign_in(&self, terms: Terms, faults: &mut Vec<Fault>) {
        let place = |name: &str| {
            let inline = self.inline(name).map(|inline| inline.span);
            inline.or_else(|| self.directive(name).map(|directive| directive.span))
        };
        let both = "`<cert>` and `<key>` together";
        match (place("cert"), place("key")) {
            (Some(at), None) => {
                faults.push(Fault::new(&PROFILE_SIGN_IN, at, "there is a certificate without its key").allowed(both));
            }
            (None, Some(at)) => {
                faults.push(Fault::new(&PROFILE_SIGN_IN, at, "there is a key without its certificate").allowed(both));
            }
            (Some(_), Some(at)) => {
                let files = ["cert", "key"].map(|name| self.inline(name).map(|inline| self.source(inline)));
                let [Some(certificate), Some(key)] = files else { return };
                let look = look(&[certificate, key], terms);
                self.client(certificates(&look).next(), place("cert"), faults);
                if look.faults.iter().any(|(_, fault)| fault.code == KEY_MISMATCH.code) {
                    let fault = Fault::new(&KEY_MISMATCH, at, "the key of the profile is not that of its certificate");
                    faults.push(fault.allowed("the key of the client's certificate"));
                }
            }
            (None, None) => {
                if !["auth-federate", "auth-user-pass", "pkcs12"].iter().any(|name| place(name).is_some()) {
                    let fault = Fault::new(&PROFILE_SIGN_IN, self.start(), "the profile has no way to sign in");
                    faults.push(fault.allowed("auth-federate, auth-user-pass, or `<cert>` and `<key>`"));
                }
            }
        }
    }

    /// A profile goes to a user: what is in it must be of a client.
    fn client(&self, certificate: Option<&Certificate>, place: Option<Span>, faults: &mut Vec<Fault>) {
        let Some((certificate, place)) = certificate.zip(place) else { return };
        let of = match certificate {
            Certificate { ca: true, .. } => "a CA",
            other if other.is_server() && !other.is_client() => "a server",
            _ => return,
        };
        let message = format!("the certificate of the profile, {}, is that of {of}", certificate.title());
        let fault = Fault::new(&CERTIFICATE_PURPOSE, place, message);
        faults.push(fault.allowed("a client's certificate, with the extended key usage clientAuth").help(
            "whoever has the profile has the key, too: if it was handed out, make a new set and import it; `cvpn cert client` \
             makes certificates for users",
        ));
    }

    fn programs(&self, faults: &mut Vec<Fault>) {
        let script = |directive: &&Directive| {
            let level = directive.argument(0).and_then(|level| level.parse::<u8>().ok());
            let security = directive.name == "script-security" && level.is_none_or(|level| level > 1);
            directive.name == "config" || PROGRAMS.contains(&directive.name.as_str()) || security
        };
        for directive in self.directives.iter().filter(script) {
            let message = match directive.name.as_str() {
                "config" => "`config` makes the client read another file, which is not looked at here".to_owned(),
                name => format!("`{name}` lets the client run programs"),
            };
            let fault = Fault::new(&PROFILE_RUNS_PROGRAMS, directive.span, message);
            faults.push(fault.help("export the profile again; AWS puts no such line into it"));
        }
    }
}

fn certificates(inspection: &Inspection) -> impl Iterator<Item = &Certificate> {
    inspection.files.iter().flat_map(|file| &file.items).filter_map(|item| match &item.content {
        Content::Certificate(certificate) => Some(&**certificate),
        _ => None,
    })
}
