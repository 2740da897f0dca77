//! Taking a VPN down, in the order in which its parts hold one another.

use crate::certificate;
use crate::error::Result;
use crate::event::{Event, Sink};
use crate::order::{Callers, Order};
use crate::plan::{self, CERTIFICATE};
use crate::stack::Stack;
use cvpn_blueprint::model::ServerCertificate;

/// What is left on purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// The log group.
    pub log: Option<String>,
    /// The ARN of the imported certificate.
    pub certificate: Option<String>,
}

/// Deletes the stacks, last first: what refers to the endpoint, the endpoint, Identity Center's part. The log stays, and so
/// does the certificate unless `certificate` says otherwise.
pub async fn destroy(order: &Order<'_>, callers: &Callers, certificate: bool, sink: Sink<'_>) -> Result<Left> {
    let live = plan::live(order, callers).await?;
    let given = live.iter().find_map(|stack| stack.parameters.get(CERTIFICATE)).cloned();
    let mut left = Left::default();
    // Those that are live, and also those that never came to be or are half gone.
    let planned = order.stacks.iter().map(|planned| planned.name.as_str());
    let mut names: Vec<&str> = planned.collect();
    names.extend(
        live.iter().map(|stack| stack.name.as_str()).filter(|name| order.stacks.iter().all(|one| one.name != *name)),
    );
    for name in names.iter().rev() {
        let identity = order.stacks.iter().any(|planned| planned.name == *name && planned.identity);
        let caller = if identity { &callers.identity } else { &callers.vpn };
        sink(Event::step(format!("delete the stack {name}")));
        Stack { caller, name, sink }.remove().await?;
        sink(Event::done(format!("stack {name}: gone")));
    }
    if order.blueprint.endpoint.logging.enabled {
        left.log = Some(format!("/aws/clientvpn/{}", order.blueprint.name));
    }
    if let ServerCertificate::Issued(issued) = &order.blueprint.endpoint.server_certificate {
        let name = order.blueprint.name.as_str();
        let found = certificate::find(&callers.vpn, name, issued.domain.as_str(), given.as_ref()).await?;
        match found {
            Some(arn) if certificate => {
                callers.vpn.acm.delete(&arn).await?;
                sink(Event::done(format!("certificate {arn}: gone")));
            }
            found => left.certificate = found,
        }
    }
    Ok(left)
}
