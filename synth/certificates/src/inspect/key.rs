//! Private keys: whose they are, and who could read them.

use super::{All, Source};
use crate::pem::Block;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::rule::certificate::{CA_KEY_UNENCRYPTED, KEY_ENCRYPTED, KEY_MISMATCH, KEY_READABLE};
use rcgen::{KeyPair, PublicKeyData};
use x509_parser::prelude::FromDer;
use x509_parser::x509::SubjectPublicKeyInfo;
use zeroize::Zeroize;

/// A private key, of which only the public half is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateKey {
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// The public half. `None` if the key is encrypted or of a kind that cannot be read here.
    pub public: Option<Vec<u8>>,
}

impl PrivateKey {
    pub(super) fn read(block: &Block, der: &[u8]) -> Self {
        let encrypted = block.is_encrypted();
        let public = if encrypted { None } else { public_half(der) };
        PrivateKey { encrypted, public }
    }
}

fn public_half(der: &[u8]) -> Option<Vec<u8>> {
    let mut pair = KeyPair::try_from(der).ok()?;
    let info = pair.subject_public_key_info();
    pair.zeroize();
    let (_, info) = SubjectPublicKeyInfo::from_der(&info).ok()?;
    Some(info.subject_public_key.data.to_vec())
}

/// Adds the faults.
pub(super) fn check(all: &All, sources: &[Source], faults: &mut Vec<(usize, Fault)>) {
    let owner = |key: &PrivateKey| {
        let public = key.public.as_ref()?;
        all.certificates.iter().find(|certificate| certificate.it.key.bytes == *public)
    };
    for at in &all.keys {
        let mut push = |fault: Fault| faults.push((at.file, fault));
        let owner = owner(at.it);
        if at.it.public.is_some() && owner.is_none() && !all.certificates.is_empty() {
            push(
                Fault::new(&KEY_MISMATCH, at.span, "the private key belongs to none of the certificates")
                    .allowed("the key of the certificate beside it")
                    .help("a renewal with a new key gives a new certificate and a new key: take both from it"),
            );
        }
        if let Some(ca) = owner.filter(|owner| owner.it.ca) {
            push(
                Fault::new(
                    &CA_KEY_UNENCRYPTED,
                    at.span,
                    format!("the private key of {} is not encrypted", ca.it.title()),
                )
                .help("encrypt it, or keep it off this machine: who reads it can make certificates that the VPN takes"),
            );
        }
        if sources.get(at.file).is_some_and(|source| source.readable) && !at.it.encrypted {
            push(
                Fault::new(&KEY_READABLE, at.span, "other users of this machine can read the private key")
                    .help(format!("chmod 600 {}", at.name)),
            );
        }
    }
    encrypted(all, faults);
}

/// An encrypted key beside the server's certificate: in the same file, or in one of the same name with another ending.
/// That of a CA may well be encrypted.
fn encrypted(all: &All, faults: &mut Vec<(usize, Fault)>) {
    for at in all.keys.iter().filter(|at| at.it.encrypted) {
        let server = all.certificates.iter().find(|server| server.it.is_server() && stem(server.name) == stem(at.name));
        if let Some(server) = server {
            let message = format!("the private key of {} is encrypted", server.it.title());
            let fault = Fault::new(&KEY_ENCRYPTED, at.span, message);
            let fault = fault.allowed("a key that is not encrypted, because ACM takes no other");
            faults
                .push((at.file, fault.help("`openssl pkey -in FILE` opens it; keep the result as private as the key")));
        }
    }
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains(['/', '\\']) => stem,
        _ => name,
    }
}
