//! `unused-user`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// A user is in no group.
    ///
    /// Groups are assigned to the application, not users, so this person cannot sign in to the VPN.
    ///
    /// Add the person to the members of a group, or remove the user.
    ///
    /// Source: IAM Identity Center API, CreateApplicationAssignment.
    UNUSED_USER = "unused-user", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    for name in center.users.keys() {
        if !center.groups.values().any(|group| group.members.contains(name)) {
            let place = Place::key(path!["identity_center", "users", name.as_str()]);
            faults.push(
                Fault::new(&UNUSED_USER, place, format!("`{name}` is in no group, and so cannot sign in to the VPN"))
                    .related(Place::key(path!["identity_center", "groups"]), "only groups are assigned to the application")
                    .help(format!("add `{name}` to the `members` of a group, or remove the user")),
            );
        }
    }
}
