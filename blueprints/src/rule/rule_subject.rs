//! `rule-subject`

use super::Context;
use super::twice::twice;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// An access rule is for nobody, for groups and everyone at once, or for one group twice.
    ///
    /// A rule of AWS names one group or all users, never both. An entry of `access` becomes one rule for each of its
    /// groups, so the same group twice would be the same rule twice.
    ///
    /// Source: EC2 API, AuthorizeClientVpnIngress, AccessGroupId and AuthorizeAllGroups.
    RULE_SUBJECT = "rule-subject", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    for (index, rule) in context.blueprint.access.iter().enumerate() {
        let key = |key: &str| Place::key(path!["access", index, key]);
        let allowed = "either groups, or everyone: true";
        match (rule.groups.is_empty(), rule.everyone) {
            (true, false) => faults.push(
                Fault::new(
                    &RULE_SUBJECT,
                    path!["access", index, "to"],
                    format!("the rule for {} lets nobody in", rule.to),
                )
                    .searched(path!["access", index])
                    .allowed(allowed)
                    .help("name the groups that may reach it, or remove the rule; what no rule names is closed"),
            ),
            (false, true) => faults.push(
                Fault::new(&RULE_SUBJECT, key("everyone"), "the rule is for groups and for everyone")
                    .related(key("groups"), "the groups are part of everyone")
                    .allowed(allowed)
                    .help("remove one of the two"),
            ),
            _ => {}
        }
        for (first, again) in twice(&rule.groups) {
            let place = |item: usize| path!["access", index, "groups", item];
            faults.push(
                Fault::new(&RULE_SUBJECT, place(again), format!("the rule names `{}` twice", rule.groups[again]))
                    .related(place(first), "first here")
                    .allowed("each group once")
                    .help("remove one of the two"),
            );
        }
    }
}
