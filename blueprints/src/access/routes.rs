//! How packets get from the endpoint to a destination: what its route table will hold.
//!
//! With every association AWS adds a route to each CIDR of the VPC; the routes of the blueprint are made for every
//! association, and so is the one between clients. So without an associated subnet there is no route at all. Behind a
//! transit gateway nothing is added: there only the declared routes lead anywhere. Of several routes the longest
//! prefix counts.
//!
//! Source: EC2 API, ClientVpnRoute, Origin; Client VPN guide, "Routes", "Transit gateway".

use super::range::{self, Range};
use crate::fault::Place;
use crate::model::Blueprint;
use crate::path;
use crate::types::Cidr;
use ipnet::IpNet;
use prefix_trie::joint::JointPrefixMap;
use std::net::IpAddr;

/// The route table of the endpoint.
#[derive(Clone, Debug)]
pub struct Routes {
    ways: JointPrefixMap<IpNet, Way>,
    /// Whether there is the route between clients. It is apart, because to them nothing else leads: a default route goes out of the
    /// subnets, where no client is.
    clients: bool,
    /// Where clients get their addresses.
    addresses: Option<Cidr>,
}

/// A route, by what makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The VPC's own, to a CIDR of it: an entry of `network.vpc.cidrs`.
    Vpc(usize),
    /// An entry of `network.routes`.
    Declared(usize),
    /// The one between clients, by `network.client_to_client`.
    Clients,
}

impl Way {
    /// Where it stands in the blueprint.
    pub fn place(self) -> Place {
        match self {
            Way::Vpc(index) => path!["network", "vpc", "cidrs", index],
            Way::Declared(index) => path!["network", "routes", index, "to"],
            Way::Clients => path!["network", "client_to_client"],
        }
        .into()
    }

    /// The network that it leads to.
    pub fn to(self, blueprint: &Blueprint) -> Option<Cidr> {
        match self {
            Way::Vpc(index) => blueprint.network.vpc.as_ref()?.cidrs.get(index).copied(),
            Way::Declared(index) => blueprint.network.routes.get(index).map(|route| route.to),
            Way::Clients => blueprint.endpoint.client_cidr,
        }
    }
}

impl Routes {
    /// The routes that a blueprint makes.
    pub fn of(blueprint: &Blueprint) -> Self {
        let network = &blueprint.network;
        let associated = network.transit_gateway.is_some() || !network.subnets.is_empty();
        let declared = network.routes.iter().enumerate().map(|(index, route)| (route.to, Way::Declared(index)));
        // After the declared ones, because AWS refuses a second route to the same network.
        let vpc = network.vpc.iter().flat_map(|vpc| vpc.cidrs.iter().enumerate());
        let vpc = vpc.map(|(index, cidr)| (*cidr, Way::Vpc(index)));
        let addresses = blueprint.endpoint.client_cidr.filter(|cidr| cidr.is_ipv4());
        let all = declared.chain(vpc).filter(|_| associated);
        Routes {
            ways: all.map(|(to, way)| (to.net(), way)).collect(),
            clients: associated && network.client_to_client,
            addresses,
        }
    }

    /// The route that leads to a destination.
    pub fn to(&self, destination: Cidr) -> Option<Way> {
        if self.between_clients(destination) {
            return self.clients.then_some(Way::Clients);
        }
        self.ways.get_lpm(&destination.net()).map(|(_, way)| *way)
    }

    /// Whether a route leads to some address of a network.
    pub fn lead_into(&self, network: Cidr) -> bool {
        if self.between_clients(network) {
            // A route that is no default route must not overlap the clients; client-cidr-overlap says so.
            return self.clients
                || self.ways.get_lpm(&network.net()).is_some_and(|(around, _)| around.prefix_len() > 0);
        }
        let clients = self.clients && self.addresses.is_some_and(|addresses| network.contains(addresses));
        clients || self.to(network).is_some() || self.ways.children(&network.net()).next().is_some()
    }

    /// The addresses of a network to which the route for exactly this network leads: those that no longer prefix takes.
    pub fn left_to(&self, network: Cidr) -> Vec<Range> {
        let leads = |address: IpAddr| {
            let destination = Cidr::from(IpNet::from(address));
            let longest = self.ways.get_lpm(&destination.net()).map(|(to, _)| to);
            !self.between_clients(destination) && longest == Some(network.net())
        };
        range::pieces(Range::of(network), self.networks()).into_iter().filter(|piece| leads(piece.first())).collect()
    }

    /// Whether a destination is the address of a client.
    pub fn between_clients(&self, destination: Cidr) -> bool {
        self.addresses.is_some_and(|addresses| addresses.contains(destination))
    }

    /// The networks along which routes change.
    pub(super) fn networks(&self) -> impl Iterator<Item = IpNet> {
        self.ways.keys().chain(self.addresses.map(Cidr::net))
    }
}
