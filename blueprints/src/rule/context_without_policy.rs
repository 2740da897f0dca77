//! `context-without-policy`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// The log is to say what the authorization policy saw, but there is no policy.
    ///
    /// Remove `policy_context`, or add the policy that it is about.
    ///
    /// Source: EC2 API, ConnectionLogOptions, IncludeAuthorizationPolicyContext.
    CONTEXT_WITHOUT_POLICY = "context-without-policy", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let endpoint = &context.blueprint.endpoint;
    if endpoint.logging.policy_context && endpoint.authorization_policy.is_none() {
        let message = "`policy_context` has no effect, because there is no `authorization_policy`";
        faults.push(
            Fault::new(&CONTEXT_WITHOUT_POLICY, path!["endpoint", "logging", "policy_context"], message)
                .help("remove `policy_context`, or add `authorization_policy`"),
        );
    }
}
