//! What a team expects of its access, written down, so that a change that breaks it is found.

use super::people::{Person, Who};
use super::range::Range;
use super::reach::{Decision, Reach};
use crate::fault::{Fault, Place};
use crate::path;
use crate::rule::expectation::{EXPECTATION_FAILED, EXPECTATION_UNKNOWN};
use crate::rule::form::EXACTLY_ONE;
use crate::source::{Document, Form, suggest};
use crate::types::{Destination, GroupName, UserName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// One expectation: whether somebody reaches something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The group, by its name in the blueprint; instead of `user`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupName>,
    /// The user, by the name with which they sign in; instead of `group`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserName>,
    /// The address or the network.
    pub to: Destination,
    /// Whether it is to be reached: of a network, all of it or none of it.
    pub allowed: bool,
}

impl Expectation {
    /// Of whom it is. `None` unless it is of exactly one.
    pub fn who(&self) -> Option<Who<'_>> {
        match (&self.group, &self.user) {
            (Some(group), None) => Some(Who::Group(group)),
            (None, Some(user)) => Some(Who::User(user)),
            _ => None,
        }
    }
}

/// A list of expectations with its text.
#[derive(Clone, Debug)]
pub struct Expectations {
    /// The text with its positions.
    pub document: Document,
    /// The expectations, if the text has no fault.
    pub list: Option<Vec<Expectation>>,
    /// The faults of form.
    pub faults: Vec<Fault>,
}

impl Expectations {
    /// Reads a list of expectations from YAML or JSON.
    pub fn parse(name: impl Into<String>, text: impl Into<String>) -> Self {
        static SCHEMA: LazyLock<serde_json::Value> =
            LazyLock::new(|| schemars::schema_for!(Vec<Expectation>).to_value());
        let form = Form { whole: "file of expectations", schema: || &SCHEMA };
        let (document, list, mut faults) = Document::parse_as::<Vec<Expectation>>(name, text, &form);
        for (index, expectation) in list.iter().flatten().enumerate() {
            if expectation.who().is_some() {
                continue;
            }
            let (place, found) = match expectation.group {
                Some(_) => (Place::key(path![index, "user"]), "both"),
                None => (Place::from(path![index]), "none"),
            };
            faults.push(
                Fault::new(&EXACTLY_ONE, place, format!("an expectation is of one group or one user; found {found}"))
                    .allowed("either `group` or `user`"),
            );
        }
        let list = list.filter(|_| faults.is_empty());
        Expectations { document, list, faults }
    }

    /// The faults of the expectations that a blueprint does not meet. `text` is the blueprint's own, to name its lines.
    pub fn check(list: &[Expectation], reach: &Reach, text: &Document) -> Vec<Fault> {
        let check = |(index, expectation): (usize, &Expectation)| {
            let who = expectation.who()?;
            match reach.person(who) {
                Some(person) => failed(reach, text, person, expectation, index),
                None => Some(unknown(reach, who, index)),
            }
        };
        list.iter().enumerate().filter_map(check).collect()
    }
}

/// The fault of an expectation that is not met.
fn failed(reach: &Reach, text: &Document, person: &Person, expectation: &Expectation, index: usize) -> Option<Fault> {
    let pieces = reach.decide_range(person, Range::of(expectation.to.cidr()));
    let (range, decision) = *pieces.iter().find(|(_, decision)| decision.allowed() != expectation.allowed)?;
    let (who, to, all) = (person.who, expectation.to, Range::of(expectation.to.cidr()));
    let part = if range == all { String::new() } else { format!("{range} of ") };
    let verb = if expectation.allowed { "does not reach" } else { "reaches" };
    let message = format!("`{who}` {verb} {part}{to}: {}", reach.reason(person, decision));
    let wanted = if expectation.allowed { "expected to be reached" } else { "expected not to be reached" };
    let mut fault = Fault::new(&EXPECTATION_FAILED, path![index, "allowed"], message).label(wanted);
    fault.help = lines(reach, text, decision);
    Some(fault)
}

/// The lines of the blueprint that a decision rests on.
fn lines(reach: &Reach, text: &Document, decision: Decision) -> Option<String> {
    let line = |place: &Place| {
        let (text, span) = text.find(place);
        let (line, column) = text.position(span.start);
        format!("{}:{line}:{column}", text.name)
    };
    let lines: Vec<String> = reach.grounds(decision).iter().map(line).collect();
    (!lines.is_empty()).then(|| format!("see {}", lines.join(" and ")))
}

fn unknown(reach: &Reach, who: Who, index: usize) -> Fault {
    let (key, what, name) = match who {
        Who::User(name) => ("user", "user", name.as_str()),
        Who::Group(name) => ("group", "group", name.as_str()),
        Who::Everyone => ("group", "group", ""),
    };
    let known = reach.people().iter().filter_map(|person| match (person.who, who) {
        (Who::Group(name), Who::Group(_)) => Some(name.as_str()),
        (Who::User(name), Who::User(_)) => Some(name.as_str()),
        _ => None,
    });
    let fault = Fault::new(
        &EXPECTATION_UNKNOWN,
        path![index, key],
        format!("the blueprint `{}` has no {what} `{name}`", reach.blueprint.name),
    );
    suggest(fault, name, known)
}
