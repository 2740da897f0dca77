//! What the look-up of a page shows: the whole address space in ranges, with what is decided about everybody in each.
//!
//! It is decided here, by the access semantics; the page's script only finds the range of an address.

use cvpn_blueprint::access::{Decision, Denial, Person, Range, Reach, Way, Who};
use cvpn_blueprint::fault::Place;
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::report::visible;
use cvpn_blueprint::source::Document;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The ranges, in the order of addresses. Texts stand once; elsewhere they are meant by their number.
#[derive(Debug, Serialize)]
pub(super) struct LookUp {
    /// The groups, the users who are in no group, and everyone.
    people: Vec<Named>,
    texts: Vec<String>,
    ranges: Vec<Part>,
}

/// Somebody, as `cvpn access` names them.
#[derive(Debug, Serialize)]
struct Named {
    kind: &'static str,
    name: String,
}

/// Addresses about which the same is decided.
#[derive(Debug, Serialize)]
struct Part {
    first: String,
    last: String,
    /// Those who reach them first.
    answers: Vec<Answer>,
    /// What becomes of their packets.
    way: Option<usize>,
}

/// What is decided about several people.
#[derive(Debug, Serialize)]
struct Answer {
    allowed: bool,
    reason: usize,
    /// The lines that it rests on.
    lines: BTreeSet<Line>,
    /// The people, by their number.
    who: Vec<usize>,
}

/// A line: the name of its file, empty for the blueprint itself, and its number.
type Line = (String, usize);

fn line(document: &Document, place: &Place) -> Line {
    let (text, span) = document.find(place);
    let file = if text.name == document.name { String::new() } else { visible(&text.name) };
    (file, text.position(span.start).0)
}

/// All of a blueprint.
pub(super) fn look_up(blueprint: &Blueprint, document: &Document) -> LookUp {
    let reach = Reach::of(blueprint);
    let mut people: Vec<&Person> = reach.people().iter().filter(|person| looked_up(person)).collect();
    // Everyone is "everyone else" after the others.
    people.sort_by_key(|person| person.who == Who::Everyone);
    let mut texts = Texts::default();
    let mut grounds: BTreeMap<Decision, (usize, Vec<Line>)> = BTreeMap::new();
    let mut part = |(range, decisions): (Range, Vec<Decision>)| {
        // Those about whom the same is said are told together.
        let mut alike: BTreeMap<(bool, usize), Answer> = BTreeMap::new();
        for (person, decision) in decisions.iter().enumerate() {
            let (reason, lines) = grounds.entry(*decision).or_insert_with(|| {
                let lines = reach.grounds(*decision).iter().map(|place| line(document, place)).collect();
                (texts.number(&reach.reason_for_them(*decision)), lines)
            });
            let allowed = decision.allowed();
            let answer = || Answer { allowed, reason: *reason, lines: BTreeSet::new(), who: Vec::new() };
            let answer = alike.entry((!allowed, *reason)).or_insert_with(answer);
            answer.who.push(person);
            answer.lines.extend(lines.iter().cloned());
        }
        let mut answers: Vec<Answer> = alike.into_values().collect();
        // The rest is less news than those who are kept out.
        answers.sort_by_key(|answer| (!answer.allowed, answer.who.contains(&(people.len() - 1)), answer.who[0]));
        let way = way(blueprint, &decisions).map(|words| texts.number(&words));
        Part { first: range.first().to_string(), last: range.last().to_string(), answers, way }
    };
    let ranges = Range::ALL.into_iter().flat_map(|all| reach.decide_all(&people, all)).map(&mut part).collect();
    LookUp { people: people.iter().map(|person| Named::of(person.who)).collect(), ranges, texts: texts.all }
}

/// Users are looked up by their groups; those without any have nothing else to be looked up by.
fn looked_up(person: &Person) -> bool {
    !matches!(person.who, Who::User(_)) || person.groups.is_empty()
}

impl Named {
    fn of(who: Who) -> Self {
        let (kind, name) = match who {
            Who::Everyone => ("everyone", String::new()),
            Who::Group(name) => ("group", visible(name.as_str())),
            Who::User(name) => ("user", visible(name.as_str())),
        };
        Named { kind, name }
    }
}

/// Texts, each once.
#[derive(Default)]
struct Texts {
    all: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl Texts {
    fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.numbers.insert(text.to_owned(), self.all.len());
        self.all.push(visible(text));
        self.all.len() - 1
    }
}

/// What becomes of the packets, as far as the reasons do not say it.
fn way(blueprint: &Blueprint, decisions: &[Decision]) -> Option<String> {
    let said = |denial| matches!(denial, Denial::Family | Denial::ClientsApart | Denial::NoRoute);
    if decisions.iter().filter_map(|decision| decision.denial).any(said) {
        return None;
    }
    let network = &blueprint.network;
    Some(match decisions.first()?.route {
        None if blueprint.endpoint.split_tunnel => "Its packets stay on the network where the person is.".to_owned(),
        None => "Its packets go into the tunnel and are dropped.".to_owned(),
        Some(Way::Clients) => "The way there: from client to client.".to_owned(),
        Some(Way::Vpc(index)) => {
            let vpc = network.vpc.as_ref()?;
            format!("The way there: {} of the VPC {}.", vpc.cidrs.get(index)?, vpc.id)
        }
        Some(Way::Declared(index)) => {
            let route = network.routes.get(index)?;
            let through = match &network.transit_gateway {
                Some(gateway) => format!("the transit gateway {}", gateway.id),
                None => "each associated subnet".to_owned(),
            };
            let description = route.description.as_ref().map(|text| format!(" ({})", text.as_str()));
            format!("The way there: the route to {} through {through}{}.", route.to, description.unwrap_or_default())
        }
    })
}
