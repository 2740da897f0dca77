//! `route-count`

use super::Context;
use crate::fault::Fault;
use crate::model::Quotas;
use crate::path;

rule! {
    /// More routes than a target network association takes.
    ///
    /// Every route goes through every association, so each association has all of them: 100 unless AWS raised the quota
    /// L-401D78F7. Write a raised one into `capacity.quotas.routes`. Only the routes written here are counted; AWS does
    /// not say whether the VPC's own route counts too, so stay a little below.
    ///
    /// Source: Client VPN guide, "Quotas".
    ROUTE_COUNT = "route-count", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let routes = context.blueprint.network.routes.len();
    let raised = context.blueprint.capacity.as_ref().and_then(|capacity| capacity.quotas.as_ref()?.routes);
    let quota = raised.map_or(Quotas::ROUTES, |raised| raised as usize);
    if routes > quota {
        faults.push(
            Fault::new(
                &ROUTE_COUNT,
                path!["network", "routes", quota, "to"],
                format!("each association would have {routes} routes"),
            )
            .label("the first one too many")
            .allowed(format!("{quota} routes"))
            .help("join neighbours, or have the quota L-401D78F7 raised and write it into `capacity.quotas.routes`"),
        );
    }
}
