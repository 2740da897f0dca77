//! The steps that deploy the output, with either target, and see that it is there.

use super::identity::{STORE_ID, needs_store};
use super::ready::CERTIFICATE_ARN;
use super::{SignsIn, apart, applications};
use crate::resource::{Certificate, ManagedGroup, Resource};
use crate::runbook::shell::Command;
use crate::stack::input::{IDENTITY_STORE_ID, SERVER_CERTIFICATE_ARN};
use crate::stack::{Input, Value};
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::{Blueprint, DnsValidatedCertificate, IdentityCenter, ServerCertificate};
use cvpn_blueprint::rule::cloudformation_users::makes_users;
use cvpn_blueprint::types::GroupName;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The variable that keeps the endpoint's id for later commands.
pub(in crate::runbook) const ENDPOINT_ID: &str = "ENDPOINT_ID";

/// Deploying.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct Deploy<'a> {
    /// Goes to where `cvpn synth` wrote.
    folder: String,
    cloudformation: Option<CloudFormation<'a>>,
    terraform: Option<Terraform<'a>>,
    both: bool,
    /// A certificate that ACM issues once a record stands in a hosted zone.
    validated: Option<Validated<'a>>,
}

/// What there is to see after the deployment.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct Deployed<'a> {
    show: String,
    transit_gateway: bool,
    /// The groups that must be assigned to the applications, and the applications.
    assigned: Option<Assigned<'a>>,
}

/// With CloudFormation.
#[derive(Debug, Serialize)]
struct CloudFormation<'a> {
    stacks: Vec<Stack<'a>>,
    endpoint_id: String,
}

/// A stack: the account whose credentials deploy it, and the commands.
#[derive(Debug, Serialize)]
struct Stack<'a> {
    account: &'a str,
    deploy: String,
}

/// With Terraform.
#[derive(Debug, Serialize)]
struct Terraform<'a> {
    init: &'static str,
    /// The account of Identity Center, which the second provider needs credentials of.
    identity_account: Option<&'a str>,
    identity_profile: &'static str,
    apply: String,
    endpoint_id: String,
}

/// A certificate that ACM issues.
#[derive(Debug, Serialize)]
struct Validated<'a> {
    domain: &'a str,
    zone: &'a str,
    /// Makes the certificate alone with Terraform, before its record stands in the hosted zone.
    make: String,
    record: &'static str,
    show: String,
}

/// What Identity Center shows after the deployment.
#[derive(Debug, Serialize)]
struct Assigned<'a> {
    applications: Vec<&'a str>,
    groups: Vec<&'a str>,
}

pub(super) fn deploy<'a>(blueprint: &'a Blueprint, targets: &[Target]) -> Deploy<'a> {
    let has = |target| targets.contains(&target);
    Deploy {
        folder: format!("cd out/{}", blueprint.name),
        cloudformation: has(Target::CloudFormation).then(|| cloudformation(blueprint)),
        terraform: has(Target::Terraform).then(|| terraform(blueprint)),
        both: has(Target::CloudFormation) && has(Target::Terraform),
        validated: match &blueprint.endpoint.server_certificate {
            ServerCertificate::DnsValidated(certificate) => Some(Validated {
                domain: certificate.domain.as_str(),
                zone: certificate.hosted_zone_id.as_str(),
                make: apply(blueprint, Command::new(APPLY).option("-target", certificate_address(certificate))),
                record: "terraform -chdir=terraform output server_certificate_validation",
                show: Command::new("aws acm list-certificates")
                    .option("--region", blueprint.region.as_str())
                    .option(
                        "--query",
                        format!(
                            "CertificateSummaryList[?DomainName=='{}'].[Status,CertificateArn]",
                            certificate.domain
                        ),
                    )
                    .option("--output", "text")
                    .print(),
            }),
            _ => None,
        },
    }
}

pub(super) fn deployed(blueprint: &Blueprint) -> Deployed<'_> {
    Deployed {
        show: Command::new("aws ec2 describe-client-vpn-endpoints")
            .option("--region", blueprint.region.as_str())
            .variable("--client-vpn-endpoint-ids", ENDPOINT_ID)
            .option("--query", "ClientVpnEndpoints[0].Status.Code")
            .option("--output", "text")
            .print(),
        transit_gateway: blueprint.network.transit_gateway.is_some(),
        assigned: match SignsIn::of(blueprint) {
            SignsIn::IdentityCenter(center) => Some(Assigned {
                applications: applications(center).map(|(application, _)| application.name.as_str()).collect(),
                groups: assigned(blueprint, center).into_iter().map(GroupName::as_str).collect(),
            })
            .filter(|assigned| !assigned.groups.is_empty()),
            _ => None,
        },
    }
}

/// An input of the output, and the variable in which an earlier step kept its value.
struct Kept {
    input: &'static Input,
    variable: &'static str,
}

fn kept_store(blueprint: &Blueprint) -> Option<Kept> {
    let SignsIn::IdentityCenter(center) = SignsIn::of(blueprint) else { return None };
    needs_store(center).then_some(Kept { input: &IDENTITY_STORE_ID, variable: STORE_ID })
}

fn kept_certificate(blueprint: &Blueprint) -> Option<Kept> {
    let issued = matches!(blueprint.endpoint.server_certificate, ServerCertificate::Issued(_));
    issued.then_some(Kept { input: &SERVER_CERTIFICATE_ARN, variable: CERTIFICATE_ARN })
}

/// The groups that are assigned to the applications: those of the rules, and those made here.
fn assigned<'a>(blueprint: &Blueprint, center: &'a IdentityCenter) -> Vec<&'a GroupName> {
    let named: BTreeSet<&GroupName> = blueprint.access.iter().flat_map(|rule| &rule.groups).collect();
    let groups = center.groups.iter();
    groups.filter(|(name, group)| group.id.is_none() || named.contains(name)).map(|(name, _)| name).collect()
}

fn cloudformation(blueprint: &Blueprint) -> CloudFormation<'_> {
    let name = blueprint.name.as_str();
    let region = blueprint.region.as_str();
    let parameter = |kept: Kept| format!("\"{}=${}\"", kept.input.cfn, kept.variable);
    let store = kept_store(blueprint).map(parameter);
    let mut parameters = Vec::from_iter(kept_certificate(blueprint).map(parameter));
    let mut stacks = Vec::new();
    if let (Some(place), Some(center)) = (apart(blueprint), &blueprint.identity_center) {
        let stack = format!("{name}-identity");
        let outputs = group_outputs(blueprint, center);
        let mut commands = vec![deploy_stack(&stack, "identity", place.region, Vec::from_iter(store.clone()))];
        for output in &outputs {
            commands.push(stack_output(&stack, place.region, output).keep(output));
            parameters.push(format!("\"{output}=${output}\""));
        }
        let users = !center.users.is_empty() && makes_users(Target::CloudFormation, place.region);
        if users || !assigned(blueprint, center).is_empty() {
            stacks.push(Stack { account: place.account, deploy: commands.join("\n") });
        }
    } else {
        parameters.extend(store);
    }
    stacks.push(Stack { account: blueprint.account.as_str(), deploy: deploy_stack(name, "vpn", region, parameters) });
    CloudFormation { stacks, endpoint_id: stack_output(name, region, "EndpointId").keep(ENDPOINT_ID) }
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

const APPLY: &str = "terraform -chdir=terraform apply";

/// A file that Terraform merges into the providers of the output, and that `cvpn synth` leaves alone.
const IDENTITY_PROFILE: &str = r#"cat > terraform/providers_override.tf <<'END'
provider "aws" {
  alias   = "identity"
  profile = "IDENTITY"
}
END"#;

fn terraform(blueprint: &Blueprint) -> Terraform<'_> {
    let other = apart(blueprint).filter(|place| place.account != blueprint.account.as_str());
    Terraform {
        init: "terraform -chdir=terraform init",
        identity_account: other.map(|place| place.account),
        identity_profile: IDENTITY_PROFILE,
        apply: apply(blueprint, Command::new(APPLY)),
        endpoint_id: Command::new("terraform -chdir=terraform output -raw endpoint_id").keep(ENDPOINT_ID),
    }
}

/// An apply with all that the variables of the output are given.
fn apply(blueprint: &Blueprint, command: Command) -> String {
    let kept = kept_store(blueprint).into_iter().chain(kept_certificate(blueprint));
    let with = |command: Command, kept: Kept| command.raw(format!("-var \"{}=${}\"", kept.input.hcl, kept.variable));
    kept.fold(command, with).print()
}

/// The address of a certificate that ACM issues.
fn certificate_address(certificate: &DnsValidatedCertificate) -> String {
    let DnsValidatedCertificate { domain, hosted_zone_id } = certificate.clone();
    let certificate = Certificate { domain, zone: hosted_zone_id, tags: BTreeMap::new() };
    format!("{}.{}", certificate.hcl_type(), certificate.id().hcl())
}
