//! `monitoring` to alarms.

use super::{EndpointHandle, tags};
use crate::resource::{Alarm, AlarmSubject, Metric, Watched};
use crate::stack::{Plan, Value};
use cvpn_blueprint::model::{Blueprint, Quotas, SignIn};
use cvpn_blueprint::types::CertificateArn;

/// Days before the end of the signing certificate: rotation needs an administrator and up to five hours to take effect.
const IDP_CERTIFICATE_DAYS: u32 = 60;
/// Days before the end of the server certificate: ACM itself starts to warn then.
const SERVER_CERTIFICATE_DAYS: u32 = 45;
/// Days before the end of the revocation list.
const REVOCATION_LIST_DAYS: u32 = 14;
/// Failed sign-ins in five minutes that are more than mistyped passwords.
const FAILURES: u32 = 20;

pub(super) fn lower(
    blueprint: &Blueprint,
    endpoint: EndpointHandle,
    certificate: &Value<CertificateArn>,
    plan: &mut Plan,
) {
    let Some(monitoring) = &blueprint.monitoring else { return };
    let mut notify = monitoring.notify.clone();
    notify.sort();
    notify.dedup();
    for watched in watched(blueprint) {
        let of_endpoint = AlarmSubject::Endpoint(endpoint.id());
        let (subject, threshold) = match watched {
            Watched::IdpCertificate => (of_endpoint, IDP_CERTIFICATE_DAYS),
            Watched::ServerCertificate => (AlarmSubject::Certificate(certificate.clone()), SERVER_CERTIFICATE_DAYS),
            Watched::RevocationList => (of_endpoint, REVOCATION_LIST_DAYS),
            Watched::AuthenticationFailures => (of_endpoint, FAILURES),
            Watched::Connections => (of_endpoint, connections(blueprint) / 5 * 4),
        };
        plan.add(Alarm {
            of: blueprint.name.to_string(),
            metric: Metric { watched, subject },
            threshold,
            notify: notify.clone(),
            tags: tags(blueprint),
        });
    }
}

/// What is watched, an alarm each.
pub(crate) fn watched(blueprint: &Blueprint) -> Vec<Watched> {
    if !blueprint.monitoring.as_ref().is_some_and(|monitoring| monitoring.alarms) {
        return Vec::new();
    }
    let federated = matches!(blueprint.sign_in(), Some(SignIn::IdentityCenter(_) | SignIn::Provider(_)));
    let mutual = blueprint.endpoint.authentication.as_ref().is_some_and(|methods| methods.mutual.is_some());
    let mut watched = Vec::new();
    watched.extend(federated.then_some(Watched::IdpCertificate));
    watched.push(Watched::ServerCertificate);
    watched.extend(mutual.then_some(Watched::RevocationList));
    watched.extend([Watched::AuthenticationFailures, Watched::Connections]);
    watched
}

/// The connections that the endpoint can hold: its quota, or half of the client CIDR, whichever is less.
fn connections(blueprint: &Blueprint) -> u32 {
    let network = &blueprint.network;
    let associations = network.associations();
    let quotas = blueprint.capacity.as_ref().and_then(|capacity| capacity.quotas.as_ref());
    let quota = quotas.and_then(|quotas| quotas.connections).unwrap_or_else(|| {
        let last = Quotas::CONNECTIONS.len();
        Quotas::CONNECTIONS[associations.clamp(1, last) - 1]
    });
    match blueprint.endpoint.client_cidr {
        Some(cidr) => quota.min(1 << (31 - u32::from(cidr.prefix()))),
        None => quota,
    }
}
