//! `duplicate-group-id`

use super::Context;
use crate::fault::Fault;
use crate::path;
use std::collections::BTreeMap;

rule! {
    /// Two groups have the same id.
    ///
    /// To AWS they are one group: an authorization rule is for a network and a group's id, so two rules that differ only
    /// in the name are the same one, and AWS refuses the second (`InvalidClientVpnDuplicateAuthorizationRule`). Usually
    /// an id was copied and not replaced. Capital letters make no difference.
    ///
    /// Source: EC2 API, AuthorizeClientVpnIngress, AccessGroupId, and error codes.
    DUPLICATE_GROUP_ID = "duplicate-group-id", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    let mut seen = BTreeMap::new();
    for (name, group) in &center.groups {
        let Some(id) = &group.id else { continue };
        let place = |name: &str| path!["identity_center", "groups", name, "id"];
        let first = *seen.entry(id.as_str().to_ascii_lowercase()).or_insert(name);
        if first != name {
            faults.push(
                Fault::new(
                    &DUPLICATE_GROUP_ID,
                    place(name.as_str()),
                    format!("`{first}` and `{name}` have the same id, so they are one group"),
                )
                .related(place(first.as_str()), format!("of `{first}`"))
                .allowed("an id of its own for each group")
                .help("look up the id of the group that was meant, or keep one of the two names"),
            );
        }
    }
}
