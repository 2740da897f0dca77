//! `duplicate-email`

use super::Context;
use crate::fault::Fault;
use crate::path;
use std::collections::BTreeMap;

rule! {
    /// Two users have the same email address.
    ///
    /// The address is the SAML subject: it is what the VPN, its log and its connect handler know a person by. Two people
    /// with one address cannot be told apart there.
    ///
    /// Give each their own address. Capital letters make no difference.
    ///
    /// Source: Client VPN administrator guide, "Single sign-on (SAML 2.0)", NameID.
    DUPLICATE_EMAIL = "duplicate-email", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    let mut seen = BTreeMap::new();
    for (name, user) in &center.users {
        let place = path!["identity_center", "users", name.as_str(), "email"];
        match seen.get(&user.email.as_str().to_lowercase()) {
            None => drop(seen.insert(user.email.as_str().to_lowercase(), (name, place))),
            Some((other, first)) => faults.push(
                Fault::new(&DUPLICATE_EMAIL, place, format!("`{name}` and `{other}` have the same email address"))
                    .related(first.clone(), format!("of `{other}`"))
                    .help("the address is what the VPN and its log know a person by; give each their own"),
            ),
        }
    }
}
