//! What a change of a blueprint gives to people and takes from them.

use super::people::{Person, Who};
use super::range::{self, Range};
use super::reach::Reach;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Addresses that the same people gain and lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The addresses.
    pub range: Range,
    /// Who reaches them now and did not before.
    pub gained: Vec<Who<'a>>,
    /// Who reached them before and does not now.
    pub lost: Vec<Who<'a>>,
}

/// What differs between two blueprints: as few ranges as possible, in the order of addresses, none where nothing does.
///
/// People are the same if their names are. A group of Identity Center that one of the two does not have reaches nothing
/// by it, because the application is not assigned to it and nobody can connect through it.
pub fn difference<'a>(old: &Reach<'a>, new: &Reach<'a>) -> Vec<Change<'a>> {
    let who: BTreeSet<Who> = old.people().iter().chain(new.people()).map(|person| person.who).collect();
    let people: Vec<(Who, Option<Person>, Option<Person>)> =
        who.into_iter().map(|who| (who, same(old, who), same(new, who))).collect();
    let borders: Vec<_> = old.borders().chain(new.borders()).collect();
    let reaches = |reach: &Reach, person: &Option<Person>, address: IpAddr| {
        person.as_ref().is_some_and(|person| reach.decide(person, address).allowed())
    };
    let changed = |address| {
        let (mut gained, mut lost) = (Vec::new(), Vec::new());
        for (who, before, after) in &people {
            match (reaches(old, before, address), reaches(new, after, address)) {
                (false, true) => gained.push(*who),
                (true, false) => lost.push(*who),
                _ => {}
            }
        }
        (gained, lost)
    };
    Range::ALL
        .into_iter()
        .flat_map(|all| range::joined(range::pieces(all, borders.iter().copied()), changed))
        .filter(|(_, (gained, lost))| !gained.is_empty() || !lost.is_empty())
        .map(|(range, (gained, lost))| Change { range, gained, lost })
        .collect()
}

/// Somebody as one of the two blueprints sees them.
fn same<'a>(reach: &Reach<'a>, who: Who<'a>) -> Option<Person<'a>> {
    reach.person(who).cloned().or_else(|| match who {
        // Without Identity Center, groups are what the identity provider sends, whether or not a rule names them.
        Who::Group(name) if reach.blueprint.center_of_groups().is_none() => Some(Person::group(reach.blueprint, name)),
        _ => None,
    })
}
