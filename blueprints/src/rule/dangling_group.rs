//! `dangling-group`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;
use crate::source::suggest;
use crate::types::{GroupId, GroupName};

rule! {
    /// An access rule names a group that `identity_center.groups` does not have.
    ///
    /// `access` names groups as the blueprint does, whether they are made here or exist already. Identity Center sends
    /// group ids, so the name alone would match nobody.
    ///
    /// Mend the name, or add the group: without `id` to make it, with `id` if it exists.
    ///
    /// Source: Client VPN administrator guide, "Authorization rules"; EC2 API, AuthorizeClientVpnIngress, AccessGroupId.
    DANGLING_GROUP = "dangling-group", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    for (rule, access) in context.blueprint.access.iter().enumerate() {
        for (index, name) in access.groups.iter().enumerate() {
            if center.groups.contains_key(name) {
                continue;
            }
            let place = path!["access", rule, "groups", index];
            let fault = Fault::new(&DANGLING_GROUP, place, format!("`{name}` is not a group of `identity_center`"))
                .related(Place::key(path!["identity_center", "groups"]), "the groups stand here");
            faults.push(match id(name) {
                None => suggest(fault.help(format!("add `{name}` to `groups`, or write the name of another group")), name.as_str(), center.groups.keys().map(GroupName::as_str)),
                Some(id) => {
                    let known = center.groups.iter().find(|(_, group)| group.id.as_ref() == Some(&id));
                    fault.allowed("names of `identity_center.groups`").help(match known {
                        Some((known, _)) => format!("this is the id of `{known}`; write `{known}`"),
                        None => format!(
                            "this looks like a group's id; add `NAME: {{ id: {id} }}` to `groups`, and write NAME here"
                        ),
                    })
                }
            });
        }
    }
}

/// A name that has the form of a group's id.
fn id(name: &GroupName) -> Option<GroupId> {
    name.as_str().parse().ok()
}
