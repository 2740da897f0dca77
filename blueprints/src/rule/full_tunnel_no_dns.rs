//! `full-tunnel-no-dns`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A full tunnel without a DNS server.
    ///
    /// With `split_tunnel: false` a client on Windows sends all its DNS queries into the tunnel. Without `dns_servers` they
    /// go to the servers of the network that the person is in, which the tunnel may not reach: no name resolves. The
    /// resolver of a VPC has the VPC's first address plus 2.
    FULL_TUNNEL_NO_DNS = "full-tunnel-no-dns", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let endpoint = &context.blueprint.endpoint;
    if endpoint.split_tunnel || !endpoint.dns_servers.is_empty() {
        return;
    }
    let message = "DNS queries enter the tunnel too, and the endpoint names no DNS server";
    faults.push(
        Fault::new(&FULL_TUNNEL_NO_DNS, path!["endpoint", "split_tunnel"], message)
            .label("a full tunnel, but no `dns_servers`")
            .searched(path!["endpoint"])
            .help("name one that clients reach through the tunnel, such as the VPC's resolver: its first address plus 2"),
    );
}
