//! Lower for a stack set: names and an order that VPNs share which differ only in values.

use super::{lanes, resources};
use crate::stack::Plan;
use cvpn_blueprint::Checked;
use cvpn_blueprint::fault::Target;
use std::collections::BTreeSet;

/// Lowers a blueprint so that another one which differs only in values has the same names and the same lanes.
///
/// # Errors
///
/// A name that two resources would have: two rules, or two routes, with the same description.
pub(crate) fn alike(checked: &Checked) -> Result<Plan, String> {
    let (mut plan, associations, mut mutations) = resources(checked, Target::CloudFormation);
    let region = plan.endpoint.region.as_str();
    // Zones of one Region have one letter each; what stands before it in a local zone is kept.
    let zones = plan.subnets.iter().map(|(zone, subnet)| {
        let zone = zone.as_str();
        (subnet.to_string(), zone.strip_prefix(region).unwrap_or(zone).trim_matches('-').to_owned())
    });
    let zones = zones.collect();
    let mut names = BTreeSet::new();
    for placed in &mut plan.resources {
        placed.id = placed.resource.alike(&zones);
        if !names.insert(placed.id.cfn().to_owned()) {
            return Err(placed.id.cfn().to_owned());
        }
    }
    let name = |index: &usize| plan.resources[*index].id.clone();
    let mut heads: Vec<usize> = associations.values().map(|association| association.index()).collect();
    heads.sort_by_key(name);
    mutations.sort_by_key(name);
    lanes::arrange(&mut plan, heads, mutations);
    Ok(plan)
}
