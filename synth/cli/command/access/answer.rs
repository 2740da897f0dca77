//! A question about access, and its answers.

use cvpn_blueprint::access::{Decision, Person, Range, Reach, Way};
use cvpn_blueprint::fault::Place;
use cvpn_blueprint::types::Destination;
use cvpn_blueprint::{Document, path, report};
use serde_json::{Value, json};

/// A question.
pub struct Question<'q, 'a> {
    /// The blueprint as the endpoint reads it.
    pub reach: &'q Reach<'a>,
    /// Its text.
    pub document: &'q Document,
    /// Of whom it is.
    pub asked: &'q [Person<'a>],
    /// Where they want to go; anywhere, if nothing is named.
    pub to: &'q [Destination],
}

/// What is decided about one person at an address or a range.
pub struct Answer<'q, 'a> {
    /// The person.
    pub person: &'q Person<'a>,
    /// The address as it was asked, or the range or network.
    pub to: String,
    /// What is decided about all of it.
    pub decision: Decision,
}

/// How a range that is no network is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// By its ends, for people.
    Ranges,
    /// As the networks that it consists of, for machines.
    Networks,
}

impl<'q, 'a> Question<'q, 'a> {
    /// The ranges in question.
    pub fn ranges(&self) -> Vec<Range> {
        if self.to.is_empty() {
            return Range::ALL.to_vec();
        }
        self.to.iter().map(|to| Range::of(to.cidr())).collect()
    }

    /// The answers, one for each person and each range on which the same is decided. Where nothing is named, only what
    /// is reached: the rest of the address space is not.
    pub fn answers(&self, cut: Cut) -> Vec<Answer<'q, 'a>> {
        let mut answers = Vec::new();
        for person in self.asked {
            for to in self.to {
                match *to {
                    Destination::Address(address) => {
                        let decision = self.reach.decide(person, address);
                        answers.push(Answer { person, to: address.to_string(), decision });
                    }
                    Destination::Network(cidr) => answers.extend(self.pieces(person, Range::of(cidr), cut)),
                }
            }
            if self.to.is_empty() {
                let reached = Range::ALL.into_iter().flat_map(|all| self.pieces(person, all, cut));
                answers.extend(reached.filter(|answer| answer.decision.allowed()));
            }
        }
        answers
    }

    fn pieces(&self, person: &'q Person<'a>, range: Range, cut: Cut) -> Vec<Answer<'q, 'a>> {
        let told = |range: Range| match cut {
            Cut::Ranges => vec![range.to_string()],
            Cut::Networks => range.cidrs().iter().map(ToString::to_string).collect(),
        };
        let pieces = self.reach.decide_range(person, range).into_iter();
        let one = |(range, decision)| told(range).into_iter().map(move |to| Answer { person, to, decision });
        pieces.flat_map(one).collect()
    }

    /// Why it is decided so.
    pub fn reason(&self, answer: &Answer) -> String {
        self.reach.reason(answer.person, answer.decision)
    }

    /// A place as `vpn.yaml:29`.
    pub fn line(&self, place: &Place) -> String {
        let (line, _) = self.document.position(self.document.locate(place).start);
        format!("{}:{line}", self.document.name)
    }

    /// An answer for machines.
    pub fn json(&self, answer: &Answer) -> Value {
        json!({
            "who": answer.person.who.to_string(),
            "destination": answer.to,
            "allowed": answer.decision.allowed(),
            "reason": self.reason(answer),
            "rule": answer.decision.rule.map(|entry| self.rule(entry)),
            "route": answer.decision.route.map(|way| self.route(way)),
        })
    }

    fn rule(&self, entry: usize) -> Value {
        let rule = &self.reach.blueprint().access[entry];
        json!({
            "to": rule.to.to_string(),
            "groups": rule.groups,
            "everyone": rule.everyone,
            "description": rule.description,
            "place": report::place(&path!["access", entry, "to"].into(), self.document),
        })
    }

    fn route(&self, way: Way) -> Value {
        let blueprint = self.reach.blueprint();
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
            "place": report::place(&way.place(), self.document),
        })
    }
}
