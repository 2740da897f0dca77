//! `unused-group`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::AccessRule;
use crate::path;
use std::collections::BTreeSet;

rule! {
    /// No access rule names the group.
    ///
    /// A group that exists already is then not even assigned to the application, so it has no effect at all. A group
    /// that is made here is: its members sign in, the tunnel comes up, and nothing answers, unless a rule opens a
    /// network for everyone.
    ///
    /// Name it in a rule of `access`, or remove it.
    ///
    /// Source: Client VPN administrator guide, "Authorization rules".
    UNUSED_GROUP = "unused-group", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let Some(center) = blueprint.center_of_groups() else { return };
    // Where there is no rule, or one that names nobody, another rule has said what is missing.
    let nobody = |rule: &AccessRule| !rule.everyone && rule.groups.is_empty();
    if blueprint.access.is_empty() || blueprint.access.iter().any(nobody) {
        return;
    }
    let named: BTreeSet<_> = blueprint.access.iter().flat_map(|rule| &rule.groups).collect();
    let everyone = blueprint.access.iter().any(|rule| rule.everyone);
    for (name, group) in center.groups.iter().filter(|(name, _)| !named.contains(name)) {
        let effect = match group.id {
            Some(_) => "is not assigned to the application",
            None if everyone => continue,
            None => "reaches nothing",
        };
        let place = Place::key(path!["identity_center", "groups", name.as_str()]);
        faults.push(
            Fault::new(&UNUSED_GROUP, place, format!("no rule names the group `{name}`, so it {effect}"))
                .related(Place::key(path!["access"]), "the rules stand here")
                .help(format!("name `{name}` in a rule of `access`, or remove the group")),
        );
    }
}
