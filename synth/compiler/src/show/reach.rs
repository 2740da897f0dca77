//! Which networks rules and routes name, who is let into each, and whether anything leads there.

use cvpn_blueprint::access::{self, Denial, Network, Person, Range, Subject};
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
    /// Whether those who are let in get there.
    pub routed: Routed,
}

/// Whether those who are let into a network get there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Routed {
    /// To no part of it.
    Nowhere(Obstacle),
    /// To a part of it.
    Partly,
    /// To all of it.
    Wholly,
}

/// Why nobody gets to a network that a rule opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// No route leads there.
    NoRoute,
    /// Its addresses are those of clients, and the rule is for groups or clients do not reach one another.
    Clients,
    /// Nothing of its IP family goes through the tunnel.
    Family,
}

impl Obstacle {
    /// It in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Obstacle::NoRoute => "no route leads there",
            Obstacle::Clients => "clients do not reach one another by it",
            Obstacle::Family => "its IP version does not go through the tunnel",
        }
    }
}

/// All networks that rules name, by address, and then those that only routes name.
pub fn reach(blueprint: &Blueprint) -> Vec<Reach<'_>> {
    let decided = access::Reach::of(blueprint);
    let losses = decided.access().losses();
    let named = decided.access().networks().iter().map(|network| {
        let mut rules = blueprint.access.iter().filter(|rule| rule.to == network.cidr);
        let open = open(blueprint, network);
        Reach {
            to: network.cidr,
            description: rules.find_map(|rule| rule.description.as_ref()).map(|text| text.as_str()),
            closed: losses.iter().filter(|loss| loss.lost == network.cidr).map(|loss| loss.who).collect(),
            routed: open.first().map_or(Routed::Wholly, |who| routed(&decided, network.cidr, *who)),
            open,
        }
    });
    let mut all: Vec<Reach> = named.collect();
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

/// Who is let into a network by its own rules. By a certificate alone, nobody is in a group.
fn open<'a>(blueprint: &Blueprint, network: &Network<'a>) -> Vec<Subject<'a>> {
    if network.everyone.is_some() {
        return vec![Subject::Everyone];
    }
    let counts = |group: &&'a _| !Person::group(blueprint, group).groups.is_empty();
    network.groups.keys().copied().filter(counts).map(Subject::Group).collect()
}

/// Whether somebody who is let into a network gets to the addresses about which its own rules decide.
fn routed(reach: &access::Reach, to: Cidr, who: Subject) -> Routed {
    let blueprint = reach.blueprint();
    let person = match who {
        Subject::Everyone => Person::everyone(),
        Subject::Group(group) => Person::group(blueprint, group),
    };
    let pieces = reach.decide_range(&person, Range::of(to)).into_iter().map(|(_, decision)| decision);
    let own = pieces.filter(|decision| decision.rule.is_some_and(|entry| blueprint.access[entry].to == to));
    // That clients are apart says nothing about a network around them.
    let (clients, own): (Vec<_>, Vec<_>) = own.partition(|decision| decision.denial == Some(Denial::ClientsApart));
    let own = if own.is_empty() { clients } else { own };
    match own.iter().find_map(|decision| decision.denial) {
        None => Routed::Wholly,
        Some(_) if own.iter().any(|decision| decision.allowed()) => Routed::Partly,
        Some(Denial::ClientsApart | Denial::ClientsByGroup) => Routed::Nowhere(Obstacle::Clients),
        Some(Denial::Family) => Routed::Nowhere(Obstacle::Family),
        Some(_) => Routed::Nowhere(Obstacle::NoRoute),
    }
}
