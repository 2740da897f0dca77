//! `client-to-client-rule`

use super::Context;
use crate::access::Access;
use crate::fault::{Fault, Place};
use crate::model::IpFamily;
use crate::path;

rule! {
    /// Clients are to reach one another, and the access rules do not let them.
    ///
    /// `client_to_client: true` makes the route to the client CIDR. It also needs a rule for the client CIDR with
    /// `everyone: true`: rules for groups are not supported between clients. A wider rule for everyone does as well, as
    /// long as no narrower one decides. Only IPv4 goes from client to client, so there must be a client CIDR.
    ///
    /// Source: Client VPN guide, "Client-to-client access", "IPv6 considerations".
    CLIENT_TO_CLIENT_RULE = "client-to-client-rule", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    // Behind a transit gateway there is no such route; transit-gateway-parts says so.
    if !blueprint.network.client_to_client || blueprint.network.transit_gateway.is_some() {
        return;
    }
    let asked = || path!["network", "client_to_client"];
    if blueprint.endpoint.ip.traffic == IpFamily::Ipv6 {
        faults.push(
            Fault::new(&CLIENT_TO_CLIENT_RULE, asked(), "clients cannot reach one another over IPv6")
                .related(path!["endpoint", "ip", "traffic"], "only IPv6 goes through the tunnel")
                .allowed("IPv4 or dual-stack traffic")
                .help("remove `client_to_client`; AWS drops IPv6 from client to client"),
        );
    }
    // Without a client CIDR, or with an IPv6 one, client-cidr-size has spoken.
    let Some(clients) = blueprint.endpoint.client_cidr.filter(|clients| clients.is_ipv4()) else { return };
    if blueprint.endpoint.ip.traffic == IpFamily::Ipv6 {
        return;
    }
    let mut exact = false;
    for (index, rule) in blueprint.access.iter().enumerate() {
        // With everyone beside the groups, rule-subject has spoken.
        if rule.everyone || rule.groups.is_empty() || !clients.contains(rule.to) {
            continue;
        }
        exact |= rule.to == clients;
        faults.push(
            Fault::new(
                &CLIENT_TO_CLIENT_RULE,
                Place::key(path!["access", index, "groups"]),
                "a rule between clients is for groups",
            )
            .related(asked(), "clients reach one another")
            .allowed("everyone: true for the client CIDR")
            .help("replace `groups` by `everyone: true`; AWS does not support groups between clients"),
        );
    }
    let access = Access::of(&blueprint.access);
    let deciding = access.deciding(clients);
    if !exact && deciding.is_none_or(|network| network.everyone.is_none()) {
        faults.push(
            Fault::new(&CLIENT_TO_CLIENT_RULE, asked(), format!("no rule lets everyone reach the clients in {clients}"))
                .related(path!["endpoint", "client_cidr"], "where clients get their addresses")
                .searched(path!["access"])
                .allowed("a rule for the client CIDR with everyone: true")
                .help(format!("add {{ to: {clients}, everyone: true }} to `access`")),
        );
    }
}
