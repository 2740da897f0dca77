//! Faults of profiles: the files with which clients connect.
//!
//! One file for all of them: their checks live in the crate that reads certificates.

use super::Rule;

rule! {
    /// A profile is not one that an OpenVPN client can read.
    ///
    /// A block such as `<ca>` has no end, an end has no beginning or stands within a line, or the file is no profile at all.
    /// No profile has more than 256 KiB.
    PROFILE_SYNTAX = "profile-syntax", Error
}

rule! {
    /// A profile leads to another endpoint, or to none.
    ///
    /// An endpoint that was replaced has another name; profiles for the old one are useless. Endpoints listen on port 443 or
    /// 1194. Recent AWS clients connect only by the endpoint's own name, not by an address or another name for it.
    ///
    /// Source: Client VPN administrator guide, "Best practices"; EC2 API, CreateClientVpnEndpoint, VpnPort.
    PROFILE_ENDPOINT = "profile-endpoint", Error
}

rule! {
    /// A profile has the endpoint's name without a label before it, and does not ask for one.
    ///
    /// The endpoint's DNS name is a wildcard. `remote-random-hostname` makes clients put a random label before it; a client
    /// that does not know this needs a label that you choose.
    ///
    /// Source: Client VPN administrator guide, "Export the client configuration file".
    PROFILE_RANDOM_HOST = "profile-random-host", Error
}

rule! {
    /// A profile does not have the CA of the server's certificate.
    ///
    /// The client then refuses the endpoint. After a change of the CA everyone needs a new profile. Of several `<ca>` in a
    /// profile the last one counts.
    ///
    /// Source: OpenVPN manual, `--ca`.
    PROFILE_CA = "profile-ca", Error
}

rule! {
    /// A profile pins another name than the server's certificate has.
    ///
    /// `verify-x509-name` holds the common name of the server's certificate. Renew the certificate with the same name, or
    /// hand out new profiles.
    ///
    /// Source: OpenVPN manual, `--verify-x509-name`.
    PROFILE_SERVER_NAME = "profile-server-name", Error
}

rule! {
    /// A profile does not ask whether the other side is a server.
    ///
    /// Without `remote-cert-tls server`, anybody with a client's certificate of the same CA can pose as the endpoint.
    ///
    /// Source: OpenVPN manual, `--remote-cert-tls`.
    PROFILE_SERVER_UNCHECKED = "profile-server-unchecked", Warning
}

rule! {
    /// A profile has a client's certificate without its key, a key without its certificate, or no way to sign in at all.
    ///
    /// `auth-federate` is sign-in through SAML, `auth-user-pass` with a password, `<cert>` and `<key>` with a certificate.
    ///
    /// Source: OpenVPN manual, `--auth-user-pass`, `--cert` and `--key`; Client VPN administrator guide, "Troubleshooting".
    PROFILE_SIGN_IN = "profile-sign-in", Error
}

rule! {
    /// A profile lets the client run programs, load code, or read another file that can.
    ///
    /// No profile that AWS exports does. Whoever made it can do on the user's device whatever the client may do. It counts
    /// however the line is written: in quotes, or after `setenv opt`.
    ///
    /// Source: OpenVPN manual, "Scripting and environmental variables" and `--plugin`.
    PROFILE_RUNS_PROGRAMS = "profile-runs-programs", Warning
}

/// The rules of this file.
pub static ALL: &[&Rule] = &[
    &PROFILE_SYNTAX,
    &PROFILE_ENDPOINT,
    &PROFILE_RANDOM_HOST,
    &PROFILE_CA,
    &PROFILE_SERVER_NAME,
    &PROFILE_SERVER_UNCHECKED,
    &PROFILE_SIGN_IN,
    &PROFILE_RUNS_PROGRAMS,
];
