//! `managed-source`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::IdentitySource;
use crate::path;

rule! {
    /// Users or groups are to be made here, but the identity source is not Identity Center's own directory.
    ///
    /// With an Active Directory or an external identity provider as source, people and groups are looked after there and
    /// arrive by synchronization (SCIM). Others that somebody makes in Identity Center cannot sign in, or are in the way
    /// of those that arrive.
    ///
    /// Remove the users, and give each group the `id` that it has in Identity Center.
    ///
    /// Source: IAM Identity Center user guide, "Manage your identity source".
    MANAGED_SOURCE = "managed-source", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    let keeper = match center.source {
        IdentitySource::Directory => return,
        IdentitySource::ActiveDirectory => "the Active Directory",
        IdentitySource::External => "the external identity provider",
    };
    let source = path!["identity_center", "source"];
    if !center.users.is_empty() {
        let place = Place::key(path!["identity_center", "users"]);
        faults.push(
            Fault::new(&MANAGED_SOURCE, place, format!("users cannot be made here, because {keeper} looks after them"))
                .related(source.clone(), "where people and groups are looked after")
                .help("remove `users`"),
        );
    }
    for (name, _) in center.groups.iter().filter(|(_, group)| group.id.is_none()) {
        let place = Place::key(path!["identity_center", "groups", name.as_str()]);
        let message = format!("the group `{name}` cannot be made here, because {keeper} looks after groups");
        faults.push(
            Fault::new(&MANAGED_SOURCE, place, message)
                .related(source.clone(), "where people and groups are looked after")
                .allowed(format!("`{name}: {{ id: … }}`"))
                .help("the console shows the id of the synchronized group under Groups > the group > Group ID"),
        );
    }
}
