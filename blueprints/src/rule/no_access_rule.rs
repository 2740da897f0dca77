//! `no-access-rule`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// There is no access rule at all.
    ///
    /// What no rule names is closed, so people connect and reach nothing.
    ///
    /// Source: Client VPN guide, "Authorization rules".
    NO_ACCESS_RULE = "no-access-rule", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    if context.blueprint.access.is_empty() {
        faults.push(
            Fault::new(&NO_ACCESS_RULE, Place::key(path!["access"]), "nobody may reach anything")
                .help("add a rule, such as { to: 10.0.1.0/24, groups: [VPN-User-Group] }"),
        );
    }
}
