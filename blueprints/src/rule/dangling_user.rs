//! `dangling-user`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::IdentitySource;
use crate::path;
use crate::source::suggest;
use crate::types::UserName;

rule! {
    /// A group has a member that `identity_center.users` does not have.
    ///
    /// Members are users that are made here. Somebody who exists already can be put into the group in the console; a
    /// group whose people are looked after elsewhere is better named by its `id`.
    ///
    /// Source: Identity Store API, CreateGroupMembership.
    DANGLING_USER = "dangling-user", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    if center.source != IdentitySource::Directory {
        return;
    }
    for (name, group) in center.groups.iter().filter(|(_, group)| group.id.is_none()) {
        for (index, member) in group.members.iter().enumerate() {
            if !center.users.contains_key(member) {
                let place = path!["identity_center", "groups", name.as_str(), "members", index];
                let users = Place::key(path!["identity_center", "users"]);
                let label = if center.users.is_empty() { "no users here" } else { "the users stand here" };
                let fault =
                    Fault::new(&DANGLING_USER, place, format!("`{member}` is not a user of `identity_center`"))
                        .related(users, label)
                        .help("add the person to `users`; or put somebody who exists already into the group in the console");
                faults.push(suggest(fault, member.as_str(), center.users.keys().map(UserName::as_str)));
            }
        }
    }
}
