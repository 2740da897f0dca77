//! Who signed what, among the files.

use super::{All, At, Certificate};
use aws_lc_rs::signature::{RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, UnparsedPublicKey};
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::rule::certificate::{
    CERTIFICATE_ALGORITHMS, CERTIFICATE_CHAIN, CERTIFICATE_ISSUER_ABSENT, CERTIFICATE_LEAF_IN_CHAIN,
};
use std::collections::{BTreeMap, BTreeSet};
use x509_parser::oid_registry::OID_PKCS1_SHA256WITHRSA;
use x509_parser::prelude::{FromDer, X509Certificate};

/// So many certificates above one are named: more than a chain ever has.
const HIGHEST: usize = 16;

/// Who signed a certificate: the index of the CA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Issuer {
    /// It signed itself.
    Itself,
    /// A CA among the files.
    Ca(usize),
    /// A CA of that name is among the files, but did not sign it.
    Other(usize),
    /// No certificate of that name is among the files.
    Absent,
    /// Too many signatures have been tried in vain.
    Untried,
}

impl Issuer {
    /// The CA that signed it, if it is another one.
    pub fn signer(self) -> Option<usize> {
        match self {
            Issuer::Ca(index) => Some(index),
            _ => None,
        }
    }
}

impl All<'_> {
    /// Who signed each certificate.
    pub(super) fn issuers(&self) -> Vec<Issuer> {
        let mut by_subject: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
        for (index, at) in self.certificates.iter().enumerate() {
            by_subject.entry(&at.it.subject_raw).or_default().push(index);
        }
        self.certificates.iter().map(|at| self.issuer(at, &by_subject)).collect()
    }

    fn issuer(&self, at: &At<Certificate>, by_subject: &BTreeMap<&[u8], Vec<usize>>) -> Issuer {
        if at.it.names_itself() {
            match self.tries.verify(|| signed(at.it, at.it)) {
                Some(true) => return Issuer::Itself,
                Some(false) => {}
                None => return Issuer::Untried,
            }
        }
        let named = by_subject.get(at.it.issuer_raw.as_slice()).into_iter().flatten().copied();
        let mut named = named.filter(|index| self.certificates[*index].it.der != at.it.der).peekable();
        let first = named.peek().copied();
        for index in named.filter(|index| may_sign(self.certificates[*index].it, at.it)) {
            match self.tries.verify(|| signed(self.certificates[index].it, at.it)) {
                Some(true) => return Issuer::Ca(index),
                Some(false) => {}
                None => return Issuer::Untried,
            }
        }
        match first {
            Some(index) => Issuer::Other(index),
            None if at.it.names_itself() => Issuer::Other(usize::MAX),
            None => Issuer::Absent,
        }
    }

    /// The way from a certificate to the one that signed itself, as far as it is among the files.
    pub(super) fn path(&self, issuers: &[Issuer], from: usize) -> (Vec<usize>, bool) {
        let (mut path, mut seen, mut at) = (Vec::new(), BTreeSet::from([from]), from);
        loop {
            match issuers[at] {
                Issuer::Itself => return (path, true),
                Issuer::Ca(next) if path.len() < HIGHEST && seen.insert(next) => {
                    path.push(next);
                    at = next;
                }
                _ => return (path, false),
            }
        }
    }
}

/// Whether a CA of the right name can be the one, before its key is tried.
fn may_sign(ca: &Certificate, certificate: &Certificate) -> bool {
    let other_key = match (&ca.subject_key, &certificate.authority_key) {
        (Some(key), Some(wanted)) => key != wanted,
        _ => false,
    };
    ca.ca && !other_key
}

/// Whether the key of `ca` signed `certificate`.
fn signed(ca: &Certificate, certificate: &Certificate) -> bool {
    let (Ok((_, ca)), Ok((_, read))) =
        (X509Certificate::from_der(&ca.der), X509Certificate::from_der(&certificate.der))
    else {
        return false;
    };
    let key = ca.public_key();
    if read.verify_signature(Some(key)).is_ok() {
        return true;
    }
    // RSA keys below 2048 bits: weak, but the answer is not that somebody else signed.
    let legacy = read.signature_algorithm.algorithm == OID_PKCS1_SHA256WITHRSA;
    let verifier =
        UnparsedPublicKey::new(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, &*key.subject_public_key.data);
    legacy && verifier.verify(read.tbs_certificate.as_ref(), &read.signature_value.data).is_ok()
}

/// Adds the faults.
pub(super) fn check(all: &All, issuers: &[Issuer], faults: &mut Vec<(usize, Fault)>) {
    for (at, issuer) in all.certificates.iter().zip(issuers) {
        let title = at.it.title();
        match *issuer {
            Issuer::Itself => {}
            Issuer::Ca(index) => {
                let ca = all.certificates[index].it;
                if ca.key.algorithm != at.it.key.algorithm {
                    let message =
                        format!("the key of {title} is {}, and that of its CA {}", at.it.key, ca.key.algorithm);
                    let fault = Fault::new(&CERTIFICATE_ALGORITHMS, at.span, message);
                    faults.push((at.file, fault.allowed("the same algorithm for both, RSA")));
                }
            }
            Issuer::Other(index) => faults.push((at.file, other(all, at, index))),
            Issuer::Untried => {
                let message = format!("{title} was not verified: too many signatures here fit no key");
                let fault = Fault::new(&CERTIFICATE_CHAIN, at.span, message);
                faults.push((at.file, fault.help("look at fewer files together, each with its own CA")));
            }
            Issuer::Absent => {
                let message = format!("{title} was signed by {}, which is not among the files", at.it.issuer);
                let fault = Fault::new(&CERTIFICATE_ISSUER_ABSENT, at.span, message);
                faults.push((at.file, fault.help("name the file of the CA too, to have the signature verified")));
            }
        }
    }
    leaf_in_chain(all, faults);
}

fn other(all: &All, at: &At<Certificate>, index: usize) -> Fault {
    let title = at.it.title();
    let Some(named) = all.certificates.get(index) else {
        return Fault::new(
            &CERTIFICATE_CHAIN,
            at.span,
            format!("{title} names itself as its issuer, but did not sign itself"),
        )
        .help("copy the file again, as a whole");
    };
    if !named.it.ca {
        return Fault::new(&CERTIFICATE_CHAIN, at.span, format!("{title} names an issuer that is no CA"))
            .help(format!("{} in {} may not sign certificates", named.it.title(), named.name));
    }
    Fault::new(&CERTIFICATE_CHAIN, at.span, format!("{title} was not signed by {} in {}", named.it.title(), named.name))
        .allowed("the CA that signed it")
        .help("a CA of the same name but with another key signed it; take the files of one set together")
}

/// A server's or client's certificate in one file with CAs.
fn leaf_in_chain(all: &All, faults: &mut Vec<(usize, Fault)>) {
    let with_ca: BTreeSet<usize> = all.certificates.iter().filter(|at| at.it.ca).map(|at| at.file).collect();
    for at in all.certificates.iter().filter(|at| !at.it.ca && with_ca.contains(&at.file)) {
        let fault = Fault::new(
            &CERTIFICATE_LEAF_IN_CHAIN,
            at.span,
            format!("{} is in one file with the certificate of a CA", at.it.title()),
        );
        faults.push((
            at.file,
            fault
                .allowed("the certificate alone in one file, and its CAs in another")
                .help("take them apart before the import: ACM takes the first as certificate, the second as chain"),
        ));
    }
}
