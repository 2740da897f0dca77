//! Taking a VPN down, in the order in which its parts hold one another.

use crate::certificate;
use crate::error::{Error, Result};
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
    let stacks: Vec<Stack> = names
        .into_iter()
        .map(|name| {
            let identity = order.stacks.iter().any(|planned| planned.name == name && planned.identity);
            Stack { caller: if identity { &callers.identity } else { &callers.vpn }, name, sink }
        })
        .collect();
    for stack in &stacks {
        ours(order, stack).await?;
    }
    for stack in stacks.iter().rev() {
        let name = stack.name;
        sink(Event::step(format!("delete the stack {name}")));
        stack.remove().await?;
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

/// Refuses a stack that has the name of one of ours, and is none.
async fn ours(order: &Order<'_>, stack: &Stack<'_>) -> Result<()> {
    match stack.live().await?.filter(|live| !order.made(&live.description)) {
        None => Ok(()),
        Some(live) => Err(Error::other(
            format!("the stack {} was not made from a blueprint of this name; nothing was deleted", stack.name),
            format!("it says: {}; if it is to go, delete it yourself", live.description),
        )),
    }
}
