//! `identity_center` to groups, users, memberships, assignments and SAML providers.

use super::{GroupHandle, People, tags};
use crate::resource::{ApplicationAssignment, GroupMembership, ManagedGroup, ManagedUser, SamlProvider};
use crate::stack::{Plan, Value, input};
use cvpn_blueprint::rule::cloudformation_users::makes_users;
use cvpn_blueprint::types::{GroupName, IdentityStoreId};
use cvpn_blueprint::{Checked, fault::Target, model};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn lower(checked: &Checked, target: Target, plan: &mut Plan) -> People {
    let blueprint = checked.blueprint();
    let Some(center) = &blueprint.identity_center else { return People::default() };
    let store: Value<IdentityStoreId> = match &center.identity_store_id {
        Some(id) => Value::Known(id.clone()),
        None => Value::Input(&input::IDENTITY_STORE_ID),
    };

    let mut managed: BTreeMap<&GroupName, GroupHandle> = BTreeMap::new();
    for (name, group) in center.groups.iter().filter(|(_, group)| group.id.is_none()) {
        let resource =
            ManagedGroup { store: store.clone(), name: name.clone(), description: group.description.clone() };
        managed.insert(name, plan.add(resource));
    }
    if makes_users(target, plan.identity.region.as_str()) {
        users(center, &store, &managed, plan);
    }

    let groups: BTreeMap<GroupName, Value<_>> = center
        .groups
        .iter()
        .filter_map(|(name, group)| {
            let id = group.id.clone().map(Value::Known).or_else(|| managed.get(name).map(|handle| handle.id()))?;
            Some((name.clone(), id))
        })
        .collect();
    assign(blueprint, center, &groups, plan);

    let mut provider = |application: Option<&model::Application>, portal: bool| {
        let metadata =
            application.and_then(|application| checked.circumstances().text(application.metadata.as_ref()?))?;
        let name = if portal { format!("{}-portal", blueprint.name) } else { blueprint.name.to_string() };
        Some(plan.add(SamlProvider { portal, name, metadata: metadata.to_owned(), tags: tags(blueprint) }).arn())
    };
    let made = matches!(blueprint.sign_in(), Some(model::SignIn::IdentityCenter(_)));
    let vpn_provider = made.then(|| provider(Some(&center.application), false)).flatten();
    let portal_provider = made.then(|| provider(center.portal_application.as_ref(), true)).flatten();
    People { groups, vpn_provider, portal_provider }
}

fn users(
    center: &model::IdentityCenter,
    store: &Value<IdentityStoreId>,
    groups: &BTreeMap<&GroupName, GroupHandle>,
    plan: &mut Plan,
) {
    let mut users = BTreeMap::new();
    for (name, user) in &center.users {
        let resource = ManagedUser { store: store.clone(), name: name.clone(), user: user.clone() };
        users.insert(name, plan.add(resource));
    }
    for (group_name, handle) in groups {
        let members: BTreeSet<_> = center.groups[*group_name].members.iter().collect();
        for user_name in members {
            let Some(user) = users.get(user_name) else { continue };
            plan.add(GroupMembership {
                store: store.clone(),
                group_name: (*group_name).clone(),
                group: handle.id(),
                user_name: user_name.clone(),
                user: user.id(),
            });
        }
    }
}

/// Assigns every group that a rule names and every group made here to the applications, since only those assigned can
/// sign in.
fn assign(
    blueprint: &model::Blueprint,
    center: &model::IdentityCenter,
    groups: &BTreeMap<GroupName, Value<cvpn_blueprint::types::GroupId>>,
    plan: &mut Plan,
) {
    let named: BTreeSet<&GroupName> = blueprint.access.iter().flat_map(|rule| &rule.groups).collect();
    let applications = [(Some(&center.application), false), (center.portal_application.as_ref(), true)];
    for (application, portal) in applications {
        let Some(arn) = application.and_then(|application| application.arn.as_ref()) else { continue };
        for (name, group) in groups {
            if named.contains(name) || center.groups[name].id.is_none() {
                plan.add(ApplicationAssignment {
                    application: arn.clone(),
                    portal,
                    group_name: name.clone(),
                    group: group.clone(),
                });
            }
        }
    }
}
