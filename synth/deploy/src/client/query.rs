//! The Query protocol, which EC2 and IAM speak: a form there, XML back.

use super::Action;
use super::wire::{Request, Wire};
use crate::error::Result;
use aws_types::SdkConfig;

/// A service that speaks it.
#[derive(Clone, Debug)]
pub struct Query {
    wire: Wire,
    version: &'static str,
}

/// The parameters of a call, as they are sent: `Filter.1.Name`.
pub type Parameters = Vec<(String, String)>;

impl Query {
    /// The service: where it is, the Region and name for which it is signed, and the version of its API.
    pub fn new(config: &SdkConfig, service: &'static str, url: &str, region: &str, version: &'static str) -> Self {
        Query { wire: Wire::new(config, service, url, region), version }
    }

    /// Calls an action, and gives its answer as XML.
    pub async fn call(&self, action: Action, parameters: Parameters) -> Result<String> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("Action", action.operation()).append_pair("Version", self.version).extend_pairs(parameters);
        let headers = vec![("content-type", "application/x-www-form-urlencoded")];
        self.wire.send(action, Request { method: "POST", path: "/".into(), headers, body: form.finish() }).await
    }
}
