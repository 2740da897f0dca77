//! A question about access, and its answers.

use cvpn_blueprint::Document;
use cvpn_blueprint::access::{Decision, Person, Range, Reach};
use cvpn_blueprint::fault::Place;
use cvpn_blueprint::types::Destination;

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
    pub fn answers(&self, cut: Cut) -> impl Iterator<Item = Answer<'q, 'a>> {
        self.asked.iter().flat_map(move |person| {
            let named = self.to.iter().flat_map(move |to| match *to {
                Destination::Address(address) => {
                    let decision = self.reach.decide(person, address);
                    vec![Answer { person, to: address.to_string(), decision }]
                }
                Destination::Network(cidr) => self.pieces(person, Range::of(cidr), cut),
            });
            let all = Range::ALL.into_iter().filter(|_| self.to.is_empty());
            let reached = all.flat_map(move |all| self.pieces(person, all, cut));
            named.chain(reached.filter(|answer| answer.decision.allowed()))
        })
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
        let (document, span) = self.document.find(place);
        let (line, _) = document.position(span.start);
        format!("{}:{line}", document.name)
    }
}
