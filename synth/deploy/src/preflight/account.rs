//! Whose credentials these are.

use super::Facts;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::{Fault, Path};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::ACCOUNT_DIFFERS;

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    look_at_endpoint(callers, facts).await?;
    if let Some((account, _)) = identity(order.blueprint) {
        // The same credentials need not be asked twice.
        facts.identity_caller = match callers.apart || account != order.blueprint.account.as_str() {
            true => Some(callers.identity.sts.identity().await?),
            false => None,
        };
    }
    Ok(())
}

/// Whose credentials those of the endpoint are.
pub(super) async fn look_at_endpoint(callers: &Callers, facts: &mut Facts) -> Result<()> {
    facts.caller = callers.vpn.sts.identity().await?;
    Ok(())
}

pub(super) fn check(order: &Order<'_>, facts: &Facts, faults: &mut Vec<Fault>) {
    let blueprint = order.blueprint;
    compare(&facts.caller, blueprint.account.as_str(), path!["account"], "--profile", faults);
    if let (Some((account, place)), Some(caller)) = (identity(blueprint), &facts.identity_caller) {
        compare(caller, account, place, "--identity-profile", faults);
    }
}

/// The account of Identity Center, and where the blueprint says it.
fn identity(blueprint: &Blueprint) -> Option<(&str, Path)> {
    let center = blueprint.identity_center.as_ref()?;
    Some(match &center.account {
        Some(account) => (account.as_str(), path!["identity_center", "account"]),
        None => (blueprint.account.as_str(), path!["account"]),
    })
}

fn compare((live, who): &(String, String), account: &str, place: Path, option: &str, faults: &mut Vec<Fault>) {
    if live != account {
        let fault = Fault::new(&ACCOUNT_DIFFERS, place, format!("the credentials are of account {live}"));
        let fault = fault.label(format!("they are {who}")).allowed(account.to_owned());
        faults.push(fault.help(format!("name a profile of account {account} with {option}")));
    }
}
