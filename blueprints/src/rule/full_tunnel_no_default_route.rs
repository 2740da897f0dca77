//! `full-tunnel-no-default-route`

use super::Context;
use crate::fault::Fault;
use crate::model::IpFamily;
use crate::path;
use crate::types::Cidr;

rule! {
    /// A full tunnel without a default route.
    ///
    /// With `split_tunnel: false` all traffic of a client enters the tunnel, and the endpoint drops what no route leads
    /// on: people have no internet while they are connected. That can be meant (a quarantine); usually a route to
    /// 0.0.0.0/0 and a rule for it are missing, and the subnets need a NAT gateway.
    ///
    /// Neither target can express a default route for IPv6, so clients with `ip.traffic: ipv6` always lose what lies
    /// beyond the VPC.
    ///
    /// Source: Client VPN guide, "Split tunnel", "Access to the internet".
    FULL_TUNNEL_NO_DEFAULT_ROUTE = "full-tunnel-no-default-route", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let endpoint = &context.blueprint.endpoint;
    let ipv6 = endpoint.ip.traffic == IpFamily::Ipv6;
    let routed = !ipv6 && context.blueprint.network.routes.iter().any(|route| route.to == Cidr::any_ipv4());
    if endpoint.split_tunnel || routed {
        return;
    }
    let help = if ipv6 {
        "set `split_tunnel: true`; a default route for IPv6 can be written in neither target"
    } else {
        "add a route and a rule for 0.0.0.0/0, or set `split_tunnel: true`"
    };
    faults.push(
        Fault::new(
            &FULL_TUNNEL_NO_DEFAULT_ROUTE,
            path!["endpoint", "split_tunnel"],
            "all traffic of a client enters the tunnel, and what no route leads on is dropped",
        )
        .label("a full tunnel, but no default route in `network.routes`")
        .searched(path!["network", "routes"])
        .help(help),
    );
}
