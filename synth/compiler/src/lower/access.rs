//! `access` to authorization rules.

use super::{Associations, EndpointHandle, People};
use crate::resource::{AuthorizationRule, Subject};
use crate::stack::Plan;
use cvpn_blueprint::model::Blueprint;
use std::collections::BTreeMap;

/// The rules, by their place in the plan: one for each network and group.
pub(super) fn lower(
    blueprint: &Blueprint,
    endpoint: EndpointHandle,
    people: &People,
    _: &Associations,
    plan: &mut Plan,
) -> Vec<usize> {
    // By content, so that the order of the blueprint's lines does not show.
    let mut rules = BTreeMap::new();
    for rule in &blueprint.access {
        if rule.everyone {
            rules.insert((rule.to, None), rule);
        }
        for group in &rule.groups {
            rules.insert((rule.to, Some(group)), rule);
        }
    }
    rules
        .into_iter()
        .map(|((to, group), rule)| {
            let subject = match group {
                None => Subject::Everyone,
                Some(name) => match people.groups.get(name) {
                    Some(id) => Subject::Group(name.clone(), id.clone()),
                    None => Subject::Foreign(name.clone()),
                },
            };
            let rule =
                AuthorizationRule { endpoint: endpoint.id(), to, subject, description: rule.description.clone() };
            plan.add(rule).index()
        })
        .collect()
}
