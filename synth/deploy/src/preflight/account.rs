//! Whose credentials these are.

use crate::caller::Caller;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::{Fault, Path};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::ACCOUNT_DIFFERS;

pub(super) async fn check(order: &Order<'_>, callers: &Callers, faults: &mut Vec<Fault>) -> Result<()> {
    let blueprint = order.blueprint;
    compare(&callers.vpn, blueprint.account.as_str(), path!["account"], "--profile", faults).await?;
    let Some(center) = &blueprint.identity_center else { return Ok(()) };
    let (account, place) = match &center.account {
        Some(account) => (account.as_str(), path!["identity_center", "account"]),
        None => (blueprint.account.as_str(), path!["account"]),
    };
    // The same credentials were looked at already.
    if account == blueprint.account.as_str() && !callers.apart {
        return Ok(());
    }
    compare(&callers.identity, account, place, "--identity-profile", faults).await
}

async fn compare(caller: &Caller, account: &str, place: Path, option: &str, faults: &mut Vec<Fault>) -> Result<()> {
    let (live, who) = caller.sts.identity().await?;
    if live != account {
        let fault = Fault::new(&ACCOUNT_DIFFERS, place, format!("the credentials are of account {live}"));
        let fault = fault.label(format!("they are {who}")).allowed(account.to_owned());
        faults.push(fault.help(format!("name a profile of account {account} with {option}")));
    }
    Ok(())
}
