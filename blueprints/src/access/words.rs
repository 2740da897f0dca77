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
        self.sentence(decision, |entry| self.lets_in(person, entry))
    }

    /// Why it is decided so about several people, who are named elsewhere and are "them" here.
    pub fn reason_for_them(&self, decision: Decision) -> String {
        let them = |entry: usize| if self.blueprint.access[entry].everyone { "everyone" } else { "them" };
        self.sentence(decision, |entry| format!("lets {} in", them(entry)))
    }

    /// The sentence, given the words for whom an entry lets in.
    fn sentence(&self, decision: Decision, lets_in: impl Fn(usize) -> String) -> String {
        let rules = &self.blueprint.access;
        let to = |entry: usize| rules[entry].to;
        let rule = decision.rule.map(|entry| format!("the rule for {}", to(entry))).unwrap_or_default();
        let opens = decision.rule.map(&lets_in).unwrap_or_default();
        match decision.denial {
            None => format!("{rule} {opens}, and {}", self.leads(decision.route)),
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
                     which {}, does not count there",
                    to(shorter),
                    lets_in(shorter)
                )
            }
            Some(Denial::NoRoute) => {
                let fate = if self.blueprint.endpoint.split_tunnel {
                    "never enters the tunnel"
                } else {
                    "is dropped at the end of the tunnel"
                };
                format!("{rule} {opens}, but no route leads there, so the traffic {fate}")
            }
        }
    }

    /// The entries of the blueprint that a decision rests on.
    pub fn grounds(&self, decision: Decision) -> Vec<Place> {
        let to = |entry: usize| Place::from(path!["access", entry, "to"]);
        let rule = decision.rule.into_iter().map(to);
        let others = decision.rule.into_iter().flat_map(|entry| self.same_network(entry)).map(to);
        match decision.denial {
            Some(Denial::Family) => vec![path!["endpoint", "ip", "traffic"].into()],
            Some(Denial::ClientsApart) => vec![path!["endpoint", "client_cidr"].into()],
            Some(Denial::NoRule) => Vec::new(),
            Some(Denial::ClientsByGroup | Denial::NoRoute) => rule.collect(),
            Some(Denial::Others) => others.collect(),
            Some(Denial::Longer { shorter }) => others.chain([to(shorter)]).collect(),
            None => rule.chain(decision.route.map(Way::place)).collect(),
        }
    }

    /// That a rule lets in a person by one of their groups, or everyone.
    fn lets_in(&self, person: &Person, entry: usize) -> String {
        let rule = &self.blueprint.access[entry];
        match person.groups.iter().find(|group| rule.groups.contains(group)).filter(|_| !rule.everyone) {
            Some(group) => match person.who {
                Who::User(name) => format!("lets in `{name}`, as one of `{group}`"),
                _ => format!("lets `{group}` in"),
            },
            None => "lets everyone in".to_owned(),
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
        let to = way.and_then(|way| way.to(self.blueprint)).map(|to| to.to_string()).unwrap_or_default();
        match way {
            Some(Way::Vpc(_)) => format!("the VPC's own route to {to} leads there"),
            Some(Way::Declared(_)) => format!("the route to {to} leads there"),
            Some(Way::Clients) => "clients reach one another by `client_to_client`".to_owned(),
            None => "no route leads there".to_owned(),
        }
    }

    fn family(&self) -> &'static str {
        if self.blueprint.endpoint.ip.traffic == IpFamily::Ipv6 { "IPv6" } else { "IPv4" }
    }
}
