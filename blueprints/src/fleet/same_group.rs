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
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        let Some(store) = &member.store else { continue };
        let groups = member.groups.iter().map(|name| ("group", name.as_str()));
        for (kind, name) in groups.chain(member.users.iter().map(|name| ("user", name.as_str()))) {
            let maker = *first.entry((store, kind, name)).or_insert(index);
            if maker == index {
                continue;
            }
            let (rule, key, help): (&Rule, _, _) = match kind {
                "group" => (&FLEET_SAME_GROUP, "groups", "make it in one blueprint, and give its `id` in the others"),
                _ => (
                    &FLEET_SAME_USER,
                    "users",
                    "make it in one blueprint, and name its groups by their `id` in the others",
                ),
            };
            let message = format!("the {kind} {name} of {store} is also made by {}", members[maker].file);
            let place = path!["identity_center", key, name];
            found.push(Found { member: index, fault: Fault::new(rule, place, message).help(help) });
        }
    }
}
