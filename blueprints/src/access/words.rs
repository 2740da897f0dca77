//! A decision in words, and the entries of the blueprint that it rests on.

use super::people::{self, Person, Who};
use super::reach::{Decision, Denial, Reach};
use super::routes::Way;
use crate::fault::Place;
use crate::model::IpFamily;
use crate::path;
use crate::types::GroupName;
use std::collections::BTreeSet;

/// So many groups of a rule are named.
const MOST: usize = 3;

impl Reach<'_> {
    /// Why it is decided so, in one sentence without a full stop.
    pub fn reason(&self, person: &Person, decision: Decision) -> String {
        let rules = &self.blueprint.access;
        let to = |entry: usize| rules[entry].to;
        let rule = decision.rule.map(|entry| format!("the rule for {}", to(entry))).unwrap_or_default();
        let lets_in = decision.rule.map(|entry| self.lets_in(person, entry)).unwrap_or_default();
        match decision.denial {
            None => format!("{rule} lets {lets_in} in, and {}", self.leads(decision.route)),
            Some(Denial::Family) => format!("only {} goes through the tunnel", self.family()),
            Some(Denial::ClientsApart) => {
                "it is the address of a client, and clients do not reach one another without `client_to_client`".into()
            }
            Some(Denial::ClientsByGroup) => format!(
                "it is the address of a client, and {rule} is for groups; between clients only a rule for everyone counts"
            ),
            Some(Denial::NoRule) => "no rule contains it".to_owned(),
            Some(Denial::Others) => {
                let others = decision.rule.map(|entry| self.others(entry)).unwrap_or_default();
                let certificate = if people::certificates(self.blueprint) {
                    "; people who show only a certificate are in no group"
                } else {
                    ""
                };
                format!("{rule} decides, and lets in only {others}{certificate}")
            }
            Some(Denial::Longer { shorter }) => {
                let others = decision.rule.map(|entry| self.others(entry)).unwrap_or_default();
                format!(
                    "{rule} has the longest prefix, so it decides alone, and lets in only {others}; the rule for {}, \
                     which lets {} in, does not count there",
                    to(shorter),
                    self.lets_in(person, shorter)
                )
            }
            Some(Denial::NoRoute) => {
                let fate = if self.blueprint.endpoint.split_tunnel {
                    "never enters the tunnel"
                } else {
                    "is dropped at the end of the tunnel"
                };
                format!("{rule} lets {lets_in} in, but no route leads there, so the traffic {fate}")
            }
        }
    }

    /// The entries of the blueprint that a decision rests on, each with a few words.
    pub fn grounds(&self, person: &Person, decision: Decision) -> Vec<(Place, String)> {
        let mut grounds: Vec<(Place, String)> = Vec::new();
        match decision.denial {
            Some(Denial::Family) => {
                let label = format!("only {} goes through the tunnel", self.family());
                return vec![(path!["endpoint", "ip", "traffic"].into(), label)];
            }
            Some(Denial::ClientsApart) => {
                let label = format!("clients get their addresses from {}", self.clients_network());
                return vec![(path!["endpoint", "client_cidr"].into(), label)];
            }
            _ => {}
        }
        if let Some(entry) = decision.rule {
            let to = self.blueprint.access[entry].to;
            let open = decision.denial.is_none_or(|denial| matches!(denial, Denial::NoRoute | Denial::ClientsByGroup));
            if open {
                let label = format!("the rule for {to} lets {} in", self.lets_in(person, entry));
                grounds.push((path!["access", entry, "to"].into(), label));
            } else {
                for entry in self.same_network(entry) {
                    let whom = self.named([entry]);
                    grounds
                        .push((path!["access", entry, "to"].into(), format!("the rule for {to} lets in only {whom}")));
                }
            }
        }
        if let Some(Denial::Longer { shorter }) = decision.denial {
            let to = self.blueprint.access[shorter].to;
            let label = format!("the rule for {to} lets {} in, with a shorter prefix", self.lets_in(person, shorter));
            grounds.push((path!["access", shorter, "to"].into(), label));
        }
        if let (Some(way), None) = (decision.route, decision.denial) {
            grounds.push((place(way), self.leads(Some(way))));
        }
        grounds
    }

    /// Whom of a person's groups a rule lets in, or everyone.
    fn lets_in(&self, person: &Person, entry: usize) -> String {
        let rule = &self.blueprint.access[entry];
        match person.groups.iter().find(|group| rule.groups.contains(group)).filter(|_| !rule.everyone) {
            Some(group) => match person.who {
                Who::User(name) => format!("`{name}`, as one of `{group}`,"),
                _ => format!("`{group}`"),
            },
            None => "everyone".to_owned(),
        }
    }

    /// The entries for the same network.
    fn same_network(&self, entry: usize) -> Vec<usize> {
        let network = self.access().deciding(self.blueprint.access[entry].to);
        network.map(super::Network::entries).unwrap_or_default()
    }

    /// All groups that are let into the network of an entry.
    fn others(&self, entry: usize) -> String {
        self.named(self.same_network(entry))
    }

    /// The groups of entries, the first few by name.
    fn named(&self, entries: impl IntoIterator<Item = usize>) -> String {
        let groups: BTreeSet<&GroupName> =
            entries.into_iter().flat_map(|entry| &self.blueprint.access[entry].groups).collect();
        let more = groups.len().saturating_sub(MOST);
        let mut names: Vec<String> = groups.iter().take(MOST).map(|group| format!("`{group}`")).collect();
        match more {
            0 => {}
            1 => names.push("1 more group".to_owned()),
            _ => names.push(format!("{more} more groups")),
        }
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
            None => "nobody".to_owned(),
        }
    }

    /// What a route does, as the end of a sentence.
    fn leads(&self, way: Option<Way>) -> String {
        let network = &self.blueprint.network;
        match way {
            Some(Way::Vpc(index)) => match network.vpc.as_ref().and_then(|vpc| vpc.cidrs.get(index)) {
                Some(cidr) => format!("the VPC's own route to {cidr} leads there"),
                None => "the VPC's own route leads there".to_owned(),
            },
            Some(Way::Declared(index)) => match network.routes.get(index) {
                Some(route) => format!("the route to {} leads there", route.to),
                None => "a route leads there".to_owned(),
            },
            Some(Way::Clients) => "clients reach one another by `client_to_client`".to_owned(),
            None => "no route leads there".to_owned(),
        }
    }

    fn family(&self) -> &'static str {
        if self.blueprint.endpoint.ip.traffic == IpFamily::Ipv6 { "IPv6" } else { "IPv4" }
    }

    fn clients_network(&self) -> String {
        self.blueprint.endpoint.client_cidr.map(|cidr| cidr.to_string()).unwrap_or_default()
    }
}

/// Where a route stands.
pub(super) fn place(way: Way) -> Place {
    match way {
        Way::Vpc(index) => path!["network", "vpc", "cidrs", index],
        Way::Declared(index) => path!["network", "routes", index, "to"],
        Way::Clients => path!["network", "client_to_client"],
    }
    .into()
}
