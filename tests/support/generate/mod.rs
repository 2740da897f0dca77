//! Valid blueprints by chance: every feature, hostile text wherever a person may write some.

mod endpoint;
mod identity;
mod network;
pub mod words;

use super::case::{Case, json};
use cvpn_blueprint::model::{AccessRule, Blueprint, Capacity, Endpoint, Monitoring, Quotas, Version};
use cvpn_blueprint::types::{Cidr, Description, GroupName, Name, TagKey, TagValue};
use endpoint::Settings;
use identity::SignIn;
use network::Behind;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use std::collections::BTreeSet;
use words::{known, names, of};

/// The configuration of a property that is tried so many times; as often as `PROPTEST_CASES` says, where that is set.
/// Failing seeds go nowhere: the message holds all that is needed.
fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = asked.unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 256, ..ProptestConfig::default() }
}

/// For properties of whole blueprints, each of which is synthesized and read back.
pub fn whole() -> ProptestConfig {
    config(32)
}

/// For properties of small things.
pub fn small() -> ProptestConfig {
    config(128)
}

/// Valid blueprints with their outputs.
pub fn cases() -> impl Strategy<Value = Case> {
    blueprints().prop_map(|blueprint| {
        let text = json(&blueprint);
        Case::of(blueprint).unwrap_or_else(|faults| panic!("a generated blueprint has faults\n{faults}\n{text}"))
    })
}

/// Valid blueprints.
pub fn blueprints() -> impl Strategy<Value = Blueprint> {
    let placed =
        (select(vec!["111122223333", "444455556666"]), select(vec!["ap-northeast-1", "us-east-1", "eu-central-1"]));
    placed.prop_flat_map(|(account, region)| {
        let name = "[a-z][a-z0-9-]{1,30}".prop_map(|name| known::<Name>(&name.replace("sg-", "s-g")));
        let tags = (0..4usize)
            .prop_flat_map(|count| (names::<TagKey>(count), prop::collection::vec(of::<TagValue>(256), count)));
        let topics = subsequence(vec!["ops", "night", "a_b-c"], 0..=3).prop_shuffle();
        let monitoring = prop::option::of((any::<bool>(), topics).prop_map(move |(alarms, topics)| Monitoring {
            alarms,
            notify: topics.iter().map(|topic| known(&format!("arn:aws:sns:{region}:{account}:{topic}"))).collect(),
        }));
        let quotas = Quotas { endpoints: Some(8), rules: Some(300), routes: Some(150), connections: Some(9_000) };
        let capacity = (1..100u32, 1..100u16, prop::option::of(Just(quotas)));
        let capacity = prop::option::of(capacity.prop_map(|(people, hours, quotas)| Capacity {
            users: Some(people),
            concurrent: Some(people),
            hours_per_month: Some(hours),
            quotas,
        }));
        let sections = (
            identity::sign_in(account, region),
            network::behind(region),
            endpoint::settings(account, region),
            access(),
        );
        (name, tags, sections, monitoring, capacity).prop_map(
            move |(name, (keys, values), (sign_in, behind, settings, wishes), monitoring, capacity)| Blueprint {
                extends: None,
                version: Version,
                name,
                account: known(account),
                region: known(region),
                tags: keys.into_iter().zip(values).collect(),
                access: rules(&wishes, &sign_in, &behind),
                endpoint: endpoint(settings, &sign_in, &behind),
                identity_center: sign_in.center,
                network: behind.network,
                monitoring,
                capacity,
                accept: Vec::new(),
            },
        )
    })
}

/// What a rule should be about, before it is known what there is: a network, groups or everyone, a description.
type Wish = (Index, bool, Vec<Index>, Option<Description>);

fn access() -> impl Strategy<Value = Vec<Wish>> {
    let wish = || {
        let groups = prop::collection::vec(any::<Index>(), 1..3);
        (any::<Index>(), prop::bool::weighted(0.2), groups, prop::option::of(of::<Description>(255)))
    };
    prop_oneof![4 => prop::collection::vec(wish(), 1..6), 1 => prop::collection::vec(wish(), 6..30)]
}

/// Rules by wish, no network and group twice.
fn rules(wishes: &[Wish], sign_in: &SignIn, behind: &Behind) -> Vec<AccessRule> {
    let mut rules = Vec::new();
    let mut taken: BTreeSet<(Cidr, Option<GroupName>)> = BTreeSet::new();
    if let (true, Some(clients)) = (behind.network.client_to_client, behind.clients) {
        taken.insert((clients, None));
        rules.push(AccessRule { to: clients, groups: Vec::new(), everyone: true, description: None });
    }
    for (network, everyone, groups, description) in wishes {
        let to = *network.get(&behind.reached);
        let everyone = *everyone || sign_in.groups.is_empty();
        let mut named: Vec<GroupName> = Vec::new();
        if !everyone {
            named.extend(groups.iter().map(|group| group.get(&sign_in.groups).clone()));
        }
        named.retain(|group| taken.insert((to, Some(group.clone()))));
        if everyone && taken.insert((to, None)) || !named.is_empty() {
            rules.push(AccessRule { to, groups: named, everyone, description: description.clone() });
        }
    }
    rules
}

fn endpoint(settings: Settings, sign_in: &SignIn, behind: &Behind) -> Endpoint {
    let ip = settings.ip(behind.traffic);
    Endpoint {
        description: settings.description,
        client_cidr: behind.clients,
        split_tunnel: settings.split_tunnel,
        transport: settings.transport,
        port: settings.port,
        dns_servers: settings.dns_servers,
        portal: sign_in.portal,
        session: settings.session,
        banner: settings.banner,
        route_enforcement: settings.route_enforcement,
        ip,
        server_certificate: settings.server_certificate,
        authentication: sign_in.authentication.clone(),
        connect_handler: settings.connect_handler,
        device_posture: settings.device_posture,
        authorization_policy: settings.authorization_policy,
        logging: settings.logging,
    }
}
