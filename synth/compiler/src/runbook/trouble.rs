//! What goes wrong, by what people see. Only what can happen with the blueprint is told.

use super::step::{SignsIn, mutual};
use cvpn_blueprint::model::{Blueprint, IdentitySource, ServerCertificate, Transport};
use serde::Serialize;

/// Something that people see when it does not work.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Trouble {
    /// The tunnel is up, and nothing answers.
    NothingAnswers {
        /// Through Identity Center.
        identity_center: bool,
        /// With the password of an Active Directory.
        directory: bool,
        /// Through another identity provider.
        identity_provider: bool,
        /// Whether there are security groups on the way in.
        vpc: bool,
    },
    /// The sign-in page refuses a person.
    NotAssigned,
    /// Nobody was asked for a second factor.
    NoSecondFactor,
    /// The client cannot listen for the answer of the sign-in.
    NoPort,
    /// The tunnel does not come up.
    Handshake {
        /// Whether a revocation list may be the cause.
        mutual: bool,
        /// Whether a network that blocks UDP may be the cause.
        udp: bool,
    },
    /// AWS refuses the server certificate.
    NoDomain,
    /// AWS refuses a change while it makes others.
    TooManyChanges,
    /// A change does not show.
    NotYet,
    /// A full tunnel without internet.
    NoInternet,
    /// The connect handler refuses.
    ConnectHandlerFailed,
    /// The authorization policy refuses.
    AuthorizationPolicy,
}

pub(super) fn troubles(blueprint: &Blueprint) -> Vec<Trouble> {
    let endpoint = &blueprint.endpoint;
    let signs_in = SignsIn::of(blueprint);
    let mut troubles = vec![Trouble::NothingAnswers {
        identity_center: matches!(signs_in, SignsIn::IdentityCenter(_)),
        directory: matches!(signs_in, SignsIn::Directory),
        identity_provider: matches!(signs_in, SignsIn::IdentityProvider),
        vpc: blueprint.network.transit_gateway.is_none(),
    }];
    if let SignsIn::IdentityCenter(center) = signs_in {
        troubles.push(Trouble::NotAssigned);
        if center.source != IdentitySource::External {
            troubles.push(Trouble::NoSecondFactor);
        }
    }
    if signs_in.federated() {
        troubles.push(Trouble::NoPort);
    }
    troubles.push(Trouble::Handshake { mutual: mutual(blueprint), udp: endpoint.transport == Transport::Udp });
    if !endpoint.split_tunnel {
        troubles.push(Trouble::NoInternet);
    }
    if endpoint.connect_handler.is_some() {
        troubles.push(Trouble::ConnectHandlerFailed);
    }
    if endpoint.authorization_policy.is_some() {
        troubles.push(Trouble::AuthorizationPolicy);
    }
    if !matches!(endpoint.server_certificate, ServerCertificate::DnsValidated(_)) {
        troubles.push(Trouble::NoDomain);
    }
    troubles.push(Trouble::TooManyChanges);
    troubles.push(Trouble::NotYet);
    troubles
}
