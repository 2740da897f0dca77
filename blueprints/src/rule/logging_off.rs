//! `logging-off`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// Connections are not logged.
    ///
    /// Who connected when and from where, and why a sign-in failed, is nowhere else. What was not logged cannot be
    /// investigated later.
    ///
    /// Leave `enabled` out. If the reason is the cost or the personal data, shorten `retention_days` instead.
    ///
    /// Source: Client VPN administrator guide, "Connection logging".
    LOGGING_OFF = "logging-off", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    if !context.blueprint.endpoint.logging.enabled {
        let message = "connections are not logged, so nothing can be investigated";
        faults.push(
            Fault::new(&LOGGING_OFF, path!["endpoint", "logging", "enabled"], message)
                .help("remove `enabled`; to keep less, shorten `retention_days`"),
        );
    }
}
