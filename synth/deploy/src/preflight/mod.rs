//! Preflight: what is in AWS against what the blueprint needs of it. Each file looks at one thing: `look` asks AWS, `check`
//! compares the answer with the blueprint and is pure. All faults are told at once, and nothing is changed.

mod account;
mod certificate;
mod facts;
mod group;
mod identity;
mod network;
mod permission;
mod quota;
mod stack;
mod subnet;

pub use facts::Facts;

use crate::error::{Error, Result, denied};
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::{Fault, Severity};

/// Asks AWS one thing. A permission that is missing is a finding like any other.
macro_rules! ask {
    ($facts:ident, $look:expr) => {
        match $look.await {
            Err(Error::Refused { action, code, message, .. }) if denied(&code) => {
                $facts.refused.push((action, message));
            }
            answer => answer?,
        }
    };
}

/// Asks AWS all that the checks look at. With the credentials of another account the rest would be of no use.
pub async fn look(order: &Order<'_>, callers: &Callers) -> Result<Facts> {
    let mut facts = Facts::default();
    account::look(order, callers, &mut facts).await?;
    let mut wrong = Vec::new();
    account::check(order, &facts, &mut wrong);
    if !wrong.is_empty() {
        return Ok(facts);
    }
    ask!(facts, stack::look(order, callers, &mut facts));
    ask!(facts, network::look(order, callers, &mut facts));
    ask!(facts, subnet::look(order, callers, &mut facts));
    ask!(facts, certificate::look(order, callers, &mut facts));
    ask!(facts, identity::look(order, callers, &mut facts));
    ask!(facts, group::look(order, callers, &mut facts));
    ask!(facts, quota::look(order, callers, &mut facts));
    ask!(facts, permission::look(order, callers, &mut facts));
    Ok(facts)
}

/// Which credentials a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of the endpoint's account.
    Endpoint,
    /// Those of Identity Center's account too.
    Both,
}

/// Whether the credentials are of the blueprint's accounts. With others, everything seems to be absent.
pub async fn accounts(order: &Order<'_>, callers: &Callers, whose: Whose) -> Result<Vec<Fault>> {
    let (mut facts, mut faults) = (Facts::default(), Vec::new());
    match whose {
        Whose::Endpoint => account::look_at_endpoint(callers, &mut facts).await?,
        Whose::Both => account::look(order, callers, &mut facts).await?,
    }
    account::check(order, &facts, &mut faults);
    Ok(faults)
}

/// Compares what was found with what the blueprint needs.
pub fn check(order: &Order<'_>, facts: &Facts) -> Vec<Fault> {
    let mut faults = Vec::new();
    account::check(order, facts, &mut faults);
    if !faults.is_empty() {
        return faults;
    }
    stack::check(order, facts, &mut faults);
    network::check(order, facts, &mut faults);
    subnet::check(order, facts, &mut faults);
    certificate::check(order, facts, &mut faults);
    identity::check(order, facts, &mut faults);
    group::check(order, facts, &mut faults);
    quota::check(order, facts, &mut faults);
    permission::check(facts, &mut faults);
    faults
}

/// Whether a fault keeps the deployment from going on.
pub(crate) fn failed(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.severity == Severity::Error)
}
