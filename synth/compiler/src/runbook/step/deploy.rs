//! The steps that deploy the output, with either target, and see that it is there.

use super::identity::{STORE_ID, needs_store};
use super::ready::CERTIFICATE_ARN;
use super::stack::{CloudFormation, cloudformation};
use super::{SignsIn, apart, applications};
use crate::resource::{Certificate, Resource};
use crate::runbook::Template;
use crate::runbook::shell::Command;
use crate::stack::Input;
use crate::stack::input::{IDENTITY_STORE_ID, SERVER_CERTIFICATE_ARN};
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::{Blueprint, DnsValidatedCertificate, IdentityCenter, ServerCertificate};
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

pub(super) fn deploy<'a>(blueprint: &'a Blueprint, targets: &[Target], templates: &[Template]) -> Deploy<'a> {
    let has = |target| targets.contains(&target);
    Deploy {
        folder: format!("cd out/{}", blueprint.name),
        cloudformation: has(Target::CloudFormation).then(|| cloudformation(blueprint, templates)),
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
pub(super) struct Kept {
    pub(super) input: &'static Input,
    pub(super) variable: &'static str,
}

pub(super) fn kept_store(blueprint: &Blueprint) -> Option<Kept> {
    let SignsIn::IdentityCenter(center) = SignsIn::of(blueprint) else { return None };
    needs_store(center).then_some(Kept { input: &IDENTITY_STORE_ID, variable: STORE_ID })
}

pub(super) fn kept_certificate(blueprint: &Blueprint) -> Option<Kept> {
    let issued = matches!(blueprint.endpoint.server_certificate, ServerCertificate::Issued(_));
    issued.then_some(Kept { input: &SERVER_CERTIFICATE_ARN, variable: CERTIFICATE_ARN })
}

/// The groups that are assigned to the applications: those of the rules, and those made here.
pub(super) fn assigned<'a>(blueprint: &Blueprint, center: &'a IdentityCenter) -> Vec<&'a GroupName> {
    let named: BTreeSet<&GroupName> = blueprint.access.iter().flat_map(|rule| &rule.groups).collect();
    let groups = center.groups.iter();
    groups.filter(|(name, group)| group.id.is_none() || named.contains(name)).map(|(name, _)| name).collect()
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
