//! Quotas of the account.

use super::Look;
use crate::client::quotas::{ENDPOINTS, Quota, ROUTES, RULES};
use crate::error::Result;
use cvpn_blueprint::fault::{Fault, Path};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::QUOTA;

pub(super) async fn check(look: Look<'_>, faults: &mut Vec<Fault>) -> Result<()> {
    let ec2 = &look.callers.vpn.ec2;
    if look.endpoint().is_none() {
        let live = ec2.endpoints().await?;
        let count = live.iter().filter(|endpoint| endpoint.text("status.code") != "deleted").count();
        compare(look, ENDPOINTS, count + 1, "endpoints in the Region", path!["region"], faults).await?;
    }
    let count = |kind: &str| {
        let stacks = look.order.stacks.iter().flat_map(|stack| stack.template["Resources"].as_object());
        stacks.flat_map(|resources| resources.values()).filter(|resource| resource["Type"] == kind).count()
    };
    let subnets = look.blueprint().network.subnets.len().max(1);
    // The VPC's own route counts too.
    let routes = count("AWS::EC2::ClientVpnRoute").div_ceil(subnets) + 1;
    compare(look, RULES, count("AWS::EC2::ClientVpnAuthorizationRule"), "rules", path!["access"], faults).await?;
    compare(look, ROUTES, routes, "routes for each association", path!["network"], faults).await
}

async fn compare(
    look: Look<'_>,
    quota: Quota,
    wanted: usize,
    what: &str,
    place: Path,
    faults: &mut Vec<Fault>,
) -> Result<()> {
    let Some(most) = look.callers.vpn.quotas.of(quota).await? else { return Ok(()) };
    if wanted > most {
        let fault = Fault::new(&QUOTA, place, format!("there would be {wanted} {what}")).allowed(most.to_string());
        faults.push(fault.help(format!("have AWS raise the quota {} in Service Quotas, or need less", quota.0)));
    }
    Ok(())
}
