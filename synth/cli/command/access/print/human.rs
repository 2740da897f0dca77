//! The answers in words, with the lines of the blueprint that they rest on.

use super::super::answer::{Answer, Cut, Question};
use super::names;
use cvpn_blueprint::access::{Decision, Person, Range, Who};
use cvpn_blueprint::fault::Place;
use cvpn_blueprint::report::visible;
use std::collections::BTreeSet;
use std::fmt::Write;

/// So many letters of a line are shown.
const WIDTH: usize = 100;

/// The answers to a question, or the whole address space by who reaches what.
pub fn human(question: &Question) -> String {
    let text = if question.to.is_empty() { partition(question) } else { answers(question) };
    visible(&text)
}

fn answers(question: &Question) -> String {
    let mut text = String::new();
    for Answer { person, to, decision } in question.answers(Cut::Ranges) {
        let verb = if decision.allowed() { "reaches" } else { "does not reach" };
        let reason = question.reach.reason(person, decision);
        let _ = writeln!(text, "{} {verb} {to}: {reason}", person.who);
        for place in question.reach.grounds(decision) {
            let _ = writeln!(text, "    {}", quoted(question, &place));
        }
    }
    text
}

/// A line of the blueprint with its place.
fn quoted(question: &Question, place: &Place) -> String {
    let (document, span) = question.document.find(place);
    let (number, _) = document.position(span.start);
    let line = document.text.lines().nth(number - 1).unwrap_or_default().trim();
    let mut letters = line.chars();
    let start: String = letters.by_ref().take(WIDTH).collect();
    let more = if letters.next().is_some() { "…" } else { "" };
    format!("{}: {start}{more}", question.line(place))
}

/// A range, and what is to be said of it.
pub struct Told {
    /// The range.
    pub range: Range,
    /// Who reaches it.
    pub people: Vec<String>,
    /// The lines of the rules that open it.
    pub rules: Vec<String>,
    /// The lines of the routes that lead there.
    pub routes: Vec<String>,
}

/// What somebody reaches.
pub fn parts(question: &Question) -> Vec<Told> {
    let reach = question.reach;
    // Where all groups are in question, everyone is too.
    let groups = reach.people().iter().filter(|person| matches!(person.who, Who::Group(_))).count();
    let whole =
        groups > 0 && question.asked.iter().filter(|person| matches!(person.who, Who::Group(_))).count() == groups;
    let everyone = whole.then(Person::everyone);
    let people: Vec<Person> = everyone.into_iter().chain(question.asked.iter().cloned()).collect();
    let all: Vec<Who> = people.iter().map(|person| person.who).collect();
    let parts = reach.partition(&people, Range::ALL).into_iter().filter(|part| !part.people.is_empty());
    let told = |part: cvpn_blueprint::access::Part| {
        let who: Vec<Who> = part.people.iter().map(|index| people[*index].who).collect();
        let decisions: BTreeSet<Decision> = part
            .people
            .iter()
            .flat_map(|index| reach.decide_range(&people[*index], part.range))
            .map(|(_, decision)| decision)
            .collect();
        let rules: BTreeSet<usize> = decisions.iter().filter_map(|decision| decision.rule).collect();
        let routes: BTreeSet<_> = decisions.iter().filter_map(|decision| decision.route).collect();
        let rules = rules.into_iter().map(|entry| question.line(&cvpn_blueprint::path!["access", entry, "to"].into()));
        let routes = routes.into_iter().map(|way| question.line(&way.place()));
        Told { range: part.range, people: names(&who, &all), rules: rules.collect(), routes: routes.collect() }
    };
    parts.map(told).collect()
}

fn partition(question: &Question) -> String {
    let mut text = String::new();
    for Told { range, people, rules, routes } in parts(question) {
        let (rules, routes) = (rules.join(", "), routes.join(", "));
        let _ = writeln!(text, "{range}\n    reached by {}\n    rule {rules}; route {routes}", people.join(", "));
    }
    let rest = if text.is_empty() { "nothing is reached" } else { "nothing else is reached" };
    text + rest + "\n"
}
