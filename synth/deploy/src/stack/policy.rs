//! What keeps a stack from harm: termination protection, and a policy against replacing the endpoint.

use super::Stack;
use crate::error::Result;
use serde_json::json;

/// What an update may do to the endpoint and its associations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// Change them where they stand.
    Guarded,
    /// Anything, because somebody has agreed to it.
    Open,
}

impl Protection {
    /// The policy of the stack.
    pub fn policy(self) -> String {
        let allow = json!({ "Effect": "Allow", "Principal": "*", "Action": "Update:*", "Resource": "*" });
        let deny = json!({
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["Update:Replace", "Update:Delete"],
            "Resource": "*",
            "Condition": { "StringEquals": { "ResourceType": [
                "AWS::EC2::ClientVpnEndpoint",
                "AWS::EC2::ClientVpnTargetNetworkAssociation",
            ] } },
        });
        let statements = match self {
            Protection::Guarded => vec![allow, deny],
            Protection::Open => vec![allow],
        };
        json!({ "Statement": statements }).to_string()
    }
}

impl Stack<'_> {
    /// Sets what the next update may do.
    pub async fn guard(&self, protection: Protection) -> Result<()> {
        self.caller.cloudformation.set_policy(self.name, &protection.policy()).await
    }

    /// Protects the stack from being deleted, if it is not.
    pub async fn protect(&self) -> Result<()> {
        match self.caller.cloudformation.stack(self.name).await? {
            Some(live) if !live.protected => self.caller.cloudformation.protect(self.name, true).await,
            _ => Ok(()),
        }
    }
}
