//! `split-tunnel-default-route`

use super::Context;
use crate::fault::Fault;
use crate::path;
use crate::types::Cidr;

rule! {
    /// A split tunnel with a default route.
    ///
    /// With `split_tunnel: true` the routes of the endpoint are sent to the client, and only they go through the
    /// tunnel. A default route is all there is, so the tunnel is not split at all. Either it is meant to be a full
    /// tunnel, or the route is too wide.
    ///
    /// Source: Client VPN guide, "Split tunnel".
    SPLIT_TUNNEL_DEFAULT_ROUTE = "split-tunnel-default-route", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    for (index, route) in blueprint.network.routes.iter().enumerate() {
        if blueprint.endpoint.split_tunnel && route.to == Cidr::any_ipv4() {
            faults.push(
                Fault::new(
                    &SPLIT_TUNNEL_DEFAULT_ROUTE,
                    path!["network", "routes", index, "to"],
                    format!("the route to {} sends everything through a split tunnel", route.to),
                )
                .related(path!["endpoint", "split_tunnel"], "`split_tunnel` is true, the default")
                .allowed("with a split tunnel, routes to the networks that people reach")
                .help("set `split_tunnel: false` if all traffic is meant; otherwise name the networks"),
            );
        }
    }
}
