//! `fleet-same-group`, `fleet-same-user`

use super::{Found, Member};
use crate::fault::Fault;
use crate::path;
use crate::rule::Rule;
use crate::rule::{check_or_none, rule};
use std::collections::BTreeMap;

rule! {
    /// Two blueprints make the same group in one identity store.
    ///
    /// The display name of a group is unique in an identity store, so the second deployment fails. Let one blueprint make
    /// the group, and give its `id` in the others.
    ///
    /// Source: Identity Store API, CreateGroup, ConflictException.
    FLEET_SAME_GROUP = "fleet-same-group", Error
}

rule! {
    /// Two blueprints make the same user in one identity store.
    ///
    /// The name of a user is unique in an identity store, so the second deployment fails. Let one blueprint make the user.
    /// The others take part through a group that one of them makes and the rest name by its `id`.
    ///
    /// Source: Identity Store API, CreateUser, ConflictException.
    FLEET_SAME_USER = "fleet-same-user", Error
}

pub(super) fn check(members: &[Member], found: &mut Vec<Found>) {
    let help = "make it in one blueprint, and give its `id` in the others";
    twice(members, |member| &member.groups, &FLEET_SAME_GROUP, ["group", "groups", help], found);
    let help = "make it in one blueprint, and name its groups by their `id` in the others";
    twice(members, |member| &member.users, &FLEET_SAME_USER, ["user", "users", help], found);
}

/// What is made twice of one kind, which has a word, a key in the blueprint, and help of its own.
fn twice(
    members: &[Member],
    names: for<'a> fn(&'a Member<'_>) -> &'a [String],
    rule: &Rule,
    [word, key, help]: [&str; 3],
    found: &mut Vec<Found>,
) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        let Some(store) = &member.store else { continue };
        for name in names(member) {
            let maker = *first.entry((store, name)).or_insert(index);
            if maker != index {
                let message = format!("the {word} {name} of {store} is also made by {}", members[maker].file);
                let place = path!["identity_center", key, name.as_str()];
                found.push(Found { member: index, fault: Fault::new(rule, place, message).help(help) });
            }
        }
    }
}
