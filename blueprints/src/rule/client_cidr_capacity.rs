//! `client-cidr-capacity`

use super::Context;
use crate::fault::Fault;
use crate::model::IpFamily;
use crate::path;

rule! {
    /// The client CIDR is too small for the planned people.
    ///
    /// AWS keeps part of the range to stay available, so there must be two addresses for each concurrent connection:
    /// twice `capacity.concurrent`, or twice `capacity.users` where that is not known. The client CIDR can never be
    /// changed; who grows out of it must build a new endpoint and hand out new profiles.
    ///
    /// Source: Client VPN guide, "Scaling considerations", "Best practices".
    CLIENT_CIDR_CAPACITY = "client-cidr-capacity", Error, check
}

/// The largest client CIDR that AWS takes.
const LARGEST: u8 = 12;
/// The smallest client CIDR that AWS takes.
const SMALLEST: u8 = 22;

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let endpoint = &context.blueprint.endpoint;
    let Some(client) = endpoint.client_cidr.filter(|client| client.is_ipv4()) else { return };
    let Some((people, key)) = context.blueprint.capacity.as_ref().and_then(|capacity| capacity.peak()) else { return };
    let (addresses, needed) = (addresses(client.prefix()), 2 * u64::from(people));
    if endpoint.ip.traffic == IpFamily::Ipv6 || addresses >= needed {
        return;
    }
    let message = format!("client CIDR {client} has {addresses} addresses, too few for {people} connections at once");
    let fault = Fault::new(&CLIENT_CIDR_CAPACITY, path!["endpoint", "client_cidr"], message)
        .related(path!["capacity", key], format!("two addresses for each, so {needed}"));
    let enough = (LARGEST..=SMALLEST).rev().find(|prefix| self::addresses(*prefix) >= needed);
    faults.push(match enough {
        Some(prefix) => fault
            .allowed(format!("/{prefix} or larger"))
            .help(format!("a /{prefix} would do; leave room, because it can never be changed")),
        None => fault
            .allowed(format!("at most a /{LARGEST}, enough for {} connections", self::addresses(LARGEST) / 2))
            .help("no client CIDR is large enough; share the people out to several endpoints"),
    });
}

/// The addresses of an IPv4 network.
fn addresses(prefix: u8) -> u64 {
    1 << (32 - prefix)
}
