//! `duplicate-member`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// A group has the same member twice.
    ///
    /// The output has the membership once, because AWS refuses a second one; perhaps somebody else was meant.
    ///
    /// Source: Identity Store API, CreateGroupMembership.
    DUPLICATE_MEMBER = "duplicate-member", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    for (name, group) in &center.groups {
        let members = path!["identity_center", "groups", name.as_str(), "members"];
        for (index, member) in group.members.iter().enumerate() {
            if let Some(first) = group.members[..index].iter().position(|earlier| earlier == member) {
                faults.push(
                    Fault::new(&DUPLICATE_MEMBER, members.with(index), format!("`{member}` is a member twice"))
                        .related(members.with(first), "first here")
                        .help("remove it, or write who else was meant"),
                );
            }
        }
    }
}
