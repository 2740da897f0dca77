//! `policy-unchecked`

use super::{Context, policy_size};
use crate::cedar;
use crate::fault::Fault;

rule! {
    /// This build of `cvpn` does not read Cedar, so it has checked only the size of the authorization policy.
    ///
    /// A build with the feature `cedar` (`cargo install … --features cedar`) finds errors of syntax, attributes that do
    /// not exist, and attributes that are read without `has`. It is a feature because the parser more than doubles the
    /// time of the build.
    POLICY_UNCHECKED = "policy-unchecked", Note, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    if cedar::READS {
        return;
    }
    if let Some((policy, _, place)) = policy_size::text(context) {
        let message = format!("this build of cvpn does not read Cedar, so only the size of `{}` is checked", policy.file);
        faults.push(Fault::new(&POLICY_UNCHECKED, place, message).help("build cvpn with the feature `cedar`"));
    }
}
