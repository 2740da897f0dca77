//! CloudFormation.

use super::actions;
use crate::error::{Error, Result};
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types::{self as sdk, ChangeSetType, Parameter};
use aws_types::SdkConfig;
use std::collections::BTreeMap;

actions! {
    DESCRIBE_STACKS = "cloudformation:DescribeStacks",
    DESCRIBE_STACK_EVENTS = "cloudformation:DescribeStackEvents",
    LIST_STACK_RESOURCES = "cloudformation:ListStackResources",
    GET_TEMPLATE = "cloudformation:GetTemplate",
    CREATE_CHANGE_SET = "cloudformation:CreateChangeSet",
    DESCRIBE_CHANGE_SET = "cloudformation:DescribeChangeSet",
    LIST_CHANGE_SETS = "cloudformation:ListChangeSets",
    DELETE_CHANGE_SET = "cloudformation:DeleteChangeSet",
    EXECUTE_CHANGE_SET = "cloudformation:ExecuteChangeSet",
    CONTINUE_UPDATE_ROLLBACK = "cloudformation:ContinueUpdateRollback",
    SET_STACK_POLICY = "cloudformation:SetStackPolicy",
    UPDATE_TERMINATION_PROTECTION = "cloudformation:UpdateTerminationProtection",
    DELETE_STACK = "cloudformation:DeleteStack",
}

/// A stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stack {
    /// Its ARN, which names it also after it was deleted.
    pub id: String,
    /// What its template says that it is.
    pub description: String,
    /// Its state, such as `CREATE_COMPLETE`.
    pub status: String,
    /// Why it is in that state.
    pub reason: Option<String>,
    /// What it was given.
    pub parameters: BTreeMap<String, String>,
    /// What it tells.
    pub outputs: BTreeMap<String, String>,
    /// Whether it is protected from being deleted.
    pub protected: bool,
}

/// An event of a stack: a resource, or the stack itself, has come to a state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StackEvent {
    /// Its own id.
    pub id: String,
    /// The logical id of the resource; of the stack itself, its name.
    pub resource: String,
    /// The type.
    pub kind: String,
    /// The state, such as `CREATE_FAILED`.
    pub status: String,
    /// Why.
    pub reason: Option<String>,
}

/// A change of a change set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedChange {
    /// What is done: `Add`, `Modify`, `Remove`, `Import` or `Dynamic`.
    pub action: String,
    /// The logical id.
    pub resource: String,
    /// The type.
    pub kind: String,
    /// Whether it is replaced: `True`, `False` or `Conditional`.
    pub replacement: String,
    /// The properties that change.
    pub properties: Vec<String>,
}

/// A change set, once CloudFormation has made it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeSet {
    /// Its state, such as `CREATE_COMPLETE`.
    pub status: String,
    /// Why it failed.
    pub reason: String,
    /// Whether it can be executed: `AVAILABLE`.
    pub execution: String,
    /// The changes.
    pub changes: Vec<PlannedChange>,
}

/// A resource of a stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StackResource {
    /// Its logical id.
    pub id: String,
    /// What AWS calls it.
    pub physical: String,
    /// Its type.
    pub kind: String,
    /// Its state.
    pub status: String,
}

/// What a change set is made from.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The stack.
    pub stack: &'a str,
    /// The name of the change set.
    pub name: &'a str,
    /// Whether the stack is made by it.
    pub new: bool,
    /// The template, or where in S3 it is.
    pub template: Template<'a>,
    /// What the template is given.
    pub parameters: &'a BTreeMap<String, String>,
    /// Capabilities that the template needs.
    pub capabilities: &'a [&'a str],
}

/// Where a template is.
#[derive(Clone, Copy, Debug)]
pub enum Template<'a> {
    /// Here.
    Body(&'a str),
    /// In S3.
    Url(&'a str),
}

/// The calls.
#[derive(Clone, Debug)]
pub struct CloudFormation(Client);

impl CloudFormation {
    /// With these credentials.
    pub(crate) fn new(config: &SdkConfig) -> Self {
        CloudFormation(Client::new(config))
    }

    /// A stack by its name or ARN. `None` if there is none.
    pub async fn stack(&self, stack: &str) -> Result<Option<Stack>> {
        let answer = self.0.describe_stacks().stack_name(stack).send().await;
        match answer.map_err(|error| Error::of(DESCRIBE_STACKS, error)) {
            Ok(answer) => Ok(answer.stacks().first().map(read)),
            Err(Error::Refused { code, message, .. }) if code == "ValidationError" && message.contains("not exist") => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The events of a stack since an event, oldest first.
    pub async fn events(&self, stack: &str, since: Option<&str>) -> Result<Vec<StackEvent>> {
        let mut events = Vec::new();
        let mut token = None;
        loop {
            let answer = self.0.describe_stack_events().stack_name(stack).set_next_token(token).send().await;
            let answer = answer.map_err(|error| Error::of(DESCRIBE_STACK_EVENTS, error))?;
            for event in answer.stack_events() {
                let id = event.event_id().unwrap_or_default();
                if Some(id) == since {
                    events.reverse();
                    return Ok(events);
                }
                events.push(StackEvent {
                    id: id.to_owned(),
                    resource: event.logical_resource_id().unwrap_or_default().to_owned(),
                    kind: event.resource_type().unwrap_or_default().to_owned(),
                    status: event.resource_status().map(|status| status.as_str().to_owned()).unwrap_or_default(),
                    reason: event.resource_status_reason().map(str::to_owned),
                });
            }
            token = answer.next_token().map(str::to_owned);
            if token.is_none() {
                events.reverse();
                return Ok(events);
            }
        }
    }

    /// The resources of a stack.
    pub async fn resources(&self, stack: &str) -> Result<Vec<StackResource>> {
        // DescribeStackResources tells no more than 100.
        let (mut found, mut token) = (Vec::new(), None);
        loop {
            let answer = self.0.list_stack_resources().stack_name(stack).set_next_token(token).send().await;
            let answer = answer.map_err(|error| Error::of(LIST_STACK_RESOURCES, error))?;
            found.extend(answer.stack_resource_summaries().iter().map(|resource| StackResource {
                id: resource.logical_resource_id().unwrap_or_default().to_owned(),
                physical: resource.physical_resource_id().unwrap_or_default().to_owned(),
                kind: resource.resource_type().unwrap_or_default().to_owned(),
                status: resource.resource_status().map(|status| status.as_str().to_owned()).unwrap_or_default(),
            }));
            token = answer.next_token().map(str::to_owned);
            if token.is_none() {
                return Ok(found);
            }
        }
    }

    /// The template of a stack.
    pub async fn template(&self, stack: &str) -> Result<String> {
        let answer = self.0.get_template().stack_name(stack).template_stage(sdk::TemplateStage::Original).send().await;
        let answer = answer.map_err(|error| Error::of(GET_TEMPLATE, error))?;
        Ok(answer.template_body().unwrap_or_default().to_owned())
    }

    /// Orders a change set. One of the same name that is there already is the answer to an earlier attempt that was lost.
    pub async fn order(&self, order: Order<'_>) -> Result<()> {
        let parameters = order.parameters.iter();
        let parameters =
            parameters.map(|(key, value)| Parameter::builder().parameter_key(key).parameter_value(value).build());
        let capabilities = order.capabilities.iter().map(|capability| sdk::Capability::from(*capability));
        let mut call = self
            .0
            .create_change_set()
            .stack_name(order.stack)
            .change_set_name(order.name)
            .client_token(order.name)
            .change_set_type(if order.new { ChangeSetType::Create } else { ChangeSetType::Update })
            .set_parameters(Some(parameters.collect()))
            .set_capabilities(Some(capabilities.collect()))
            // The log of a VPN that was taken down, or whose log was switched off, is still there.
            .import_existing_resources(true);
        call = match order.template {
            Template::Body(text) => call.template_body(text),
            Template::Url(url) => call.template_url(url),
        };
        match call.send().await.map_err(|error| Error::of(CREATE_CHANGE_SET, error)) {
            Err(error) if error.is(&["AlreadyExistsException"]) => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// A change set with all its changes. `None` if there is none.
    pub async fn change_set(&self, stack: &str, name: &str) -> Result<Option<ChangeSet>> {
        let mut set = ChangeSet::default();
        let mut token = None;
        loop {
            let call = self.0.describe_change_set().stack_name(stack).change_set_name(name).set_next_token(token);
            let answer = match call.send().await.map_err(|error| Error::of(DESCRIBE_CHANGE_SET, error)) {
                Err(error) if error.is(&["ChangeSetNotFound", "ChangeSetNotFoundException"]) => return Ok(None),
                answer => answer?,
            };
            set.status = answer.status().map(|status| status.as_str().to_owned()).unwrap_or_default();
            set.reason = answer.status_reason().unwrap_or_default().to_owned();
            set.execution = answer.execution_status().map(|status| status.as_str().to_owned()).unwrap_or_default();
            set.changes.extend(answer.changes().iter().filter_map(|change| change.resource_change()).map(planned));
            token = answer.next_token().map(str::to_owned);
            if token.is_none() {
                return Ok(Some(set));
            }
        }
    }

    /// The names of the change sets of a stack.
    pub async fn change_sets(&self, stack: &str) -> Result<Vec<String>> {
        let answer = self.0.list_change_sets().stack_name(stack).send().await;
        let answer = answer.map_err(|error| Error::of(LIST_CHANGE_SETS, error))?;
        Ok(answer.summaries().iter().filter_map(|set| set.change_set_name()).map(str::to_owned).collect())
    }

    /// Takes a change set back.
    pub async fn withdraw(&self, stack: &str, name: &str) -> Result<()> {
        let answer = self.0.delete_change_set().stack_name(stack).change_set_name(name).send().await;
        answer.map(drop).map_err(|error| Error::of(DELETE_CHANGE_SET, error))
    }

    /// Executes a change set. What a failed creation made is taken away again, also what would else be kept.
    pub async fn execute(&self, stack: &str, name: &str) -> Result<()> {
        let call = self.0.execute_change_set().stack_name(stack).change_set_name(name);
        let answer = call.client_request_token(name).retain_except_on_create(true).send().await;
        answer.map(drop).map_err(|error| Error::of(EXECUTE_CHANGE_SET, error))
    }

    /// Goes on with a roll-back that failed.
    pub async fn roll_back(&self, stack: &str) -> Result<()> {
        let answer = self.0.continue_update_rollback().stack_name(stack).send().await;
        answer.map(drop).map_err(|error| Error::of(CONTINUE_UPDATE_ROLLBACK, error))
    }

    /// Sets the policy that says which resources an update may replace or delete.
    pub async fn set_policy(&self, stack: &str, policy: &str) -> Result<()> {
        let answer = self.0.set_stack_policy().stack_name(stack).stack_policy_body(policy).send().await;
        answer.map(drop).map_err(|error| Error::of(SET_STACK_POLICY, error))
    }

    /// Protects a stack from being deleted, or no longer.
    pub async fn protect(&self, stack: &str, protected: bool) -> Result<()> {
        let call = self.0.update_termination_protection().stack_name(stack);
        let answer = call.enable_termination_protection(protected).send().await;
        answer.map(drop).map_err(|error| Error::of(UPDATE_TERMINATION_PROTECTION, error))
    }

    /// Deletes a stack.
    pub async fn delete(&self, stack: &str) -> Result<()> {
        let answer = self.0.delete_stack().stack_name(stack).send().await;
        answer.map(drop).map_err(|error| Error::of(DELETE_STACK, error))
    }
}

fn read(stack: &sdk::Stack) -> Stack {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Stack {
        id: text(stack.stack_id()),
        description: text(stack.description()),
        status: stack.stack_status().map(|status| status.as_str().to_owned()).unwrap_or_default(),
        reason: stack.stack_status_reason().map(str::to_owned),
        parameters: stack
            .parameters()
            .iter()
            .map(|one| (text(one.parameter_key()), text(one.parameter_value())))
            .collect(),
        outputs: stack.outputs().iter().map(|one| (text(one.output_key()), text(one.output_value()))).collect(),
        protected: stack.enable_termination_protection().unwrap_or(false),
    }
}

fn planned(change: &sdk::ResourceChange) -> PlannedChange {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let mut properties: Vec<String> =
        change.details().iter().filter_map(|detail| detail.target()?.name().map(str::to_owned)).collect();
    properties.sort_unstable();
    properties.dedup();
    PlannedChange {
        action: change.action().map(|action| action.as_str().to_owned()).unwrap_or_default(),
        resource: text(change.logical_resource_id()),
        kind: text(change.resource_type()),
        replacement: change.replacement().map(|replacement| replacement.as_str().to_owned()).unwrap_or_default(),
        properties,
    }
}
