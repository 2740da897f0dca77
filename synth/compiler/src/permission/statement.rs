//! A statement of an IAM policy, and the ARNs in it.

use super::Purpose;
use crate::stack::{Placement, Value as Given};
use cvpn_blueprint::types::IdentityStoreId;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Where a policy applies: what its ARNs are made of.
#[derive(Debug)]
pub struct Scope<'a> {
    /// Account and Region.
    pub(super) place: &'a Placement,
    /// The names of the stacks, which may end with `*`.
    pub(super) stacks: Vec<String>,
    /// The bucket for large templates.
    pub(super) bucket: Option<&'a str>,
}

impl Scope<'_> {
    /// An ARN of a service with Regions.
    pub(crate) fn here(&self, service: &str, resource: &str) -> String {
        let Placement { account, region } = self.place;
        format!("arn:{}:{service}:{region}:{account}:{resource}", region.partition())
    }

    /// An ARN of a service without Regions.
    pub(crate) fn global(&self, service: &str, resource: &str) -> String {
        self.of_account(service, self.place.account.as_str(), resource)
    }

    /// An ARN of a service without Regions whose resource does not tell its account.
    pub(crate) fn nowhere(&self, service: &str, resource: &str) -> String {
        self.of_account(service, "", resource)
    }

    fn of_account(&self, service: &str, account: &str, resource: &str) -> String {
        format!("arn:{}:{service}::{account}:{resource}", self.place.region.partition())
    }

    /// Any endpoint. It has no id before it is made, and preflight tries what is allowed with an id that none has, so tags
    /// cannot tell it from another one either.
    pub(crate) fn endpoint(&self) -> String {
        self.here("ec2", "client-vpn-endpoint/*")
    }

    /// An identity store. IAM knows what it holds without it: `user/*`, `group/*` and `membership/*`.
    pub(crate) fn store(&self, store: &Given<IdentityStoreId>, holds: &[&str]) -> Vec<String> {
        let id = match store {
            Given::Known(id) => id.as_str(),
            // Whoever deploys finds it out, or CloudFormation is told.
            _ => "*",
        };
        let held = holds.iter().map(|kind| self.nowhere("identitystore", &format!("{kind}/*")));
        std::iter::once(self.global("identitystore", &format!("identitystore/{id}"))).chain(held).collect()
    }

    /// The condition that the call goes to the Region, for what IAM limits to nothing smaller.
    fn in_region(&self) -> Value {
        json!({ "StringEquals": { "aws:RequestedRegion": self.place.region.as_str() } })
    }
}

/// Actions in order, and for which purpose: one that looks serves both.
type Actions = BTreeMap<&'static str, Purpose>;

/// What is allowed on what, on which condition. Equal resources and conditions make one statement.
#[derive(Debug, Default)]
pub struct Statements(BTreeMap<(BTreeSet<String>, String), Actions>);

impl Statements {
    /// Allows a purpose actions on resources.
    pub(crate) fn allow<'a>(
        &mut self,
        purpose: Purpose,
        actions: impl IntoIterator<Item = &'a &'static str>,
        resources: impl IntoIterator<Item = String>,
    ) {
        self.put(purpose, actions, resources, String::new());
    }

    /// Allows a deployment actions on resources on a condition.
    pub(crate) fn only<'a>(
        &mut self,
        actions: impl IntoIterator<Item = &'a &'static str>,
        resources: impl IntoIterator<Item = String>,
        condition: &Value,
    ) {
        self.put(Purpose::Deploy, actions, resources, condition.to_string());
    }

    /// Allows a purpose actions in the Region.
    pub(crate) fn anywhere<'a>(
        &mut self,
        purpose: Purpose,
        actions: impl IntoIterator<Item = &'a &'static str>,
        scope: &Scope,
    ) {
        self.put(purpose, actions, ["*".to_owned()], scope.in_region().to_string());
    }

    fn put<'a>(
        &mut self,
        purpose: Purpose,
        actions: impl IntoIterator<Item = &'a &'static str>,
        resources: impl IntoIterator<Item = String>,
        condition: String,
    ) {
        let allowed = self.0.entry((resources.into_iter().collect(), condition)).or_default();
        for action in actions {
            let known = allowed.entry(action).or_insert(purpose);
            *known = purpose.max(*known);
        }
    }

    /// Those that serve a purpose, as IAM has them. What allows the same actions on the same condition is one statement.
    pub(super) fn json(&self, purpose: Purpose) -> Vec<Value> {
        let mut merged: BTreeMap<(&str, Vec<&str>), BTreeSet<&str>> = BTreeMap::new();
        for ((resources, condition), actions) in &self.0 {
            let serves = |found: Purpose| purpose == Purpose::Deploy || found == purpose;
            let actions = actions.iter().filter(|(_, found)| serves(**found)).map(|(action, _)| *action);
            let resources = resources.iter().map(String::as_str);
            merged.entry((condition, actions.collect())).or_default().extend(resources);
        }
        merged.retain(|(_, actions), resources| !actions.is_empty() && !resources.is_empty());
        let statement = |((condition, actions), resources): (&(&str, Vec<&str>), &BTreeSet<&str>)| {
            let mut value = json!({ "Effect": "Allow", "Action": actions, "Resource": resources });
            if let Ok(condition) = serde_json::from_str::<Value>(condition) {
                value["Condition"] = condition;
            }
            value
        };
        merged.iter().map(statement).collect()
    }
}
