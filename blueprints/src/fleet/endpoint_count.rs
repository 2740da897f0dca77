//! `fleet-endpoint-count`

use super::{Found, Member};
use crate::fault::Fault;
use crate::path;
use crate::rule::{check_or_none, rule};
use std::collections::BTreeMap;

/// Endpoints that an account may have in a Region, unless raised.
const QUOTA: u32 = 5;

rule! {
    /// An account has more endpoints in a Region than AWS lets it have.
    ///
    /// The quota is 5 endpoints per Region and can be raised (L-8EA77D34). If AWS has raised it, say so under
    /// `capacity.quotas.endpoints` in one of the blueprints; the largest number counts.
    ///
    /// Source: Client VPN guide, "Quotas".
    FLEET_ENDPOINT_COUNT = "fleet-endpoint-count", Error
}

pub(super) fn check(members: &[Member], found: &mut Vec<Found>) {
    let mut places: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        places.entry((&member.account, &member.region)).or_default().push(index);
    }
    for ((account, region), of_place) in places {
        let raised = of_place.iter().filter_map(|index| members[*index].endpoints).max();
        let quota = raised.unwrap_or(QUOTA);
        let Some(first_over) = of_place.get(quota as usize) else { continue };
        let count = of_place.len();
        let message = format!("account {account} would have {count} endpoints in {region}");
        let fault = Fault::new(&FLEET_ENDPOINT_COUNT, path!["region"], message)
            .label("the first one over the quota")
            .allowed(format!("{quota} endpoints"))
            .help("have AWS raise quota L-8EA77D34 and write the number to `capacity.quotas.endpoints`, or use another Region");
        found.push(Found { member: *first_over, fault });
    }
}
