//! Names of what AWS knows by ids: groups and applications.

use super::meant::text;
use crate::order::Order;
use crate::plan::Known;
use std::collections::BTreeMap;

/// Names by id.
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// Those of the blueprint, and of the groups that the stacks have made.
    pub(super) fn new(order: &Order<'_>, known: &Known) -> Self {
        let mut names = BTreeMap::new();
        if let Some(center) = &order.blueprint.identity_center {
            let groups = center.groups.iter();
            names.extend(groups.filter_map(|(name, group)| Some((group.id.as_ref()?.to_string(), name.to_string()))));
            let applications = center.applications();
            names.extend(
                applications.filter_map(|(_, one)| Some((one.arn.as_ref()?.to_string(), one.name.to_string()))),
            );
        }
        let made = order.stacks.iter().filter_map(|stack| stack.template["Resources"].as_object()).flatten();
        let groups = made.filter(|(_, resource)| resource["Type"] == "AWS::IdentityStore::Group");
        names.extend(groups.filter_map(|(id, resource)| {
            Some((known.get(&format!("{id}Id"))?.clone(), text(&resource["Properties"]["DisplayName"])))
        }));
        Names(names)
    }

    /// The name behind an id, or the id.
    pub(super) fn of(&self, id: &str) -> String {
        self.0.get(id).map_or_else(|| id.to_owned(), Clone::clone)
    }
}
