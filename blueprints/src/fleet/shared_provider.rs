//! `fleet-shared-provider`

use super::{Found, Member};
use crate::fault::Fault;
use crate::path;
use crate::rule::{check_or_none, rule};
use std::collections::BTreeMap;

rule! {
    /// Two blueprints of one account each make a SAML provider for the same application.
    ///
    /// That works, but each copy of the metadata must be renewed by itself when the application's signing certificate
    /// changes. A SAML provider may serve many endpoints of its account: one blueprint can make it, and the others name it
    /// under `endpoint.authentication.federated`.
    ///
    /// Source: Client VPN guide, "Quotas", "Federated authentication".
    FLEET_SHARED_PROVIDER = "fleet-shared-provider", Note
}

pub(super) fn check(members: &[Member], found: &mut Vec<Found>) {
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        let Some(application) = &member.application else { continue };
        let maker = *first.entry((&member.account, application)).or_insert(index);
        if maker == index {
            continue;
        }
        let other = &members[maker].file;
        let message = format!("{other} makes a SAML provider for this application in account {} too", member.account);
        let place = path!["identity_center", "application", "arn"];
        let fault = Fault::new(&FLEET_SHARED_PROVIDER, place, message);
        let fault = fault.help("to renew its metadata in one place, name that provider in `authentication.federated`");
        found.push(Found { member: index, fault });
    }
}
