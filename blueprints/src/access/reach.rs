//! The decision: whether somebody reaches an address, by which rule and which route, or why not.

use super::people::{self, Person, Who};
use super::range::{self, Range};
use super::routes::{Routes, Way};
use super::rules::{Access, Network};
use crate::model::Blueprint;
use crate::types::Cidr;
use ipnet::IpNet;
use std::net::IpAddr;

/// Who reaches what, by one blueprint.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    pub(super) blueprint: &'a Blueprint,
    access: Access<'a>,
    routes: Routes,
    people: Vec<Person<'a>>,
}

/// What was decided, and on what it rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// Why not, if the destination is not reached.
    pub denial: Option<Denial>,
    /// The entry of `access` that decides, for better or worse: of those with the longest prefix, one that lets the
    /// person in if there is one. `None` if no rule contains the destination.
    pub rule: Option<usize>,
    /// The route that leads there, whether or not a rule lets the person in.
    pub route: Option<Way>,
}

/// Why somebody does not reach a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Denial {
    /// Nothing of its IP family goes through the tunnel.
    Family,
    /// It is the address of a client, and clients do not reach one another.
    ClientsApart,
    /// It is the address of a client, and the rule is for groups, which does not count between clients.
    ClientsByGroup,
    /// No rule contains it.
    NoRule,
    /// The rules that contain it let only others in.
    Others,
    /// A rule with a shorter prefix would let them in, but one with a longer prefix decides, and lets only others in.
    Longer {
        /// The entry of `access` with the shorter prefix.
        shorter: usize,
    },
    /// A rule lets them in, and no route leads there.
    NoRoute,
}

impl Decision {
    /// Whether the destination is reached.
    pub fn allowed(self) -> bool {
        self.denial.is_none()
    }
}

impl<'a> Reach<'a> {
    /// Reads a blueprint.
    pub fn of(blueprint: &'a Blueprint) -> Self {
        Reach {
            blueprint,
            access: Access::of(&blueprint.access),
            routes: Routes::of(blueprint),
            people: people::of(blueprint),
        }
    }

    /// The blueprint.
    pub fn blueprint(&self) -> &'a Blueprint {
        self.blueprint
    }

    /// Everyone, the groups that the blueprint names, and its users, each in the order of names.
    pub fn people(&self) -> &[Person<'a>] {
        &self.people
    }

    /// Somebody of the blueprint.
    pub fn person(&self, who: Who) -> Option<&Person<'a>> {
        self.people.iter().find(|person| person.who == who)
    }

    /// How AWS reads the rules.
    pub fn access(&self) -> &Access<'a> {
        &self.access
    }

    /// Decides about one address.
    pub fn decide(&self, person: &Person, destination: IpAddr) -> Decision {
        let destination = Cidr::from(IpNet::from(destination));
        let between = self.routes.between_clients(destination);
        let route = self.routes.to(destination);
        let network = self.access.deciding(destination);
        let opening = network.and_then(|network| entry(network, person));
        let rule = opening.or_else(|| network.and_then(|network| network.entries().first().copied()));
        let denial = if !self.blueprint.endpoint.ip.traffic.carries(destination) {
            Some(Denial::Family)
        } else if between && !self.blueprint.network.client_to_client {
            Some(Denial::ClientsApart)
        } else {
            match network {
                None => Some(Denial::NoRule),
                Some(network) if opening.is_none() => Some(self.closed(network, person)),
                Some(network) if between && network.everyone.is_none() => Some(Denial::ClientsByGroup),
                Some(_) => route.is_none().then_some(Denial::NoRoute),
            }
        };
        Decision { denial, rule, route }
    }

    /// Decides about every address of a range. Neighbours about which the same is decided are one.
    pub fn decide_range(&self, person: &Person, range: Range) -> Vec<(Range, Decision)> {
        range::joined(range::pieces(range, self.borders()), |address| self.decide(person, address))
    }

    /// Decides about some people at every address of a range: a decision each. Neighbours about which the same is decided
    /// are one.
    pub fn decide_all(&self, people: &[&Person], range: Range) -> Vec<(Range, Vec<Decision>)> {
        let decide = |address| people.iter().map(|person| self.decide(person, address)).collect();
        range::joined(range::pieces(range, self.borders()), decide)
    }

    /// The networks along which decisions change.
    pub(super) fn borders(&self) -> impl Iterator<Item = IpNet> {
        let rules = self.access.networks().iter().map(|network| network.cidr.net());
        rules.chain(self.routes.networks())
    }

    /// Why a network's rules do not let somebody in.
    fn closed(&self, network: &Network, person: &Person) -> Denial {
        let mut wider = self.access.wider(network);
        while let Some(network) = wider {
            if let Some(shorter) = entry(network, person) {
                return Denial::Longer { shorter };
            }
            wider = self.access.wider(network);
        }
        Denial::Others
    }
}

/// The first entry of `access` that lets somebody into a network.
fn entry(network: &Network, person: &Person) -> Option<usize> {
    let groups = person.groups.iter().filter_map(|group| network.groups.get(group).copied());
    network.everyone.into_iter().chain(groups).min()
}
