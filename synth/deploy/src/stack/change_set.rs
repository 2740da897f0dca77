//! Change sets: what CloudFormation says that it would do, before it does it.

use super::Stack;
use super::settle::POLL;
use crate::client::cloudformation::{Order, PlannedChange, Template as Sent};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// The start of the names of change sets that are made here. No other program's are touched.
const PREFIX: &str = "cvpn-";

/// Types for which CloudFormation wants the capability to make IAM resources. A SAML provider is not one of them.
/// Source: CloudFormation API, CreateChangeSet, Capabilities.
const IAM: [&str; 8] = [
    "AWS::IAM::AccessKey",
    "AWS::IAM::Group",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::IAM::User",
    "AWS::IAM::UserToGroupAddition",
];

/// How often a change set may be missing before it counts as gone: a minute.
const MISSES: usize = 12;

/// A template on its way to CloudFormation.
#[derive(Clone, Copy, Debug)]
pub struct Template<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where in S3 it is, if it is too large to be sent directly.
    pub url: Option<&'a str>,
    /// What it is given.
    pub parameters: &'a BTreeMap<String, String>,
}

/// A change set that can be executed.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// Its name.
    pub name: String,
    /// Whether the stack is made by it.
    pub new: bool,
    /// The changes.
    pub changes: Vec<PlannedChange>,
}

impl Stack<'_> {
    /// Makes a change set. `None`: there is nothing to change.
    pub async fn plan(&self, template: Template<'_>) -> Result<Option<ChangeSet>> {
        let live = self.ready().await?;
        self.withdraw_all().await?;
        let name = name();
        let new = live.is_none();
        self.caller
            .cloudformation
            .order(Order {
                stack: self.name,
                name: &name,
                new,
                template: template.url.map_or(Sent::Body(template.text), Sent::Url),
                parameters: template.parameters,
                capabilities: capabilities(template.text),
            })
            .await?;
        let mut missed = 0;
        let set = loop {
            let Some(set) = self.caller.cloudformation.change_set(self.name, &name).await? else {
                // Made a moment ago, it may not be known everywhere yet; but another deployment may have taken it back.
                missed += 1;
                if missed > MISSES {
                    return Err(Error::Other {
                        message: format!("the change set {name} of stack {} is gone", self.name),
                        help: "somebody else may be deploying; look at the stack, then run the same command again"
                            .into(),
                    });
                }
                self.caller.pace.wait(POLL).await;
                continue;
            };
            if !set.status.ends_with("_PENDING") && !set.status.ends_with("_IN_PROGRESS") {
                break set;
            }
            self.caller.pace.wait(POLL / 2).await;
        };
        if set.status == "CREATE_COMPLETE" {
            return Ok(Some(ChangeSet { name, new, changes: set.changes }));
        }
        self.withdraw(&name, new).await?;
        if is_empty(&set.reason) {
            return Ok(None);
        }
        let reason = set.reason;
        Err(Error::Stack { stack: self.name.into(), state: "unchanged".into(), resource: None, reason })
    }

    /// Takes a change set back, and with it the stack that it would have made.
    pub async fn withdraw(&self, name: &str, new: bool) -> Result<()> {
        self.caller.cloudformation.withdraw(self.name, name).await?;
        if new {
            self.remove().await?;
        }
        Ok(())
    }

    /// Takes back the change sets that earlier runs left.
    async fn withdraw_all(&self) -> Result<()> {
        if self.caller.cloudformation.stack(self.name).await?.is_none() {
            return Ok(());
        }
        for name in self.caller.cloudformation.change_sets(self.name).await? {
            if name.starts_with(PREFIX) {
                self.caller.cloudformation.withdraw(self.name, &name).await?;
            }
        }
        Ok(())
    }
}

/// A name that no other run takes.
fn name() -> String {
    format!("{PREFIX}{}-{:06x}", OffsetDateTime::now_utc().unix_timestamp(), fastrand::u32(..0x100_0000))
}

/// Whether a change set failed because there is nothing in it.
fn is_empty(reason: &str) -> bool {
    reason.contains("didn't contain changes") || reason.contains("No updates are to be performed")
}

/// The capabilities that a template needs, and no more.
pub(crate) fn capabilities(template: &str) -> &'static [&'static str] {
    if IAM.iter().any(|kind| template.contains(&format!("\"{kind}\""))) { &["CAPABILITY_NAMED_IAM"] } else { &[] }
}
