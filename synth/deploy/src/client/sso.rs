//! IAM Identity Center: its instances, applications and who is assigned to them.

use super::actions;
use crate::error::{Error, Result};
use aws_sdk_ssoadmin::Client;
use aws_types::SdkConfig;
use std::collections::BTreeSet;

actions! {
    LIST_INSTANCES = "sso:ListInstances",
    LIST_APPLICATIONS = "sso:ListApplications",
    DESCRIBE_APPLICATION = "sso:DescribeApplication",
    LIST_ASSIGNMENTS = "sso:ListApplicationAssignments",
}

/// An instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Its ARN.
    pub arn: String,
    /// Its identity store.
    pub store: String,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its ARN.
    pub arn: String,
    /// Its display name.
    pub name: String,
    /// Whether people can sign in to it.
    pub enabled: bool,
}

/// The calls.
#[derive(Clone, Debug)]
pub struct Sso(Client);

impl Sso {
    /// With these credentials.
    pub(crate) fn new(config: &SdkConfig) -> Self {
        Sso(Client::new(config))
    }

    /// The instances that the account sees in the Region.
    pub async fn instances(&self) -> Result<Vec<Instance>> {
        let answer = self.0.list_instances().send().await.map_err(|error| Error::of(LIST_INSTANCES, error))?;
        let instances = answer.instances().iter().map(|instance| Instance {
            arn: instance.instance_arn().unwrap_or_default().to_owned(),
            store: instance.identity_store_id().unwrap_or_default().to_owned(),
        });
        Ok(instances.collect())
    }

    /// The applications of an instance.
    pub async fn applications(&self, instance: &str) -> Result<Vec<Application>> {
        let mut applications = Vec::new();
        let mut token = None;
        loop {
            let answer = self.0.list_applications().instance_arn(instance).set_next_token(token).send().await;
            let answer = answer.map_err(|error| Error::of(LIST_APPLICATIONS, error))?;
            applications.extend(answer.applications().iter().map(|application| Application {
                arn: application.application_arn().unwrap_or_default().to_owned(),
                name: application.name().unwrap_or_default().to_owned(),
                enabled: application.status().is_some_and(|status| status.as_str() == "ENABLED"),
            }));
            token = answer.next_token().map(str::to_owned);
            if token.is_none() {
                return Ok(applications);
            }
        }
    }

    /// An application. `None` if there is none.
    pub async fn application(&self, arn: &str) -> Result<Option<Application>> {
        let answer = self.0.describe_application().application_arn(arn).send().await;
        let answer = match answer.map_err(|error| Error::of(DESCRIBE_APPLICATION, error)) {
            Err(error) if error.is(&["ResourceNotFoundException"]) => return Ok(None),
            answer => answer?,
        };
        Ok(Some(Application {
            arn: arn.to_owned(),
            name: answer.name().unwrap_or_default().to_owned(),
            enabled: answer.status().is_some_and(|status| status.as_str() == "ENABLED"),
        }))
    }

    /// The ids of the groups and users that are assigned to an application.
    pub async fn assigned(&self, application: &str) -> Result<BTreeSet<String>> {
        let mut assigned = BTreeSet::new();
        let mut token = None;
        loop {
            let call = self.0.list_application_assignments().application_arn(application).set_next_token(token);
            let answer = call.send().await.map_err(|error| Error::of(LIST_ASSIGNMENTS, error))?;
            assigned.extend(answer.application_assignments().iter().map(|one| one.principal_id().to_owned()));
            token = answer.next_token().map(str::to_owned);
            if token.is_none() {
                return Ok(assigned);
            }
        }
    }
}
