//! What is to be imported into ACM: a certificate, its key and its chain, each in its place.

use super::{Content, Inspection, Source, Terms, look};
use cvpn_blueprint::fault::{Fault, Severity, Span};
use cvpn_blueprint::rule::certificate::{
    CA_KEY_UNENCRYPTED, CA_KEY_UPLOAD, CERTIFICATE_LEAF_IN_CHAIN, CERTIFICATE_PURPOSE, KEY_ENCRYPTED, PEM_UNREADABLE,
};

const CERTIFICATE: usize = 0;
const KEY: usize = 1;
const CHAIN: usize = 2;

/// Looks at a server's certificate, its key and its chain, before they are imported into ACM.
pub fn inspect_import(certificate: &Source, key: &Source, chain: &Source, terms: Terms) -> Inspection {
    let mut inspection = look(&[certificate.clone(), key.clone(), chain.clone()], terms);
    let mut faults = Vec::new();
    inspection.server(&mut faults);
    inspection.private_key(&mut faults);
    inspection.chain(&mut faults);
    // What stands here of the places says it more exactly than the look at files of any kind.
    let place =
        |code: &str| [CA_KEY_UNENCRYPTED.code, KEY_ENCRYPTED.code, CERTIFICATE_LEAF_IN_CHAIN.code].contains(&code);
    inspection.faults.retain(|(_, fault)| !place(fault.code));
    inspection.faults.extend(faults);
    inspection.settle();
    inspection
}

impl Inspection {
    fn server(&self, faults: &mut Vec<(usize, Fault)>) {
        let mut found = 0;
        for item in &self.files[CERTIFICATE].items {
            let Content::Certificate(certificate) = &item.content else { continue };
            found += 1;
            if found > 1 {
                let message = format!("{} is in the file of the certificate too", certificate.title());
                let fault = Fault::new(&CERTIFICATE_LEAF_IN_CHAIN, item.span, message);
                let fault = fault.allowed("the server's certificate alone").help("put the CAs into the chain");
                faults.push((CERTIFICATE, Fault { severity: Severity::Error, ..fault }));
            } else if !certificate.is_server() {
                let message = format!("{} is no server's certificate", certificate.title());
                let fault = Fault::new(&CERTIFICATE_PURPOSE, item.span, message);
                faults.push((CERTIFICATE, fault.allowed("the extended key usage serverAuth")));
            }
        }
        self.missing(CERTIFICATE, found == 0, "certificate", faults);
    }

    fn private_key(&self, faults: &mut Vec<(usize, Fault)>) {
        let mut found = 0;
        for item in &self.files[KEY].items {
            let Content::Key(key) = &item.content else { continue };
            found += 1;
            if key.encrypted {
                let fault = Fault::new(&KEY_ENCRYPTED, item.span, "the private key is encrypted");
                faults
                    .push((KEY, fault.allowed("a key that is not encrypted").help("`openssl pkey -in FILE` opens it")));
            }
        }
        self.missing(KEY, found == 0, "private key", faults);
        let cas = self.files[CHAIN].items.iter().filter_map(|item| match &item.content {
            Content::Certificate(certificate) => Some(&certificate.key.bytes),
            _ => None,
        });
        let cas: Vec<_> = cas.collect();
        for (index, file) in self.files.iter().enumerate() {
            for item in &file.items {
                let Content::Key(key) = &item.content else { continue };
                if index != KEY || key.public.as_ref().is_some_and(|public| cas.contains(&public)) {
                    let fault = Fault::new(&CA_KEY_UPLOAD, item.span, "the private key of a CA is to be imported");
                    faults.push((index, fault.allowed("the private key of the server's certificate")));
                }
            }
        }
    }

    fn chain(&self, faults: &mut Vec<(usize, Fault)>) {
        let mut found = 0;
        for item in &self.files[CHAIN].items {
            let Content::Certificate(certificate) = &item.content else { continue };
            found += 1;
            if !certificate.ca {
                let message = format!("{} is in the chain", certificate.title());
                let fault = Fault::new(&CERTIFICATE_LEAF_IN_CHAIN, item.span, message).allowed("only CAs in the chain");
                faults.push((CHAIN, Fault { severity: Severity::Error, ..fault }));
            }
        }
        self.missing(CHAIN, found == 0, "certificate", faults);
    }

    fn missing(&self, file: usize, is: bool, what: &str, faults: &mut Vec<(usize, Fault)>) {
        let silent = self.faults.iter().any(|(at, fault)| *at == file && fault.code == PEM_UNREADABLE.code);
        if is && !silent {
            let span = self.files[file].items.first().map_or(Span::default(), |item| item.span);
            faults.push((file, Fault::new(&PEM_UNREADABLE, span, format!("there is no {what} in the file"))));
        }
    }
}
