//! Groups and their members in the identity store.

use super::Facts;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::{Fault, Path, Target};
use cvpn_blueprint::model::IdentityCenter;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::cloudformation_users::makes_users;
use cvpn_blueprint::rule::live::{GROUP_ABSENT, GROUP_NAME_DIFFERS, GROUP_TAKEN, MEMBER_ABSENT};
use cvpn_blueprint::types::UserName;
use std::collections::BTreeMap;

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    let Some(center) = &order.blueprint.identity_center else { return Ok(()) };
    let Some(store) = crate::plan::store(callers, center).await? else { return Ok(()) };
    let people = &callers.identity.identity_store;
    for (name, group) in &center.groups {
        if let Some(id) = &group.id {
            let found = people.group_name(&store, id.as_str()).await?;
            let is_there = found.is_some();
            facts.group_names.insert(id.to_string(), found);
            if is_there {
                continue;
            }
        }
        facts.group_ids.insert(name.to_string(), people.group_id(&store, name.as_str()).await?);
    }
    if !makes_users(Target::CloudFormation, &callers.identity.region) {
        for member in members(center).keys() {
            let there = people.user_id(&store, member.as_str()).await?.is_some();
            facts.users.insert(member.to_string(), there);
        }
    }
    facts.store = Some(store);
    Ok(())
}

/// The members of all groups, and where each is named first.
fn members(center: &IdentityCenter) -> BTreeMap<&UserName, Path> {
    let mut members = BTreeMap::new();
    for (group, entry) in &center.groups {
        for (index, member) in entry.members.iter().enumerate() {
            members.entry(member).or_insert(path!["identity_center", "groups", group.as_str(), "members", index]);
        }
    }
    members
}

pub(super) fn check(order: &Order<'_>, facts: &Facts, faults: &mut Vec<Fault>) {
    let (Some(center), Some(store)) = (&order.blueprint.identity_center, &facts.store) else { return };
    for (name, group) in &center.groups {
        let place = path!["identity_center", "groups", name.as_str()];
        let named = facts.group_ids.get(name.as_str()).cloned().flatten();
        match &group.id {
            Some(id) => match facts.group_names.get(id.as_str()) {
                Some(None) => {
                    let message = format!("there is no group {id} in {store}");
                    let fault = Fault::new(&GROUP_ABSENT, place.with("id"), message);
                    faults.push(match named {
                        Some(id) => fault.allowed(id.clone()).help(format!("the group {name} has the id {id}")),
                        None => fault.help("the group's page in Identity Center shows its id"),
                    });
                }
                Some(Some(live)) if live != name.as_str() => {
                    let message = format!("the group {id} is called {live}");
                    faults.push(Fault::new(&GROUP_NAME_DIFFERS, place, message).help(format!("call it {live}")));
                }
                _ => {}
            },
            None => {
                if let Some(id) = named.filter(|id| !facts.owns(id)) {
                    let fault = Fault::new(&GROUP_TAKEN, place, format!("there is a group {name} already"));
                    faults.push(fault.help(format!("use it with `id: {id}`, or choose another name")));
                }
            }
        }
    }
    for (member, place) in members(center) {
        if facts.users.get(member.as_str()) == Some(&false) {
            let fault = Fault::new(&MEMBER_ABSENT, place, format!("there is no user {member} in {store}"));
            faults.push(
                fault.help("CloudFormation cannot make users here: add them in the console, as the runbook says"),
            );
        }
    }
}
