//! `cvpn policy`: what IAM must allow for a blueprint.

use crate::args::VERSION;
use crate::clock;
use crate::examine;
use crate::report::{Exit, Report, Stop};
use crate::source::Source;
use clap::{ValueEnum, ValueHint};
use cvpn_blueprint::fault::Target;
use cvpn_compiler::permission::{Policy, Purpose, policies};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Print the least IAM policies for deploying a blueprint with CloudFormation, and for looking at what is live
///
/// The output is one JSON object: accounts, in each the policies by name. CloudFormation acts with the permissions of
/// whoever calls it, so what it needs for the resources of the blueprint is among them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn policy corp-vpn.yaml
  cvpn policy corp-vpn.yaml --for status               for people who only look
  cvpn policy corp-vpn.yaml --for deploy --bucket my-templates
  cvpn policy corp-vpn.yaml | jq '.\"111122223333\".\"corp-vpn-deploy\"'

A policy that would be longer than the 6144 characters of a managed policy is split; attach all its parts.")]
pub struct Args {
    /// The blueprint, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// What it is for [default: both]
    #[arg(long = "for", value_enum, value_name = "PURPOSE")]
    purposes: Vec<Wanted>,
    /// The S3 bucket for templates that are too large to be sent directly
    #[arg(long, value_name = "NAME", value_parser = bucket)]
    bucket: Option<String>,
}

/// What a policy is for.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Wanted {
    /// Deploy, change and take down
    Deploy,
    /// Look, and change nothing
    Status,
}

impl From<Wanted> for Purpose {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Deploy => Purpose::Deploy,
            Wanted::Status => Purpose::Status,
        }
    }
}

/// The name of a bucket: nothing in it may widen an ARN.
fn bucket(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
    if (3..=63).contains(&text.len()) && text.chars().all(plain) {
        return Ok(text.to_owned());
    }
    Err("a bucket has 3 to 63 lower-case letters, digits, dots and hyphens".to_owned())
}

/// The documents by account and name.
fn by_account(policies: &[Policy]) -> Value {
    let mut accounts = json!({});
    for policy in policies {
        accounts[policy.account.as_str()][policy.name.as_str()] = policy.document.clone();
    }
    accounts
}

/// What a policy is for and where it goes.
fn told(policy: &Policy) -> String {
    let Policy { name, account, .. } = policy;
    let who = if policy.purpose == "deploy" { "whoever deploys" } else { "whoever looks" };
    let part = policy.part.map(|part| format!(", part {} of {}, attach them all", part.number, part.of));
    format!("{name}: for {who}, in account {account}{}", part.unwrap_or_default())
}

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let source = Source::of(&args.file);
    let examination = examine::one(source, &[Target::CloudFormation], clock::today()?, cvpn_compiler::compile);
    let mut purposes: Vec<Purpose> = args.purposes.iter().copied().map(Purpose::from).collect();
    if purposes.is_empty() {
        purposes.extend(Purpose::ALL);
    }
    purposes.sort_unstable();
    purposes.dedup();
    let checked = examination.checked.as_ref().filter(|_| examination.artifacts.is_some());
    let policies = checked.map(|checked| policies(checked, &purposes, args.bucket.as_deref()));
    if report.format == crate::args::Format::Json {
        let mut value = examination.json();
        value["tool"] = json!({ "name": "cvpn", "version": VERSION });
        value["policies"] = json!(policies);
        report.json(&value)?;
    } else if let Some(policies) = &policies {
        report.data(&format!("{:#}\n", by_account(policies)))?;
        for policy in policies {
            report.say(told(policy));
        }
    } else {
        report.refused(&examination);
    }
    Ok(if policies.is_none() && examination.failure.is_none() { Exit::Faults } else { examination.exit() })
}
