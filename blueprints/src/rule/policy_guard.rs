//! `policy-guard`

use super::{Context, policy_namespace, policy_syntax::Source};
use crate::cedar::{self, Mention};
use crate::fault::Fault;
use std::collections::BTreeSet;

rule! {
    /// The authorization policy reads an attribute without asking first whether it is there.
    ///
    /// A device may have none of the agents, or an agent may leave a value out, and a person may be in no group. Reading
    /// what is not there makes the result of the whole policy an `error`, and that denies once the policy is enforced:
    /// a `forbid` for unhealthy Macs then keeps every Windows device out.
    ///
    /// Ask with `has`, step by step from `context` down, and go on with `&&`. Only a build with the feature `cedar`
    /// finds this.
    ///
    /// Source: Client VPN administrator guide, "Connection logging", authorization-policy-evaluation; Cedar, `has`.
    POLICY_GUARD = "policy-guard", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(source) = Source::of(context) else { return };
    let mut seen = BTreeSet::new();
    for Mention { path, at, unguarded } in source.policy().unwrap_or_default().mentions {
        let namespace = path[0].as_str();
        // Other rules have spoken for what is not there at all and for what nobody knows.
        if namespace == cedar::CONNECTION || policy_namespace::missing(context, namespace).is_some() {
            continue;
        }
        let described = cedar::described_length(&path);
        // The namespace of a way to sign in is there for everyone who did; that of a product only where its agent runs.
        let product = cedar::described(namespace).is_some();
        let lengths: Vec<_> =
            unguarded.into_iter().filter(|length| *length <= described && (*length > 1 || product)).collect();
        let Some(deepest) = lengths.last() else { continue };
        if seen.insert(path[..*deepest].to_vec()) {
            let guards: Vec<_> = lengths.iter().map(|length| cedar::guard(&path[..*length])).collect();
            faults.push(
                source
                    .fault(&POLICY_GUARD, &at, &format!("`{}` may not be there", cedar::written(&path[..*deepest])))
                    .help(format!(
                        "write `{} &&` before it; without, the result is an error, which denies once the policy is \
                         enforced",
                        guards.join(" && ")
                    )),
            );
        }
    }
}
