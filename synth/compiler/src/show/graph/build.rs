//! From a blueprint to its picture.

use super::fold::{self, MOST, names};
use super::{Edge, Graph, Layer, Node, State};
use crate::show::reach::reach;
use cvpn_blueprint::model::{Blueprint, IdentityCenter, IdentitySource, MfaPrompt, SignIn};
use cvpn_blueprint::types::GroupName;
use std::collections::{BTreeMap, BTreeSet};

/// So many people stand each for itself.
const PEOPLE: usize = 8;

/// The picture of a blueprint.
pub(super) fn graph(blueprint: &Blueprint) -> Graph {
    let mut picture = Picture::default();
    let people = picture.layer("People");
    let groups = picture.layer("Groups");
    let sign_in = picture.layer("Sign-in");
    let provider = picture.layer("Provider");
    let endpoint = picture.layer("Endpoint");
    let associations = picture.layer("Associations");
    let behind = picture.layer("Behind them");
    let networks = picture.layer("Networks");

    let members = picture.groups(blueprint, groups);
    picture.people(blueprint, people, &members);
    let entrances: Vec<usize> = picture.ids(groups);
    let hub = picture.endpoint(blueprint, endpoint);
    for last in picture.sign_in(blueprint, sign_in, provider, &entrances) {
        picture.edge(last, hub, State::Open);
    }
    let network = picture.behind(blueprint, behind);
    for association in picture.associations(blueprint, associations) {
        picture.edge(hub, association, State::Open);
        picture.edge(association, network, State::Open);
    }
    let all = reach(blueprint);
    for (lines, state) in fold::networks(&all) {
        let node = picture.node(networks, lines, state);
        picture.edge(network, node, state);
    }
    let count = |wanted: State| all.iter().filter(|reach| fold::state(reach) == wanted).count();
    let mut description = format!(
        "{} groups sign in to the endpoint {}, which leads to {} networks",
        members.len(),
        blueprint.name,
        all.len()
    );
    for (state, words) in [
        (State::Partly, "closed to some who have a rule for a wider network"),
        (State::Unreachable, "without a route"),
        (State::Closed, "without a rule"),
    ] {
        if count(state) > 0 {
            description += &format!(", {} {words}", count(state));
        }
    }
    picture.layers.retain(|layer| !layer.nodes.is_empty());
    Graph { name: blueprint.name.to_string(), description, layers: picture.layers, edges: picture.edges }
}

#[derive(Debug, Default)]
struct Picture {
    layers: Vec<Layer>,
    edges: Vec<Edge>,
    nodes: usize,
}

/// The node of each group.
type Groups<'a> = BTreeMap<&'a GroupName, usize>;

impl Picture {
    fn layer(&mut self, name: &'static str) -> usize {
        self.layers.push(Layer { name, nodes: Vec::new() });
        self.layers.len() - 1
    }

    fn node(&mut self, layer: usize, lines: Vec<String>, state: State) -> usize {
        let id = self.nodes;
        self.nodes += 1;
        self.layers[layer].nodes.push(Node { id, lines, state });
        id
    }

    fn edge(&mut self, from: usize, to: usize, state: State) {
        let edge = Edge { from, to, state };
        if !self.edges.contains(&edge) {
            self.edges.push(edge);
        }
    }

    fn ids(&self, layer: usize) -> Vec<usize> {
        self.layers[layer].nodes.iter().map(|node| node.id).collect()
    }

    fn groups<'a>(&mut self, blueprint: &'a Blueprint, layer: usize) -> Groups<'a> {
        let named: BTreeSet<&GroupName> = blueprint.access.iter().flat_map(|rule| &rule.groups).collect();
        let center = blueprint.center_of_groups();
        let mut all: Vec<&GroupName> = center.iter().flat_map(|center| center.groups.keys()).collect();
        all.extend(named.iter().filter(|group| !center.is_some_and(|center| center.groups.contains_key(**group))));
        // Those that reach nothing first, so that they are not folded away.
        all.sort_by_key(|group| (named.contains(*group), *group));
        let everyone = blueprint.access.iter().any(|rule| rule.everyone);
        let room = MOST - usize::from(everyone);
        let shown = if all.len() > room { room - 1 } else { all.len() };
        let mut nodes = Groups::new();
        for group in &all[..shown] {
            let (lines, state) = group_lines(center, group, named.contains(group));
            nodes.insert(group, self.node(layer, lines, state));
        }
        if shown < all.len() {
            let rest = vec![format!("and {} more groups", all.len() - shown)];
            let fold = self.node(layer, rest, State::Open);
            nodes.extend(all[shown..].iter().map(|group| (*group, fold)));
        }
        if everyone {
            self.node(layer, vec!["Everyone".to_owned(), "who can connect".to_owned()], State::Open);
        }
        nodes
    }

    fn people(&mut self, blueprint: &Blueprint, layer: usize, groups: &Groups) {
        let Some(center) = blueprint.center_of_groups() else { return };
        let member_of = |user| center.groups.iter().filter(move |(_, group)| group.members.contains(user));
        let fold = center.users.len() > PEOPLE;
        let all = fold.then(|| {
            let lines = vec![format!("{} people", center.users.len()), names(center.users.keys())];
            self.node(layer, lines, State::Open)
        });
        for user in center.users.keys() {
            let node = all.unwrap_or_else(|| self.node(layer, vec![user.to_string()], State::Open));
            for (name, _) in member_of(user) {
                if let Some(group) = groups.get(name) {
                    self.edge(node, *group, State::Open);
                }
            }
        }
    }

    /// Adds how people sign in; returns the nodes that lead to the endpoint.
    fn sign_in(&mut self, blueprint: &Blueprint, layer: usize, provider: usize, entrances: &[usize]) -> Vec<usize> {
        let mut last = Vec::new();
        let way = blueprint.sign_in();
        let (first, then) = match way {
            Some(SignIn::IdentityCenter(center)) => {
                let lines = vec![center.application.name.to_string(), "in Identity Center".to_owned()];
                let application = self.node(layer, lines.into_iter().chain(mfa(center)).collect(), State::Open);
                let made = vec!["SAML provider".to_owned(), "made here".to_owned()];
                (Some(application), Some(self.node(provider, made, State::Open)))
            }
            Some(SignIn::Provider(federated)) => {
                let idp = self.node(layer, vec!["Another identity provider".to_owned()], State::Open);
                let name = federated.saml_provider_arn.to_string();
                let name = name.rsplit('/').next().unwrap_or_default().to_owned();
                (Some(idp), Some(self.node(provider, vec![name, "SAML provider".to_owned()], State::Open)))
            }
            Some(SignIn::Directory(directory)) => {
                let lines = vec![directory.id.to_string(), "Active Directory".to_owned()];
                (Some(self.node(layer, lines, State::Open)), None)
            }
            Some(SignIn::Certificate(_)) | None => (None, None),
        };
        if let Some(application) = first {
            entrances.iter().for_each(|from| self.edge(*from, application, State::Open));
            if let Some(provider) = then {
                self.edge(application, provider, State::Open);
            }
            last.push(then.unwrap_or(application));
        }
        let methods = blueprint.endpoint.authentication.as_ref();
        if methods.is_some_and(|methods| methods.mutual.is_some()) {
            let words = if first.is_some() { "on the device, needed as well" } else { "on the device" };
            let lines = vec!["Client certificate".to_owned(), words.to_owned()];
            let certificate = self.node(layer, lines, State::Open);
            if first.is_none() {
                entrances.iter().for_each(|from| self.edge(*from, certificate, State::Open));
            }
            last.push(certificate);
        }
        last
    }

    fn endpoint(&mut self, blueprint: &Blueprint, layer: usize) -> usize {
        let endpoint = &blueprint.endpoint;
        let mut lines = vec![blueprint.name.to_string(), blueprint.region.to_string()];
        lines.extend(endpoint.client_cidr.map(|cidr| format!("clients in {cidr}")));
        lines.push(if endpoint.split_tunnel { "split tunnel" } else { "full tunnel" }.to_owned());
        self.node(layer, lines, State::Open)
    }

    fn associations(&mut self, blueprint: &Blueprint, layer: usize) -> Vec<usize> {
        let network = &blueprint.network;
        let nodes: Vec<Vec<String>> = match &network.transit_gateway {
            Some(gateway) if gateway.availability_zones.is_empty() => vec![vec!["two zones that AWS picks".to_owned()]],
            Some(gateway) => gateway.availability_zones.iter().map(|zone| vec![zone.to_string()]).collect(),
            None => {
                let lines = |subnet: &cvpn_blueprint::model::Subnet| {
                    vec![subnet.availability_zone.to_string(), subnet.cidr.to_string(), subnet.id.to_string()]
                };
                network.subnets.iter().map(lines).collect()
            }
        };
        nodes.into_iter().map(|lines| self.node(layer, lines, State::Open)).collect()
    }

    fn behind(&mut self, blueprint: &Blueprint, layer: usize) -> usize {
        let network = &blueprint.network;
        let lines = match (&network.vpc, &network.transit_gateway) {
            (_, Some(gateway)) => vec!["Transit gateway".to_owned(), gateway.id.to_string()],
            (Some(vpc), None) => vec!["VPC".to_owned(), vpc.id.to_string(), names(vpc.cidrs.iter())],
            (None, None) => vec!["No network".to_owned()],
        };
        self.node(layer, lines, State::Open)
    }
}

fn group_lines(center: Option<&IdentityCenter>, name: &GroupName, named: bool) -> (Vec<String>, State) {
    let mut lines = vec![name.to_string()];
    if let Some(group) = center.and_then(|center| center.groups.get(name)) {
        match (group.id.is_some(), group.members.len()) {
            (true, _) => lines.push("looked after elsewhere".to_owned()),
            (false, 0) => lines.push("no members named here".to_owned()),
            (false, 1) => lines.push("1 member".to_owned()),
            (false, count) => lines.push(format!("{count} members")),
        }
    }
    if !named {
        lines.push("closed: no rule names it".to_owned());
    }
    (lines, if named { State::Open } else { State::Closed })
}

fn mfa(center: &IdentityCenter) -> Option<String> {
    if center.source == IdentitySource::External {
        return None;
    }
    Some(match center.mfa.as_ref().map(|mfa| mfa.prompt).unwrap_or_default() {
        MfaPrompt::Always => "second factor: always".to_owned(),
        MfaPrompt::ContextAware => "second factor: if the place changes".to_owned(),
        MfaPrompt::Never => "second factor: never".to_owned(),
    })
}
