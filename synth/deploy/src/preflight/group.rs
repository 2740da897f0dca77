//! Groups and their members in the identity store.

use super::Look;
use crate::error::Result;
use cvpn_blueprint::fault::{Fault, Target};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::cloudformation_users::makes_users;
use cvpn_blueprint::rule::live::{GROUP_ABSENT, GROUP_NAME_DIFFERS, GROUP_TAKEN, MEMBER_ABSENT};
use std::collections::BTreeMap;

pub(super) async fn check(look: Look<'_>, faults: &mut Vec<Fault>) -> Result<()> {
    let Some(center) = &look.blueprint().identity_center else { return Ok(()) };
    let Some(store) = crate::plan::store(look.callers, center).await? else { return Ok(()) };
    let people = &look.callers.identity.identity_store;
    for (name, group) in &center.groups {
        let place = path!["identity_center", "groups", name.as_str()];
        match &group.id {
            Some(id) => match people.group_name(&store, id.as_str()).await? {
                None => {
                    let named = people.group_id(&store, name.as_str()).await?;
                    let fault =
                        Fault::new(&GROUP_ABSENT, place.with("id"), format!("there is no group {id} in {store}"));
                    faults.push(match named {
                        Some(id) => fault.allowed(id.clone()).help(format!("the group {name} has the id {id}")),
                        None => fault.help("the group's page in Identity Center shows its id"),
                    });
                }
                Some(live) if live != name.as_str() => {
                    let message = format!("the group {id} is called {live}");
                    faults.push(Fault::new(&GROUP_NAME_DIFFERS, place, message).help(format!("call it {live}")));
                }
                Some(_) => {}
            },
            None => {
                let id = people.group_id(&store, name.as_str()).await?;
                if let Some(id) = id.filter(|id| !look.owns(id)) {
                    let fault = Fault::new(&GROUP_TAKEN, place, format!("there is a group {name} already"));
                    faults.push(fault.help(format!("use it with `id: {id}`, or choose another name")));
                }
            }
        }
    }
    if makes_users(Target::CloudFormation, &look.callers.identity.region) {
        return Ok(());
    }
    let mut members = BTreeMap::new();
    for (group, entry) in &center.groups {
        for (index, member) in entry.members.iter().enumerate() {
            members.entry(member).or_insert(path!["identity_center", "groups", group.as_str(), "members", index]);
        }
    }
    for (member, place) in members {
        if people.user_id(&store, member.as_str()).await?.is_none() {
            let fault = Fault::new(&MEMBER_ABSENT, place, format!("there is no user {member} in {store}"));
            faults.push(
                fault.help("CloudFormation cannot make users here: add them in the console, as the runbook says"),
            );
        }
    }
    Ok(())
}
