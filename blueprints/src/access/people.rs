//! Of whom is asked: groups, users with the groups that they are in, and everyone else.

use crate::model::{Blueprint, SignIn};
use crate::types::{GroupName, UserName};
use std::collections::BTreeSet;
use std::fmt;

/// Of whom is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who<'a> {
    /// Somebody who can connect and is in no group that a rule names.
    Everyone,
    /// The people of a group, by this group alone.
    Group(&'a GroupName),
    /// A user, by all groups that the blueprint puts them into.
    User(&'a UserName),
}

impl fmt::Display for Who<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Who::Everyone => f.write_str("everyone"),
            Who::Group(name) => write!(f, "group:{name}"),
            Who::User(name) => write!(f, "user:{name}"),
        }
    }
}

/// Somebody, with the groups that the endpoint sees.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person<'a> {
    /// Who it is.
    pub who: Who<'a>,
    /// Their groups. None where people show a certificate alone, whatever the blueprint says.
    pub groups: Vec<&'a GroupName>,
}

impl<'a> Person<'a> {
    /// Somebody who is in no group.
    pub fn everyone() -> Self {
        Person { who: Who::Everyone, groups: Vec::new() }
    }

    /// The people of a group. The group need not stand in the blueprint.
    pub fn group(blueprint: &Blueprint, name: &'a GroupName) -> Self {
        let known = !certificates(blueprint);
        Person { who: Who::Group(name), groups: known.then_some(name).into_iter().collect() }
    }
}

/// Whether people sign in by certificate alone: then they have no groups.
pub(super) fn certificates(blueprint: &Blueprint) -> bool {
    matches!(blueprint.sign_in(), Some(SignIn::Certificate(_)))
}

/// Everyone, the groups that the blueprint names, and the users of Identity Center, each in the order of names.
pub(super) fn of(blueprint: &Blueprint) -> Vec<Person<'_>> {
    let center = blueprint.center_of_groups();
    let named = blueprint.access.iter().flat_map(|rule| &rule.groups);
    let groups: BTreeSet<&GroupName> = center.iter().flat_map(|center| center.groups.keys()).chain(named).collect();
    let groups = groups.into_iter().map(|name| Person::group(blueprint, name));
    let users = center.into_iter().flat_map(|center| {
        center.users.keys().map(|name| {
            let of = center.groups.iter().filter(|(_, group)| group.members.contains(name)).map(|(group, _)| group);
            Person { who: Who::User(name), groups: of.collect() }
        })
    });
    std::iter::once(Person::everyone()).chain(groups).chain(users).collect()
}
