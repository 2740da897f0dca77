//! Faults of certificates, their keys and revocation lists.
//!
//! One file for all of them: their checks live in the crate that reads certificates.

use super::Rule;

rule! {
    /// A file, or a block of it, is not what its form promises.
    ///
    /// Certificates, keys and revocation lists are PEM: Base64 between `-----BEGIN …-----` and `-----END …-----`. ACM and
    /// the import of revocation lists take nothing else. A file that begins with other bytes is usually DER, and
    /// `openssl x509 -inform der -in FILE` turns it into PEM.
    PEM_UNREADABLE = "pem-unreadable", Error
}

rule! {
    /// A certificate, key or chain is larger than ACM takes.
    ///
    /// The limits are 32,768 bytes for a certificate, 5,120 bytes for a key and 2 MiB for a chain. A file of more than 4 MiB,
    /// 100,000 lines or 1,000 blocks is not looked at any further; nothing that Client VPN takes is as large.
    ///
    /// Source: ACM API, ImportCertificate.
    PEM_SIZE = "pem-size", Error
}

rule! {
    /// The key of a server's or client's certificate is of a kind that Client VPN does not take.
    ///
    /// It takes RSA with 1024 or 2048 bits: no larger RSA key, and no ECDSA. ACM takes more, so an import succeeds and
    /// the endpoint refuses the certificate later.
    ///
    /// Source: Client VPN administrator guide, "Mutual authentication".
    CERTIFICATE_KEY = "certificate-key", Error
}

rule! {
    /// The key has 1024 bits.
    ///
    /// Client VPN takes it, but such keys can be broken, and current OpenSSL refuses them at its usual security level.
    ///
    /// Source: Client VPN administrator guide, "Mutual authentication"; OpenSSL manual, SSL_CTX_set_security_level.
    CERTIFICATE_KEY_WEAK = "certificate-key-weak", Warning
}

rule! {
    /// A client's certificate has no common name.
    ///
    /// Client VPN demands one. Connection logs and connect handlers show it.
    ///
    /// Source: Client VPN administrator guide, "Mutual authentication".
    CERTIFICATE_NAME = "certificate-name", Error
}

rule! {
    /// A certificate does not say that it may be used for what it is for.
    ///
    /// Clients demand of the server's certificate the extended key usage serverAuth and a key usage (`remote-cert-tls
    /// server` in the profile); the endpoint demands clientAuth of a client's. Both sign during the handshake, so the key
    /// usage has digitalSignature.
    ///
    /// Source: OpenVPN manual, `--remote-cert-tls`; RFC 5280, sections 4.2.1.3 and 4.2.1.12.
    CERTIFICATE_PURPOSE = "certificate-purpose", Error
}

rule! {
    /// A certificate does not follow the profile of RFC 5280.
    ///
    /// It is of version 3 and names its issuer; no extension is there twice or cannot be read; a CA says that it is one and
    /// may sign certificates; an address for OCSP has at most 1,000 characters.
    ///
    /// Source: Client VPN administrator guide, "Mutual authentication"; ACM API, ImportCertificate.
    CERTIFICATE_PROFILE = "certificate-profile", Error
}

rule! {
    /// A certificate has expired.
    ///
    /// If it is the server's or its CA's, nobody can connect: clients break the handshake off. ACM sends no event when an
    /// imported certificate expires. Import a renewed one under the same ARN; the endpoint takes it up within five hours,
    /// and with the same CA and the same name profiles keep working.
    ///
    /// Source: RFC 5280, section 4.1.2.5; ACM user guide, events supported by ACM; Client VPN administrator guide, "Mutual
    /// authentication".
    CERTIFICATE_EXPIRED = "certificate-expired", Error
}

rule! {
    /// A certificate is not valid yet.
    ///
    /// ACM refuses to import it. Usually the clock of the machine that made it is ahead.
    ///
    /// Source: ACM API, ImportCertificate.
    CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid", Error
}

rule! {
    /// A certificate expires soon.
    ///
    /// `--warn-days` says what soon means. `cvpn cert renew` makes a new one with the same CA and the same name.
    CERTIFICATE_EXPIRES_SOON = "certificate-expires-soon", Warning
}

rule! {
    /// A certificate is valid for longer than the CA that signed it.
    ///
    /// It is refused from the day on which the CA ends, long before the date that it shows.
    ///
    /// Source: RFC 5280, section 6.1.
    CERTIFICATE_OUTLIVES_CA = "certificate-outlives-ca", Warning
}

rule! {
    /// The CA that a certificate names did not sign it.
    ///
    /// There is a CA of that name among the files, but with another key: often an older or newer CA that was made with the
    /// same name. Also when the issuer is no CA.
    ///
    /// Source: RFC 5280, section 6.1.
    CERTIFICATE_CHAIN = "certificate-chain", Error
}

rule! {
    /// The issuer of a certificate is not among the files, so nothing can be said about its signature.
    CERTIFICATE_ISSUER_ABSENT = "certificate-issuer-absent", Note
}

rule! {
    /// A certificate and its CA have keys of different algorithms.
    ///
    /// ACM refuses such a certificate at its import.
    ///
    /// Source: ACM API, ImportCertificate.
    CERTIFICATE_ALGORITHMS = "certificate-algorithms", Error
}

rule! {
    /// A file holds a server's or client's certificate together with those of CAs.
    ///
    /// ACM takes them apart: the certificate alone, and the chain without it. Other programs like them in one file, so this
    /// is a warning, and an error where the file is to be imported.
    ///
    /// Source: ACM API, ImportCertificate.
    CERTIFICATE_LEAF_IN_CHAIN = "certificate-leaf-in-chain", Warning
}

rule! {
    /// A certificate is on the revocation list.
    ///
    /// Source: RFC 5280, section 5.3.
    CERTIFICATE_REVOKED = "certificate-revoked", Note
}

rule! {
    /// A private key belongs to none of the certificates among the files.
    ///
    /// ACM refuses a certificate with the key of another one. Usually a certificate was renewed with a new key and only one
    /// of the two files was replaced.
    ///
    /// Source: ACM API, ImportCertificate.
    KEY_MISMATCH = "key-mismatch", Error
}

rule! {
    /// A private key that is to be imported is encrypted.
    ///
    /// ACM takes only keys that are not. `openssl pkey -in FILE -out FILE` takes the passphrase off; keep the result where
    /// nobody else can read it.
    ///
    /// Source: ACM API, ImportCertificate.
    KEY_ENCRYPTED = "key-encrypted", Error
}

rule! {
    /// Other users of this machine can read the file of a private key.
    KEY_READABLE = "key-readable", Warning
}

rule! {
    /// The private key of a CA is not encrypted.
    ///
    /// Whoever reads it can make certificates that the VPN takes, as long as the CA is valid. Neither the endpoint nor ACM
    /// needs it. Encrypt it (`openssl pkcs8 -topk8 -v2 aes-256-cbc`), or keep it off this machine.
    CA_KEY_UNENCRYPTED = "ca-key-unencrypted", Warning
}

rule! {
    /// The private key of the CA is among what is to be imported.
    ///
    /// ACM needs the key of the server's certificate. The CA's stays where certificates are made.
    ///
    /// Source: ACM API, ImportCertificate, PrivateKey.
    CA_KEY_UPLOAD = "ca-key-upload", Error
}

rule! {
    /// A revocation list has expired.
    ///
    /// The endpoint then refuses every client, not only those that are revoked. `cvpn cert revoke --refresh` makes it anew.
    ///
    /// Source: Client VPN administrator guide, "Troubleshooting".
    CRL_EXPIRED = "crl-expired", Error
}

rule! {
    /// A revocation list expires soon.
    ///
    /// The endpoint refuses every client from then on.
    ///
    /// Source: Client VPN administrator guide, "Troubleshooting".
    CRL_EXPIRES_SOON = "crl-expires-soon", Warning
}

rule! {
    /// A revocation list is not one that Client VPN takes.
    ///
    /// It has version 2, says until when it counts, and has at most 20,000 entries.
    ///
    /// Source: Client VPN administrator guide, "Quotas"; RFC 5280, section 5.
    CRL_PROFILE = "crl-profile", Error
}

rule! {
    /// A revocation list was not signed by the CA whose name it has.
    ///
    /// Source: RFC 5280, section 6.3.3.
    CRL_ISSUER = "crl-issuer", Error
}

/// The rules of this file.
pub static ALL: &[&Rule] = &[
    &PEM_UNREADABLE,
    &PEM_SIZE,
    &CERTIFICATE_KEY,
    &CERTIFICATE_KEY_WEAK,
    &CERTIFICATE_NAME,
    &CERTIFICATE_PURPOSE,
    &CERTIFICATE_PROFILE,
    &CERTIFICATE_EXPIRED,
    &CERTIFICATE_NOT_YET_VALID,
    &CERTIFICATE_EXPIRES_SOON,
    &CERTIFICATE_OUTLIVES_CA,
    &CERTIFICATE_CHAIN,
    &CERTIFICATE_ISSUER_ABSENT,
    &CERTIFICATE_ALGORITHMS,
    &CERTIFICATE_LEAF_IN_CHAIN,
    &CERTIFICATE_REVOKED,
    &KEY_MISMATCH,
    &KEY_ENCRYPTED,
    &KEY_READABLE,
    &CA_KEY_UNENCRYPTED,
    &CA_KEY_UPLOAD,
    &CRL_EXPIRED,
    &CRL_EXPIRES_SOON,
    &CRL_PROFILE,
    &CRL_ISSUER,
];
