//! A statement of an IAM policy, and the ARNs in it.

use super::Purpose;
use crate::stack::Placement;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Where a policy applies: what its ARNs are made of.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    /// Account and Region.
    pub place: &'a Placement,
    /// The names of the stacks, which may end with `*`.
    pub stacks: Vec<String>,
    /// The name of the blueprint.
    pub name: &'a str,
    /// The bucket for large templates.
    pub bucket: Option<&'a str>,
}

impl Scope<'_> {
    /// An ARN of a service with Regions.
    pub fn here(&self, service: &str, resource: &str) -> String {
        let Placement { account, region } = self.place;
        format!("arn:{}:{service}:{region}:{account}:{resource}", region.partition())
    }

    /// An ARN of a service without Regions.
    pub fn global(&self, service: &str, account: &str, resource: &str) -> String {
        format!("arn:{}:{service}::{account}:{resource}", self.place.region.partition())
    }

    /// The condition that the call goes to the Region.
    pub fn in_region(&self) -> Value {
        json!({ "StringEquals": { "aws:RequestedRegion": self.place.region.as_str() } })
    }
}

/// What is allowed on what, on which condition. Equal resources and conditions make one statement.
#[derive(Debug, Default)]
pub(super) struct Statements(BTreeMap<(BTreeSet<String>, String), BTreeSet<&'static str>>);

impl Statements {
    /// Allows actions on resources.
    pub fn allow(
        &mut self,
        actions: impl IntoIterator<Item = &'static str>,
        resources: impl IntoIterator<Item = String>,
        condition: Option<Value>,
    ) {
        let condition = condition.map(|condition| condition.to_string()).unwrap_or_default();
        self.0.entry((resources.into_iter().collect(), condition)).or_default().extend(actions);
    }

    /// Those that serve a purpose, as IAM has them.
    pub fn json(&self, purpose: Purpose) -> Vec<Value> {
        let statement = |((resources, condition), actions): (&(BTreeSet<String>, String), &BTreeSet<&str>)| {
            let actions: Vec<&str> = actions.iter().copied().filter(|action| purpose.wants(action)).collect();
            if actions.is_empty() {
                return None;
            }
            let mut value = json!({ "Effect": "Allow", "Action": actions, "Resource": resources });
            if let Ok(condition) = serde_json::from_str::<Value>(condition) {
                value["Condition"] = condition;
            }
            Some(value)
        };
        self.0.iter().filter_map(statement).collect()
    }
}
