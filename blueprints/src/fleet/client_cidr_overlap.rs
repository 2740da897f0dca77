//! `fleet-client-cidr-overlap`

use super::{Found, Member, Network};
use crate::fault::{Fault, Severity};
use crate::path;
use crate::rule::{check_or_none, rule};

rule! {
    /// Two endpoints on one network give their clients the same addresses.
    ///
    /// A transit gateway sees the addresses of clients, and sends an answer to one of the two endpoints only: an error. In a
    /// VPC, IPv4 traffic of clients has the address of the endpoint's network interface, so nothing breaks; but whoever
    /// reads a log or joins the networks later cannot tell the clients apart: a warning. A client CIDR cannot be changed
    /// without a new endpoint, so it is better seen now.
    ///
    /// Source: Client VPN guide, "Transit gateways", "Rules and best practices".
    FLEET_CLIENT_CIDR_OVERLAP = "fleet-client-cidr-overlap", Warning
}

pub(super) fn check(members: &[Member], found: &mut Vec<Found>) {
    let mut all: Vec<_> = members
        .iter()
        .enumerate()
        .filter_map(|(index, member)| Some((member.network.as_ref()?, member.client_cidr?, index)))
        .collect();
    all.sort();
    // Networks in order: whichever holds another comes before it, so the widest so far is all that is to be kept.
    let mut widest = None;
    for (network, cidr, index) in all {
        let Some((_, held, first)) = widest.filter(|(other, held, _)| *other == network && cidr.overlaps(*held)) else {
            widest = Some((network, cidr, index));
            continue;
        };
        let (earlier, later) = (index.min(first), index.max(first));
        let other = &members[earlier];
        let (own, theirs) = if later == index { (cidr, held) } else { (held, cidr) };
        let (what, severity) = match network {
            Network::TransitGateway(id) => (format!("the transit gateway {id}"), Severity::Error),
            Network::Vpc(id) => (id.clone(), Severity::Warning),
        };
        let message = format!("the client CIDR {own} overlaps {theirs} of {}, on {what} too", other.file);
        let mut fault = Fault::new(&FLEET_CLIENT_CIDR_OVERLAP, path!["endpoint", "client_cidr"], message)
            .help("give each endpoint a range of its own");
        fault.severity = severity;
        found.push(Found { member: later, fault });
    }
}
