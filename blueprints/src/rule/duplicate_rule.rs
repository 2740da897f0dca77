//! `duplicate-rule`

use super::Context;
use crate::access::Subject;
use crate::fault::{Fault, Place};
use crate::path;
use std::collections::BTreeMap;

rule! {
    /// Two entries of `access` open the same network to the same group, or to everyone.
    ///
    /// They would be the same rule, and AWS refuses the second (`InvalidClientVpnDuplicateAuthorizationRule`). Entries
    /// for the same network and different groups are fine: each adds its groups.
    ///
    /// Source: EC2 API, error codes.
    DUPLICATE_RULE = "duplicate-rule", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    // An entry that names a group twice by itself is a matter of rule-subject.
    let mut seen: BTreeMap<_, (usize, Place)> = BTreeMap::new();
    for (index, rule) in context.blueprint.access.iter().enumerate() {
        let group = |item: usize| Place::from(path!["access", index, "groups", item]);
        let groups = rule.groups.iter().enumerate().map(|(item, name)| (Subject::Group(name), group(item)));
        let everyone = rule.everyone.then(|| (Subject::Everyone, Place::key(path!["access", index, "everyone"])));
        for (who, place) in groups.chain(everyone) {
            let (entry, first) = seen.entry((rule.to, who)).or_insert_with(|| (index, place.clone()));
            if *entry == index {
                continue;
            }
            let whom = match who {
                Subject::Everyone => "everyone".to_owned(),
                Subject::Group(name) => format!("`{name}`"),
            };
            faults.push(
                Fault::new(&DUPLICATE_RULE, place, format!("{} is opened to {whom} twice", rule.to))
                    .related(first.clone(), "first here")
                    .allowed("each network and group once")
                    .help("remove one of the two"),
            );
        }
    }
}
