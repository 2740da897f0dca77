//! The stacks of CloudFormation, in the order in which they are deployed, and what each is given.

use super::apart;
use super::deploy::{ENDPOINT_ID, assigned, kept_certificate, kept_store};
use crate::resource::{ManagedGroup, Resource};
use crate::runbook::Template;
use crate::runbook::shell::Command;
use crate::stack::Value;
use crate::stack::input::IDENTITY_STORE_ID;
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::{Blueprint, IdentityCenter};
use cvpn_blueprint::rule::cloudformation_users::makes_users;
use cvpn_blueprint::types::GroupName;
use serde::Serialize;
use std::collections::BTreeSet;

/// With CloudFormation.
#[derive(Debug, Serialize)]
pub(super) struct CloudFormation<'a> {
    stacks: Vec<Stack<'a>>,
    /// Whether there may be more templates than those of `stacks`, because nothing was compiled.
    more: bool,
    /// The stacks to delete before the endpoint's, in that order; none where the endpoint's has everything.
    delete_first: Vec<String>,
    /// The endpoint's stack.
    name: &'a str,
    endpoint_id: String,
}

/// A stack: the account whose credentials deploy it, and the commands.
#[derive(Debug, Serialize)]
struct Stack<'a> {
    account: &'a str,
    deploy: String,
}

pub(super) fn cloudformation<'a>(blueprint: &'a Blueprint, templates: &[Template]) -> CloudFormation<'a> {
    let name = blueprint.name.as_str();
    let region = blueprint.region.as_str();
    let parameter = |kept: super::deploy::Kept| format!("\"{}=${}\"", kept.input.cfn, kept.variable);
    let store = kept_store(blueprint).map(parameter);
    let mut parameters = Vec::from_iter(kept_certificate(blueprint).map(parameter));
    let mut stacks = Vec::new();
    let mut groups = Vec::new();
    if let (Some(place), Some(center)) = (apart(blueprint), &blueprint.identity_center) {
        let stack = format!("{name}-identity");
        let outputs = group_outputs(blueprint, center);
        let mut commands = vec![deploy_stack(&stack, "identity", place.region, Vec::from_iter(store.clone()))];
        for output in &outputs {
            commands.push(stack_output(&stack, place.region, output).keep(output));
        }
        groups = outputs;
        let users = !center.users.is_empty() && makes_users(Target::CloudFormation, place.region);
        if users || !assigned(blueprint, center).is_empty() {
            stacks.push(Stack { account: place.account, deploy: commands.join("\n") });
        }
    } else {
        parameters.extend(store);
    }
    // Where the rules stand in templates of their own, the ids of groups are parameters of those alone.
    let vpn = templates.iter().find(|template| template.file == "vpn.template.json");
    let taken = |group: &&String| vpn.is_none_or(|vpn| vpn.parameters.contains(group));
    parameters.extend(groups.iter().filter(taken).map(|group| passed(group)));
    let account = blueprint.account.as_str();
    stacks.push(Stack { account, deploy: deploy_stack(name, "vpn", region, parameters) });
    let mut delete_first = Vec::new();
    // Kept by the commands so far: what the stack of Identity Center tells.
    let mut kept: BTreeSet<&str> = groups.iter().map(String::as_str).collect();
    for template in templates {
        let Some(part) = template.file.strip_prefix("vpn-").and_then(|file| file.strip_suffix(".template.json")) else {
            continue;
        };
        let stack = format!("{name}-{part}");
        let new = template.parameters.iter().filter(|parameter| kept.insert(parameter));
        let mut commands: Vec<String> =
            new.map(|parameter| stack_output(name, region, parameter).keep(parameter)).collect();
        let parameters = template.parameters.iter().map(|parameter| passed(parameter)).collect();
        commands.push(deploy_stack(&stack, &format!("vpn-{part}"), region, parameters));
        stacks.push(Stack { account, deploy: commands.join("\n") });
        delete_first.insert(0, stack);
    }
    CloudFormation {
        stacks,
        more: templates.is_empty() && changes(blueprint) > SURELY_ONE,
        delete_first,
        name,
        endpoint_id: stack_output(name, region, "EndpointId").keep(ENDPOINT_ID),
    }
}

/// So many routes and rules stand in the endpoint's template whatever they are.
const SURELY_ONE: usize = 100;

/// How many routes and rules the endpoint has.
fn changes(blueprint: &Blueprint) -> usize {
    let rules = blueprint.access.iter().map(|rule| rule.groups.len() + usize::from(rule.everyone));
    rules.sum::<usize>() + blueprint.network.routes.len() * blueprint.network.subnets.len().max(1)
}

/// A parameter that is given the variable of the same name.
fn passed(parameter: &str) -> String {
    format!("\"{parameter}=${parameter}\"")
}

fn deploy_stack(stack: &str, template: &str, region: &str, parameters: Vec<String>) -> String {
    let command = Command::new("aws cloudformation deploy")
        .option("--region", region)
        .option("--stack-name", stack)
        .option("--template-file", format!("cloudformation/{template}.template.json"));
    if parameters.is_empty() {
        return command.print();
    }
    command.raw(format!("--parameter-overrides {}", parameters.join(" "))).print()
}

fn stack_output(stack: &str, region: &str, output: &str) -> Command {
    Command::new("aws cloudformation describe-stacks")
        .option("--region", region)
        .option("--stack-name", stack)
        .option("--query", format!("Stacks[0].Outputs[?OutputKey=='{output}'].OutputValue"))
        .option("--output", "text")
}

/// The outputs of the identity stack that are parameters of the other: ids of groups made here that rules name.
fn group_outputs(blueprint: &Blueprint, center: &IdentityCenter) -> Vec<String> {
    let named: BTreeSet<&GroupName> = blueprint.access.iter().flat_map(|rule| &rule.groups).collect();
    let made = center.groups.iter().filter(|(name, group)| group.id.is_none() && named.contains(name));
    made.flat_map(|(name, _)| {
        let group = ManagedGroup { store: Value::Input(&IDENTITY_STORE_ID), name: name.clone(), description: None };
        let outputs = group.outputs().into_iter();
        outputs.map(move |output| format!("{}{}", group.id().cfn(), output.attribute.suffix)).collect::<Vec<_>>()
    })
    .collect()
}
