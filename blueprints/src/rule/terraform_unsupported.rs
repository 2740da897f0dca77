//! `terraform-unsupported`

use super::Context;
use crate::fault::{Fault, Place, Severity, Target};
use crate::path;

rule! {
    /// The Terraform provider cannot express this part of the blueprint.
    ///
    /// The provider of AWS has no arguments for device posture, for an authorization policy, or for its context in the
    /// log. It also refuses a group's id with a comma, because commas separate the parts of its own ids. CloudFormation
    /// takes all of them.
    ///
    /// No Terraform is written, because a module without them would look complete and let in whom the policy keeps out.
    /// CloudFormation is written as asked; if only Terraform was asked for, this is an error. `--target cloudformation`
    /// asks for CloudFormation alone.
    ///
    /// Source: Terraform AWS provider 6.66, aws_ec2_client_vpn_endpoint and aws_ec2_client_vpn_authorization_rule.
    TERRAFORM_UNSUPPORTED = "terraform-unsupported", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let targets = &context.circumstances.targets;
    if !targets.contains(&Target::Terraform) {
        return;
    }
    let alone = targets.iter().all(|target| *target == Target::Terraform);
    let mut push = |place: Place, message: &str| {
        let fault = Fault::new(&TERRAFORM_UNSUPPORTED, place, message).blocks(Target::Terraform);
        faults.push(if alone {
            Fault { severity: Severity::Error, ..fault.help("ask for `--target cloudformation`") }
        } else {
            fault.help("no Terraform is written; `--target cloudformation` asks for CloudFormation alone")
        });
    };
    let endpoint = &context.blueprint.endpoint;
    if !endpoint.device_posture.is_empty() {
        push(Place::key(path!["endpoint", "device_posture"]), "Terraform has no argument for device posture");
    }
    if endpoint.authorization_policy.is_some() {
        push(Place::key(path!["endpoint", "authorization_policy"]), "Terraform has no argument for an authorization policy");
    }
    if endpoint.logging.policy_context {
        push(Place::key(path!["endpoint", "logging", "policy_context"]), "Terraform has no argument for the policy's context in the log");
    }
    if context.blueprint.center_of_groups().is_none() {
        for (rule, access) in context.blueprint.access.iter().enumerate() {
            for (index, _) in access.groups.iter().enumerate().filter(|(_, group)| group.as_str().contains(',')) {
                push(path!["access", rule, "groups", index].into(), "Terraform refuses a group's id with a comma");
            }
        }
    }
}
