//! `policy-attribute`

use super::{Context, policy_syntax::Source};
use crate::cedar::{self, Mention};
use crate::fault::Fault;
use crate::source::suggest;
use std::collections::BTreeSet;

rule! {
    /// The authorization policy looks at an attribute that AWS does not describe.
    ///
    /// It may be a slip of the pen, or a value that the product does not send: some samples of AWS itself read
    /// attributes that are in none of its tables. Reading a value that is not there is an error, which denies once the
    /// policy is enforced. What is in `context.saml`, `context.connection` and the like is not described, so nothing is
    /// said about it.
    ///
    /// Compare with the connection log: with `logging.policy_context` it shows all that a policy can see. Only a build
    /// with the feature `cedar` finds this.
    ///
    /// Source: Client VPN administrator guide, "Device posture", the tables of trust data.
    POLICY_ATTRIBUTE = "policy-attribute", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(source) = Source::of(context) else { return };
    let mut seen = BTreeSet::new();
    for Mention { path, at, .. } in source.policy().unwrap_or_default().mentions {
        let known = cedar::described_length(&path);
        // The first name that is not described; what is below it is not described either.
        if known == path.len() || !seen.insert(path[..=known].to_vec()) {
            continue;
        }
        let namespaces = || cedar::NAMESPACES.to_vec();
        let allowed = if known == 0 { namespaces() } else { cedar::described(&path[0]).unwrap_or_default() };
        let fault = source
            .fault(&POLICY_ATTRIBUTE, &at, &format!("AWS describes no `{}`", cedar::written(&path[..=known])))
            .allowed(format!("in `{}`: {}", cedar::written(&path[..known.min(1)]), allowed.join(", ")))
            .help("look into the connection log whether it is there; reading what is not there is an error, which denies");
        faults.push(suggest(fault, &path[known.min(1)..=known].join("."), allowed.iter().copied()));
    }
}
