//! How AWS reads authorization rules.
//!
//! For a destination, AWS takes all rules whose network contains it, whatever their groups, and keeps those with the
//! longest prefix. They let a person in if one of them is for everyone or names one of the person's groups. Nothing
//! else counts: no order, no way to deny, and no way back to a shorter prefix. So a narrow rule for one group takes its
//! network away from all groups that have only a wider rule.
//!
//! Source: Client VPN guide, "Authorization rules".

use crate::model::AccessRule;
use crate::types::{Cidr, GroupName};
use ipnet::IpNet;
use prefix_trie::joint::JointPrefixMap;
use std::collections::BTreeMap;

/// All networks that rules name, as AWS reads them.
#[derive(Clone, Debug)]
pub struct Access<'a> {
    networks: Vec<Network<'a>>,
    /// Where each network stands in the list.
    index: JointPrefixMap<IpNet, usize>,
}

/// A network that rules name: what it contains is decided by these rules alone, except where a narrower network is
/// named.
#[derive(Clone, Debug)]
pub struct Network<'a> {
    /// The network.
    pub cidr: Cidr,
    /// The entry of `access` that lets everyone in.
    pub everyone: Option<usize>,
    /// The groups let in, each with its entry of `access`.
    pub groups: BTreeMap<&'a GroupName, usize>,
    /// Where the narrowest wider network stands in the list of networks.
    wider: Option<usize>,
}

/// Whom a rule lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject<'a> {
    /// Everyone who can connect.
    Everyone,
    /// The people of a group.
    Group(&'a GroupName),
}

/// A part of a rule's network that the rule does not open, because narrower rules decide about it and leave its people
/// out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss<'a> {
    /// Who loses it. If it is everyone: all but the groups that the narrower rules name.
    pub who: Subject<'a>,
    /// The entry of `access` that seems to open it.
    pub rule: usize,
    /// The part lost: a network that narrower rules name.
    pub lost: Cidr,
    /// The entries of `access` that name the part lost, in their order.
    pub decided_by: Vec<usize>,
    /// Networks inside the part lost that still narrower rules give back.
    pub except: Vec<Cidr>,
}

impl Network<'_> {
    /// Whether the rules of this network let somebody in.
    pub fn lets_in(&self, who: Subject) -> bool {
        self.everyone.is_some() || matches!(who, Subject::Group(group) if self.groups.contains_key(group))
    }

    /// The entries of `access` that name this network, in their order.
    pub fn entries(&self) -> Vec<usize> {
        let mut entries: Vec<usize> = self.everyone.into_iter().chain(self.groups.values().copied()).collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }
}

impl<'a> Access<'a> {
    /// Reads rules. One that names nobody does not exist for AWS; of two equal ones the first counts.
    pub fn of(rules: &'a [AccessRule]) -> Self {
        let mut named: BTreeMap<Cidr, Network> = BTreeMap::new();
        for (index, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.everyone || !rule.groups.is_empty()) {
            let network = named.entry(rule.to).or_insert_with(|| Network {
                cidr: rule.to,
                everyone: None,
                groups: BTreeMap::new(),
                wider: None,
            });
            if rule.everyone {
                network.everyone.get_or_insert(index);
            }
            for group in &rule.groups {
                network.groups.entry(group).or_insert(index);
            }
        }
        let mut networks: Vec<Network> = named.into_values().collect();
        // In this order all networks inside another follow it directly, so those around the current one are a stack.
        let mut around: Vec<usize> = Vec::new();
        for index in 0..networks.len() {
            while around.last().is_some_and(|wider| !networks[*wider].cidr.contains(networks[index].cidr)) {
                around.pop();
            }
            networks[index].wider = around.last().copied();
            around.push(index);
        }
        let index = networks.iter().enumerate().map(|(index, network)| (network.cidr.net(), index)).collect();
        Access { networks, index }
    }

    /// The networks that rules name, IPv4 before IPv6, by address, each before those inside it.
    pub fn networks(&self) -> &[Network<'a>] {
        &self.networks
    }

    /// The network whose rules decide about a destination, if any does. Narrower networks inside the destination decide
    /// about their own part.
    pub fn deciding(&self, destination: Cidr) -> Option<&Network<'a>> {
        self.index.get_lpm(&destination.net()).map(|(_, index)| &self.networks[*index])
    }

    /// The narrowest network around another one.
    pub fn wider(&self, network: &Network) -> Option<&Network<'a>> {
        network.wider.map(|wider| &self.networks[wider])
    }

    /// What rules seem to open and do not. The parts lost of one rule do not overlap: what is lost is not lost again
    /// inside.
    pub fn losses(&self) -> Vec<Loss<'a>> {
        let mut losses = Vec::new();
        for (index, network) in self.networks.iter().enumerate() {
            let Some(wider) = self.wider(network) else { continue };
            let mut losing: Vec<(Subject, usize)> = match wider.everyone {
                Some(rule) => vec![(Subject::Everyone, rule)],
                None => wider.groups.iter().map(|(group, rule)| (Subject::Group(group), *rule)).collect(),
            };
            losing.retain(|(who, _)| !network.lets_in(*who));
            let losses_here = losing.into_iter().map(|(who, rule)| Loss {
                who,
                rule,
                lost: network.cidr,
                decided_by: network.entries(),
                except: self.given_back(index, who),
            });
            // What narrower rules give back as a whole is not lost.
            losses.extend(losses_here.filter(|loss| loss.except != [loss.lost]));
        }
        losses
    }

    /// What narrower networks inside one open to somebody, as few networks as possible.
    fn given_back(&self, outer: usize, who: Subject) -> Vec<Cidr> {
        let mut found: Vec<Cidr> = Vec::new();
        let inside = |network: &&Network| self.networks[outer].cidr.contains(network.cidr);
        for network in self.networks[outer + 1..].iter().take_while(inside) {
            let known = found.last().is_some_and(|last| last.contains(network.cidr));
            if !known && network.lets_in(who) {
                found.push(network.cidr);
            }
        }
        let found: Vec<IpNet> = found.into_iter().map(Cidr::net).collect();
        IpNet::aggregate(&found).into_iter().map(Cidr::from).collect()
    }
}
