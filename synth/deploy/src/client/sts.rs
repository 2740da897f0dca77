//! STS.

use super::actions;
use crate::error::{Error, Result};
use aws_sdk_sts::Client;
use aws_types::SdkConfig;

actions! {
    GET_CALLER_IDENTITY = "sts:GetCallerIdentity",
}

/// The calls.
#[derive(Clone, Debug)]
pub struct Sts(Client);

impl Sts {
    /// With these credentials.
    pub(crate) fn new(config: &SdkConfig) -> Self {
        Sts(Client::new(config))
    }

    /// The account and the ARN of whoever calls.
    pub async fn identity(&self) -> Result<(String, String)> {
        let answer = self.0.get_caller_identity().send().await;
        let answer = answer.map_err(|error| Error::of(GET_CALLER_IDENTITY, error))?;
        Ok((answer.account().unwrap_or_default().to_owned(), answer.arn().unwrap_or_default().to_owned()))
    }
}
