//! `rule-count`

use super::Context;
use crate::fault::Fault;
use crate::model::Quotas;
use crate::path;

rule! {
    /// More authorization rules than an endpoint takes.
    ///
    /// AWS has one rule for each network and group, so an entry of `access` with three groups counts as three. An
    /// endpoint takes 200, IPv4 and IPv6 together, unless AWS raised the quota L-9A1BC94B. Write a raised one into
    /// `capacity.quotas.rules`.
    ///
    /// Source: Client VPN guide, "Quotas".
    RULE_COUNT = "rule-count", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let raised = context.blueprint.capacity.as_ref().and_then(|capacity| capacity.quotas.as_ref()?.rules);
    let quota = raised.map_or(Quotas::RULES, |raised| raised as usize);
    let mut rules = 0;
    let mut too_many = None;
    for (index, entry) in context.blueprint.access.iter().enumerate() {
        rules += entry.groups.len() + usize::from(entry.everyone);
        if rules > quota {
            too_many.get_or_insert(index);
        }
    }
    if let Some(index) = too_many {
        faults.push(
            Fault::new(&RULE_COUNT, path!["access", index, "to"], format!("the endpoint would have {rules} rules"))
                .label("the first one too many")
                .allowed(format!("{quota} rules; an entry with several groups counts once for each"))
                .help("join neighbours, or have the quota L-9A1BC94B raised and write it into `capacity.quotas.rules`"),
        );
    }
}
