//! The answers for machines. They are written one after the other, because there can be millions of them.

use super::super::answer::{Answer, Question};
use cvpn_blueprint::access::Way;
use cvpn_blueprint::{path, report};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The rules and routes of a blueprint, as answers show them.
pub struct Grounds {
    rules: Vec<Value>,
    routes: BTreeMap<Way, Value>,
}

/// An answer, as it is written.
#[derive(Serialize)]
pub struct Told<'g> {
    who: String,
    destination: String,
    allowed: bool,
    reason: String,
    rule: Option<&'g Value>,
    route: Option<&'g Value>,
}

impl Grounds {
    /// The rules and routes that a question is answered by.
    pub fn of(question: &Question) -> Self {
        let blueprint = question.reach.blueprint();
        let network = &blueprint.network;
        let vpc = network.vpc.iter().flat_map(|vpc| (0..vpc.cidrs.len()).map(Way::Vpc));
        let declared = (0..network.routes.len()).map(Way::Declared);
        let ways = vpc.chain(declared).chain([Way::Clients]);
        Grounds {
            rules: (0..blueprint.access.len()).map(|entry| rule(question, entry)).collect(),
            routes: ways.map(|way| (way, route(question, way))).collect(),
        }
    }

    /// An answer to the question.
    pub fn tell(&self, question: &Question, answer: Answer) -> Told<'_> {
        let reason = question.reason(&answer);
        let Answer { person, to, decision } = answer;
        Told {
            who: person.who.to_string(),
            destination: to,
            allowed: decision.allowed(),
            reason,
            rule: decision.rule.and_then(|entry| self.rules.get(entry)),
            route: decision.route.and_then(|way| self.routes.get(&way)),
        }
    }
}

fn rule(question: &Question, entry: usize) -> Value {
    let rule = &question.reach.blueprint().access[entry];
    json!({
        "to": rule.to.to_string(),
        "groups": rule.groups,
        "everyone": rule.everyone,
        "description": rule.description,
        "place": report::place(&path!["access", entry, "to"].into(), question.document),
    })
}

fn route(question: &Question, way: Way) -> Value {
    let blueprint = question.reach.blueprint();
    let (kind, description) = match way {
        Way::Vpc(_) => ("vpc", None),
        Way::Declared(index) => {
            ("declared", blueprint.network.routes.get(index).and_then(|route| route.description.as_ref()))
        }
        Way::Clients => ("client_to_client", None),
    };
    json!({
        "to": way.to(blueprint).map(|to| to.to_string()),
        "kind": kind,
        "description": description,
        "subnets": blueprint.network.subnets.iter().map(|subnet| subnet.id.as_str()).collect::<Vec<_>>(),
        "place": report::place(&way.place(), question.document),
    })
}

/// Writes the items of an iterator as a list. It can be written once.
pub struct Stream<I>(std::cell::Cell<Option<I>>);

impl<I: Iterator<Item: Serialize>> Stream<I> {
    /// A list of what the iterator gives.
    pub fn of(items: I) -> Self {
        Stream(std::cell::Cell::new(Some(items)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for Stream<I> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.take().into_iter().flatten())
    }
}
