//! `foreign-group`

use super::Context;
use crate::fault::Fault;
use crate::path;

/// The characters of a group's id that Client VPN compares.
const MOST: usize = 255;

rule! {
    /// A group of another identity provider has an id of more than 255 characters.
    ///
    /// Without Identity Center, `access` names groups by what the identity provider sends in `memberOf`, or by the SID
    /// of a group of Active Directory.
    ///
    /// Let the identity provider send something shorter, such as the group's name for its distinguished name.
    ///
    /// Source: Client VPN administrator guide, "Quotas".
    FOREIGN_GROUP = "foreign-group", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    if context.blueprint.center_of_groups().is_some() {
        return;
    }
    for (rule, access) in context.blueprint.access.iter().enumerate() {
        for (index, name) in access.groups.iter().enumerate() {
            let length = name.as_str().chars().count();
            if length > MOST {
                let place = path!["access", rule, "groups", index];
                faults.push(
                    Fault::new(&FOREIGN_GROUP, place, format!("the group's id has {length} characters"))
                        .allowed(format!("at most {MOST} characters"))
                        .help("let the identity provider send something shorter in `memberOf`"),
                );
            }
        }
    }
}
