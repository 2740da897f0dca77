//! `connect-handler-name`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// The connect handler's name does not start with `AWSClientVPN-`.
    ///
    /// The service role with which AWS calls the function may call only functions of that name, so every connection
    /// would be refused.
    ///
    /// Source: Client VPN guide, "Connection authorization".
    CONNECT_HANDLER_NAME = "connect-handler-name", Error, check
}

const PREFIX: &str = "AWSClientVPN-";

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(handler) = &context.blueprint.endpoint.connect_handler else { return };
    let name = handler.lambda_arn.function();
    if !name.starts_with(PREFIX) {
        faults.push(
            Fault::new(
                &CONNECT_HANDLER_NAME,
                path!["endpoint", "connect_handler", "lambda_arn"],
                format!("AWS may not call a function named `{name}`, so every connection would be refused"),
            )
            .allowed(format!("a function whose name starts with {PREFIX}"))
            .help(format!("rename the function, for example to {PREFIX}{name}")),
        );
    }
}
