//! Faults of form: what the reader finds before there is a blueprint, and what the domain types refuse.
//!
//! One file for all of them, because their checks are not functions of a blueprint: `source` and `types` raise them.

use super::Rule;

rule! {
    /// The file is not YAML.
    ///
    /// A blueprint is one document of YAML 1.2. JSON is a subset of it and works too. The message gives the place at
    /// which reading ended; the cause is often a line or two above it: a missing quote, a tab, a wrong indentation.
    YAML_SYNTAX = "yaml-syntax", Error
}

rule! {
    /// The file is larger or nested deeper than any blueprint can be.
    ///
    /// The limits (4 MiB, 200,000 values, 32 levels) protect whoever runs `cvpn` on files of others. Values behind an
    /// anchor count again at each alias.
    TOO_LARGE = "too-large", Error
}

rule! {
    /// A mapping has the same key twice.
    ///
    /// YAML forbids it, and readers disagree about which of the two counts.
    DUPLICATE_KEY = "duplicate-key", Error
}

rule! {
    /// A key that a blueprint does not have.
    ///
    /// It is refused because a misspelt key would otherwise silently leave its default in force. `cvpn schema` prints
    /// all keys; editors that know the schema complete them.
    UNKNOWN_KEY = "unknown-key", Error
}

rule! {
    /// A key without which the blueprint says too little.
    MISSING_KEY = "missing-key", Error
}

rule! {
    /// A value of another type than the key takes, such as a text for a list.
    ///
    /// The usual one is an account id without quotes: YAML reads it as a number and drops its leading zeros.
    WRONG_TYPE = "wrong-type", Error
}

rule! {
    /// A value of the right type that AWS would not take in this place.
    INVALID_VALUE = "invalid-value", Error
}

rule! {
    /// A choice with no entry or with several.
    ///
    /// `endpoint.server_certificate` takes one of `arn`, `issued` and `dns_validated`.
    EXACTLY_ONE = "exactly-one", Error
}

rule! {
    /// A network with bits set after its prefix, or not in canonical form.
    ///
    /// 10.0.1.5/24 can mean the network 10.0.1.0/24 or the address 10.0.1.5/32. AWS takes only the canonical form, and
    /// Terraform refuses others at plan time.
    CIDR_HOST_BITS = "cidr-host-bits", Error
}

rule! {
    /// A group's `id` that is not an id of Identity Center.
    ///
    /// Identity Center sends group ids, which are GUIDs, in `memberOf`; an authorization rule that names anything else
    /// never matches, and nothing tells so: the tunnel comes up and nothing answers.
    GROUP_ID = "group-id", Error
}

rule! {
    /// A port other than 443 and 1194.
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint, VpnPort.
    VPN_PORT = "vpn-port", Error
}

rule! {
    /// A session timeout other than 8, 10, 12 and 24 hours.
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint, SessionTimeoutHours.
    SESSION_TIMEOUT = "session-timeout", Error
}

rule! {
    /// A retention that CloudWatch Logs does not have.
    ///
    /// Source: CloudFormation, AWS::Logs::LogGroup, RetentionInDays.
    LOG_RETENTION = "log-retention", Error
}

rule! {
    /// A banner of no or more than 1,400 characters.
    ///
    /// Source: EC2 API, ClientLoginBannerOptions, BannerText.
    BANNER_LENGTH = "banner-length", Error
}

rule! {
    /// A server certificate's domain without a dot, with characters that a domain does not have, or with a wildcard.
    ///
    /// AWS refuses a server certificate from which it cannot read a domain (`Certificate … does not have a domain`):
    /// the common name must contain a dot, or there must be a DNS name among the alternative names. `cvpn` puts the
    /// domain into both. A common name holds at most 64 characters. Addresses are no domains, and wildcards are refused
    /// because AWS does not document them for Client VPN.
    ///
    /// Source: Client VPN guide, "Mutual authentication"; RFC 5280, appendix A, `ub-common-name`.
    SERVER_CERTIFICATE_DOMAIN = "server-certificate-domain", Error
}

rule! {
    /// The file of defaults that a blueprint extends cannot be read.
    ///
    /// It is `defaults.yaml`, or a name that ends in `.defaults.yaml`, in the blueprint's own folder. A blueprint that names
    /// it under `extends` takes from it what it does not say itself: mappings are merged key by key; a list, and a choice of
    /// one among several keys such as `server_certificate`, is taken whole; a key with nothing after it takes a default back.
    DEFAULTS_UNREADABLE = "defaults-unreadable", Error
}

/// The rules of this file.
pub(super) static ALL: &[&Rule] = &[
    &YAML_SYNTAX,
    &TOO_LARGE,
    &DUPLICATE_KEY,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &INVALID_VALUE,
    &EXACTLY_ONE,
    &CIDR_HOST_BITS,
    &DEFAULTS_UNREADABLE,
    &GROUP_ID,
    &VPN_PORT,
    &SESSION_TIMEOUT,
    &LOG_RETENTION,
    &BANNER_LENGTH,
    &SERVER_CERTIFICATE_DOMAIN,
];
