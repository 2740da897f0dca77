//! `connection-count`

use super::Context;
use crate::fault::Fault;
use crate::model::Quotas;
use crate::path;

rule! {
    /// More people are planned than the endpoint can have connected at once.
    ///
    /// The quota L-C4B238BF depends on the number of associations: 7,000 connections with one, 36,500 with two, 66,500
    /// with three, 96,500 with four, 126,000 with five. Beyond it AWS refuses connections. Write a raised quota into
    /// `capacity.quotas.connections`.
    ///
    /// Source: Client VPN guide, "Quotas".
    CONNECTION_COUNT = "connection-count", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let Some(capacity) = &blueprint.capacity else { return };
    let Some((people, key)) = capacity.peak() else { return };
    let associations = blueprint.network.associations();
    let by_associations = Quotas::CONNECTIONS.get(associations.saturating_sub(1)).or(Quotas::CONNECTIONS.last());
    let raised = capacity.quotas.as_ref().and_then(|quotas| quotas.connections);
    let Some(quota) = raised.or(by_associations.copied()).filter(|quota| people > *quota) else { return };
    let with = if associations == 1 { "1 association".to_owned() } else { format!("{associations} associations") };
    faults.push(
        Fault::new(
            &CONNECTION_COUNT,
            path!["capacity", key],
            format!("{people} connections at once are more than an endpoint with {with} takes"),
        )
        .allowed(format!("{quota} connections"))
        .help("add subnets, or have the quota L-C4B238BF raised and write it into `capacity.quotas.connections`"),
    );
}
