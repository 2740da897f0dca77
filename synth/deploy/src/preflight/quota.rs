//! Quotas of the account.

use super::Facts;
use crate::client::quotas::{ENDPOINTS, ROUTES, RULES};
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::QUOTA;

pub(super) async fn look(_: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    let live = callers.vpn.ec2.endpoints().await?;
    facts.endpoints = live.iter().filter(|endpoint| endpoint.text("status.code") != "deleted").count();
    for quota in [ENDPOINTS, RULES, ROUTES] {
        if let Some(most) = callers.vpn.quotas.of(quota).await? {
            facts.quotas.insert(quota.0, most);
        }
    }
    Ok(())
}

pub(super) fn check(order: &Order<'_>, facts: &Facts, faults: &mut Vec<Fault>) {
    let count = |kind: &str| {
        let stacks = order.stacks.iter().flat_map(|stack| stack.template["Resources"].as_object());
        stacks.flat_map(|resources| resources.values()).filter(|resource| resource["Type"] == kind).count()
    };
    let subnets = order.blueprint.network.subnets.len().max(1);
    let endpoints = facts.endpoints + usize::from(facts.endpoint().is_none());
    let rules = count("AWS::EC2::ClientVpnAuthorizationRule");
    // Whether the route that AWS itself makes for the VPC counts, AWS does not say.
    let routes = count("AWS::EC2::ClientVpnRoute").div_ceil(subnets);
    for (quota, wanted, what, place) in [
        (ENDPOINTS, endpoints, "endpoints in the Region", path!["region"]),
        (RULES, rules, "rules", path!["access"]),
        (ROUTES, routes, "routes for each association", path!["network"]),
    ] {
        if let Some(most) = facts.quotas.get(quota.0).filter(|most| wanted > **most) {
            let fault = Fault::new(&QUOTA, place, format!("{what}: {wanted} wanted")).allowed(most.to_string());
            faults.push(fault.help(format!("have AWS raise the quota {} in Service Quotas, or need less", quota.0)));
        }
    }
}
