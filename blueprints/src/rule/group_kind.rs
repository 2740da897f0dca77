//! `group-kind`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// A group with an `id` has members or a description.
    ///
    /// A group with an `id` exists already and is looked after elsewhere: in the console, in Active Directory, or at an
    /// external identity provider. What the blueprint said about its members would not come true.
    ///
    /// Remove `members` and `description`; or remove `id`, and the group is made here.
    ///
    /// Source: Identity Store API, CreateGroup, which gives the id.
    GROUP_KIND = "group-kind", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    for (name, group) in center.groups.iter().filter(|(_, group)| group.id.is_some()) {
        let path = path!["identity_center", "groups", name.as_str()];
        let keys = [("members", !group.members.is_empty()), ("description", group.description.is_some())];
        for (key, _) in keys.into_iter().filter(|(_, written)| *written) {
            let message = format!("the group `{name}` exists already, so its {key} cannot be set here");
            faults.push(
                Fault::new(&GROUP_KIND, Place::key(path.with(key)), message)
                    .related(Place::key(path.with("id")), "the id of an existing group")
                    .allowed("`id` alone, or `description` and `members` without `id`")
                    .help(format!("remove `{key}`; or remove `id`, and the group is made here")),
            );
        }
    }
}
