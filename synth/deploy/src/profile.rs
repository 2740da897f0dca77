//! What people connect with, and who may not: the profile and the revocation list of a live endpoint.

use crate::caller::Caller;
use crate::error::{Error, Result};
use crate::retry::patiently;

/// A profile as AWS exports it, with what it must fit.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The profile.
    pub text: String,
    /// The DNS name of the endpoint.
    pub dns_name: String,
    /// The server's certificate.
    pub certificate: Option<String>,
    /// The CAs above it.
    pub chain: Option<String>,
}

/// Exports the profile of an endpoint, and gets what it is checked against.
pub async fn profile(caller: &Caller, endpoint: &str) -> Result<Exported> {
    let text = patiently(caller.pace, async || caller.ec2.profile(endpoint).await).await?;
    let Some(live) = caller.ec2.endpoint(endpoint).await? else {
        return Err(Error::other(format!("the endpoint {endpoint} is gone"), "deploy it again"));
    };
    let (certificate, chain) = match live.text("serverCertificateArn") {
        "" => (None, None),
        arn => {
            let (certificate, chain) = caller.acm.pem(arn).await?;
            (Some(certificate), Some(chain).filter(|chain| !chain.trim().is_empty()))
        }
    };
    Ok(Exported { text, dns_name: live.text("dnsName").to_owned(), certificate, chain })
}

/// Puts a revocation list in place of the one that is there. `false`: it is there already, and nobody is disconnected.
pub async fn import_list(caller: &Caller, endpoint: &str, list: &str) -> Result<bool> {
    let live = caller.ec2.revocation_list(endpoint).await?;
    if live.is_some_and(|(live, _)| live.trim() == list.trim()) {
        return Ok(false);
    }
    patiently(caller.pace, async || caller.ec2.import_list(endpoint, list).await).await?;
    Ok(true)
}
