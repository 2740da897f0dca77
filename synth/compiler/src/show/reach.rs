//! Which networks rules and routes name, who is let into each, and whether anything leads there.

use cvpn_blueprint::access::{Access, Subject};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::types::Cidr;

/// A network that a rule or a route names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach<'a> {
    /// The network.
    pub to: Cidr,
    /// What lies there, in the words of its rules or its route.
    pub description: Option<&'a str>,
    /// Who is let in. Nobody, where only a route names it.
    pub open: Vec<Subject<'a>>,
    /// Who has a rule for a wider network, and is not let in here because the longer prefix decides.
    pub closed: Vec<Subject<'a>>,
    /// Whether anything leads there.
    pub routed: Routed,
}

/// Whether anything leads to a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Routed {
    /// To no part of it.
    Nowhere,
    /// To a part of it.
    Partly,
    /// To all of it.
    Wholly,
}

/// The networks that something leads to: those of the VPC, those of routes, and that of the clients if they reach one
/// another.
pub(super) fn routes(blueprint: &Blueprint) -> Vec<Cidr> {
    let network = &blueprint.network;
    let mut routes: Vec<Cidr> = network.vpc.iter().flat_map(|vpc| vpc.cidrs.iter().copied()).collect();
    routes.extend(network.routes.iter().map(|route| route.to));
    routes.extend(blueprint.endpoint.client_cidr.filter(|_| network.client_to_client));
    routes
}

/// All networks that rules name, by address, and then those that only routes name.
pub fn reach(blueprint: &Blueprint) -> Vec<Reach<'_>> {
    let access = Access::of(&blueprint.access);
    let losses = access.losses();
    let routes = routes(blueprint);
    let mut all: Vec<Reach> = access
        .networks()
        .iter()
        .map(|network| {
            let mut rules = blueprint.access.iter().filter(|rule| rule.to == network.cidr);
            let description = rules.find_map(|rule| rule.description.as_ref()).map(|text| text.as_str());
            let open = match network.everyone {
                Some(_) => vec![Subject::Everyone],
                None => network.groups.keys().map(|group| Subject::Group(group)).collect(),
            };
            let closed = losses.iter().filter(|loss| loss.lost == network.cidr).map(|loss| loss.who).collect();
            let routed = if routes.iter().any(|route| route.contains(network.cidr)) {
                Routed::Wholly
            } else if routes.iter().any(|route| route.overlaps(network.cidr)) {
                Routed::Partly
            } else {
                Routed::Nowhere
            };
            Reach { to: network.cidr, description, open, closed, routed }
        })
        .collect();
    let unnamed = |to: Cidr| !blueprint.access.iter().any(|rule| rule.to.overlaps(to));
    all.extend(blueprint.network.routes.iter().filter(|route| unnamed(route.to)).map(|route| Reach {
        to: route.to,
        description: route.description.as_ref().map(|text| text.as_str()),
        open: Vec::new(),
        closed: Vec::new(),
        routed: Routed::Wholly,
    }));
    all
}
