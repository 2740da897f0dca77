//! Preflight: what is in AWS against what the blueprint needs of it. One check a file; each adds faults that point into the
//! blueprint, and all are told at once. Nothing is changed.

mod account;
mod certificate;
mod group;
mod identity;
mod network;
mod permission;
mod quota;
mod stack;
mod subnet;

use crate::client::cloudformation::StackResource;
use crate::error::{Error, Result, denied};
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::{Fault, Severity};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::PERMISSION_MISSING;

/// What a check looks at.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    order: &'a Order<'a>,
    callers: &'a Callers,
    /// What the VPN's stacks hold already.
    own: &'a [StackResource],
}

impl<'a> Look<'a> {
    fn blueprint(&self) -> &'a Blueprint {
        self.order.blueprint
    }

    /// Whether something of AWS is in one of the VPN's stacks. Some types have ids of several parts.
    fn owns(&self, id: &str) -> bool {
        self.own.iter().any(|resource| resource.physical.split('|').any(|part| part == id))
    }

    /// The endpoint, if there is one.
    fn endpoint(&self) -> Option<&'a str> {
        let mut own = self.own.iter();
        let endpoint = own.find(|resource| resource.kind == "AWS::EC2::ClientVpnEndpoint")?;
        Some(endpoint.physical.as_str()).filter(|id| !id.is_empty())
    }
}

/// Runs one check. A permission that it lacks is a fault like any other.
macro_rules! run {
    ($faults:ident, $check:expr) => {
        match $check.await {
            Err(Error::Refused { action, code, message, .. }) if denied(&code) => {
                let fault =
                    Fault::new(&PERMISSION_MISSING, path!["account"], format!("{action} is not allowed: {message}"));
                $faults.push(fault.help(format!("allow {action} to whoever deploys")));
            }
            answer => answer?,
        }
    };
}

/// Runs all checks. With the wrong credentials the others would look into the wrong account.
pub(crate) async fn check(order: &Order<'_>, callers: &Callers) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    account::check(order, callers, &mut faults).await?;
    if !faults.is_empty() {
        return Ok(faults);
    }
    let mut own = Vec::new();
    run!(faults, stack::check(order, callers, &mut own, &mut faults));
    let look = Look { order, callers, own: &own };
    run!(faults, network::check(look, &mut faults));
    run!(faults, subnet::check(look, &mut faults));
    run!(faults, certificate::check(look, &mut faults));
    run!(faults, identity::check(look, &mut faults));
    run!(faults, group::check(look, &mut faults));
    run!(faults, quota::check(look, &mut faults));
    run!(faults, permission::check(look, &mut faults));
    Ok(faults)
}

/// Whether a fault keeps the deployment from going on.
pub(crate) fn failed(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.severity == Severity::Error)
}
