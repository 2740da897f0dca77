//! `reserved-group`

use super::Context;
use crate::fault::Fault;
use crate::path;

/// The names that an identity store keeps for itself.
const RESERVED: [&str; 2] = ["Administrator", "AWSAdministrators"];

rule! {
    /// A group that is to be made has a name that Identity Center keeps for itself.
    ///
    /// These are `Administrator` and `AWSAdministrators`. A group of another identity provider may have either name.
    ///
    /// Source: Identity Store API, CreateGroup, DisplayName.
    RESERVED_GROUP = "reserved-group", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let groups = context.blueprint.center_of_groups().into_iter().flat_map(|center| &center.groups);
    for (name, _) in groups.filter(|(name, group)| group.id.is_none() && RESERVED.contains(&name.as_str())) {
        let place = path!["identity_center", "groups", name.as_str()];
        let fault = Fault::new(&RESERVED_GROUP, place, format!("Identity Center keeps the name `{name}` for itself"));
        faults.push(fault.help("give the group another name"));
    }
}
