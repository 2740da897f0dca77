//! `duplicate-route`

use super::Context;
use super::twice::twice;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A network is routed twice.
    ///
    /// Each route goes through every associated subnet by itself, so a network stands here once; AWS refuses a second
    /// route to it (`InvalidClientVpnDuplicateRoute`). A route to the client CIDR is not written here at all:
    /// `network.client_to_client: true` makes it, with the target `local` that only this route has.
    ///
    /// Source: EC2 API, CreateClientVpnRoute and error codes; Client VPN guide, "Client-to-client access".
    DUPLICATE_ROUTE = "duplicate-route", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let network = &context.blueprint.network;
    let place = |index: usize| path!["network", "routes", index, "to"];
    let repeated = twice(network.routes.iter().map(|route| route.to));
    for (first, again) in repeated.into_iter().filter(|(_, again)| network.routes[*again].to.is_ipv4()) {
        faults.push(
            Fault::new(&DUPLICATE_ROUTE, place(again), format!("{} is routed twice", network.routes[again].to))
                .related(place(first), "first here")
                .allowed("each network once")
                .help("remove one of the two; each route goes through every subnet by itself"),
        );
    }
    let Some(clients) = context.blueprint.endpoint.client_cidr else { return };
    for (index, _) in network.routes.iter().enumerate().filter(|(_, route)| route.to == clients) {
        let help = if network.client_to_client {
            "remove the route; `client_to_client` makes it"
        } else {
            "remove the route, and set `network.client_to_client: true` if clients should reach one another"
        };
        faults.push(
            Fault::new(&DUPLICATE_ROUTE, place(index), format!("the route to {clients} leads to the clients"))
                .related(path!["endpoint", "client_cidr"], "the client CIDR")
                .allowed("networks beyond the VPC")
                .help(help),
        );
    }
}
