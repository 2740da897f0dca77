//! `fleet-provider-name`

use super::{Found, Member};
use crate::fault::Fault;
use crate::path;
use crate::rule::{check_or_none, rule};
use std::collections::BTreeMap;

rule! {
    /// Two blueprints make SAML providers of the same name in one account.
    ///
    /// IAM is global: a name is taken in all Regions of the account at once. A blueprint's provider has the blueprint's
    /// name, that of its portal ends in `-portal`; so `corp` with a portal and `corp-portal` collide.
    ///
    /// Source: IAM API, CreateSAMLProvider, EntityAlreadyExists.
    FLEET_PROVIDER_NAME = "fleet-provider-name", Error
}

pub(super) fn check(members: &[Member], found: &mut Vec<Found>) {
    let mut taken = BTreeMap::new();
    for (index, member) in members.iter().enumerate().filter(|(_, member)| member.application.is_some()) {
        let portal = member.portal.then(|| format!("{}-portal", member.name));
        for name in std::iter::once(member.name.clone()).chain(portal) {
            let Some(first) = taken.insert((&member.account, name.clone()), index).filter(|first| *first != index)
            else {
                continue;
            };
            let other = &members[first].file;
            let message = format!("the SAML provider `{name}` in account {} is also made by {other}", member.account);
            let fault = Fault::new(&FLEET_PROVIDER_NAME, path!["name"], message);
            found.push(Found { member: index, fault: fault.help("give one of the two another `name`") });
        }
    }
}
