//! The template with the stack set: which VPN is where, and its values.
//!
//! CloudFormation `AWS::CloudFormation::StackSet`. Terraform has no part in it.

use super::unify::Parameter;
use super::{Member, Options, Permission};
use crate::stack::LogicalId;
use serde_json::{Map, Value, json};

/// The template. `body` is the one of each VPN, where it is small enough to stand in it; otherwise its address in S3 is a
/// parameter.
pub(super) fn template(
    members: &[Member],
    parameters: &[Parameter],
    body: Option<&String>,
    options: &Options,
    tool: &str,
) -> Value {
    let mut inputs = Map::new();
    let mut properties = properties(options);
    match body {
        Some(body) => properties["TemplateBody"] = body.as_str().into(),
        None => {
            properties["TemplateURL"] = json!({ "Ref": "TemplateUrl" });
            let definition = json!({
                "Type": "String",
                "Description": "Address in S3 of vpn.template.json, which is too large to stand in this template.",
                "AllowedPattern": "^https://.+$",
                "ConstraintDescription": "An address that starts with https://.",
            });
            inputs.insert("TemplateUrl".to_owned(), definition);
        }
    }
    let values = |member: usize, inputs: &mut Map<String, Value>| -> Vec<Value> {
        let one = |parameter: &Parameter| {
            let value = given(&members[member], &parameter.values[member], inputs);
            json!({ "ParameterKey": parameter.name, "ParameterValue": value })
        };
        parameters.iter().map(one).collect()
    };
    properties["StackInstancesGroup"] = match &options.permission {
        Permission::ServiceManaged { units, .. } => by_region(members, units),
        Permission::SelfManaged => {
            // CloudFormation wants a value of each parameter for the set itself; every VPN has its own instead.
            properties["Parameters"] = values(0, &mut inputs).into();
            let group = |(index, member): (usize, &Member)| {
                json!({
                    "DeploymentTargets": { "Accounts": [member.place.account.as_str()] },
                    "Regions": [member.place.region.as_str()],
                    "ParameterOverrides": values(index, &mut inputs),
                })
            };
            members.iter().enumerate().map(group).collect()
        }
    };
    let mut template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": format!("{}: a stack set of {} AWS Client VPNs with single sign-on", options.name, members.len()),
        "Metadata": { "cvpn": { "Version": tool } },
    });
    if !inputs.is_empty() {
        template["Parameters"] = inputs.into();
    }
    template["Resources"] =
        json!({ "StackSet": { "Type": "AWS::CloudFormation::StackSet", "Properties": properties } });
    template["Outputs"] = json!({ "StackSetId": { "Description": "The stack set.", "Value": { "Ref": "StackSet" } } });
    template
}

fn properties(options: &Options) -> Value {
    let mut properties = json!({ "StackSetName": options.name });
    match &options.permission {
        Permission::ServiceManaged { delegated, .. } => {
            properties["PermissionModel"] = "SERVICE_MANAGED".into();
            properties["CallAs"] = if *delegated { "DELEGATED_ADMIN" } else { "SELF" }.into();
            // An account that joins the unit has no values.
            properties["AutoDeployment"] = json!({ "Enabled": false });
        }
        Permission::SelfManaged => properties["PermissionModel"] = "SELF_MANAGED".into(),
    }
    properties["ManagedExecution"] = json!({ "Active": true });
    // In the strict mode there are never more stacks in work than may still fail.
    let strict = options.max_concurrent <= options.failure_tolerance.saturating_add(1);
    properties["OperationPreferences"] = json!({
        "FailureToleranceCount": options.failure_tolerance,
        "MaxConcurrentCount": options.max_concurrent,
        "ConcurrencyMode": if strict { "STRICT_FAILURE_TOLERANCE" } else { "SOFT_FAILURE_TOLERANCE" },
        "RegionConcurrencyType": if options.parallel_regions { "PARALLEL" } else { "SEQUENTIAL" },
    });
    properties
}

/// The accounts of each Region. They have no parameters: the template has the values.
fn by_region(members: &[Member], units: &[String]) -> Value {
    let mut regions: Map<String, Value> = Map::new();
    for Member { place, .. } in members {
        let group = regions.entry(place.region.as_str()).or_insert_with(|| {
            json!({
                "DeploymentTargets": {
                    "OrganizationalUnitIds": units,
                    "AccountFilterType": "INTERSECTION",
                    "Accounts": [],
                },
                "Regions": [place.region.as_str()],
            })
        });
        if let Some(accounts) = group["DeploymentTargets"]["Accounts"].as_array_mut() {
            accounts.push(place.account.as_str().into());
        }
    }
    regions.into_iter().map(|(_, group)| group).collect()
}

/// A value of a VPN: as a text, or as a parameter of this template where nobody knows it yet.
fn given(member: &Member, value: &Value, inputs: &mut Map<String, Value>) -> Value {
    match value {
        Value::String(text) => text.as_str().into(),
        Value::Object(reference) => {
            let input = reference["Ref"].as_str().unwrap_or_default();
            let mut definition = member.template["Parameters"][input].clone();
            let description = definition["Description"].as_str().unwrap_or_default();
            definition["Description"] = format!("{}: {description}", member.name).into();
            let name = LogicalId::new(input, "").word("of").name(&member.name).cfn().to_owned();
            inputs.insert(name.clone(), definition);
            json!({ "Ref": name })
        }
        other => other.to_string().into(),
    }
}
