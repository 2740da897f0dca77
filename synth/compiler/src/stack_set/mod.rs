//! A stack set: one template for VPNs that differ only in values, and CloudFormation's own engine to distribute it.
//!
//! A stage over templates: each blueprint is lowered as always, but with names that all of them share; the templates
//! become one in which values differ; and a second template has the `AWS::CloudFormation::StackSet`. The values are
//! parameters of each VPN, or mappings of the template where accounts are found by organizational unit.
//! What lives with Identity Center in another account is not part of it: a stack set makes each resource once a VPN.

mod mapped;
mod outer;
mod unify;

use crate::artifact::Artifact;
use crate::lower::alike;
use crate::stack::Placement;
use crate::target::cfn::{self, ENDS, INLINE, MOST, compact, indented};
use cvpn_blueprint::Checked;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::fleet::Found;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::stack_set::{
    STACK_SET_AMBIGUOUS, STACK_SET_DIFFERENCE, STACK_SET_PLACE, STACK_SET_SIZE, STACK_SET_TEXT,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use unify::{Difference, Kind, Parameter, Unified, unify};

/// Bytes of a template that a stack set takes through S3.
const BODY: usize = 460_800;

/// How a stack set is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its name.
    pub name: String,
    /// By whose permissions.
    pub permission: Permission,
    /// Stacks of a Region that may fail before the operation stops.
    pub failure_tolerance: u32,
    /// Stacks that are made at a time.
    pub max_concurrent: u32,
    /// Whether Regions are worked on at a time instead of one after another.
    pub parallel_regions: bool,
}

/// By whose permissions a stack set works in other accounts.
#[derive(Clone, Debug)]
pub enum Permission {
    /// By those that AWS Organizations gives.
    ServiceManaged {
        /// The organizational units, or the root, in which the accounts are.
        units: Vec<String>,
        /// Whether it is deployed from the account of a delegated administrator.
        delegated: bool,
    },
    /// By roles that the accounts have already.
    SelfManaged,
}

/// A VPN of the stack set, as the second template needs it.
#[derive(Debug)]
struct Member {
    name: String,
    place: Placement,
    template: Value,
}

/// The files of the stack set of several blueprints. The first is the model, which decides the order of what is printed.
///
/// # Errors
///
/// Why they are not one template, each fault in one of the blueprints. `files` are their names in messages.
pub fn stack_set(
    blueprints: &[&Checked],
    files: &[&str],
    options: &Options,
    tool: &str,
) -> Result<Vec<Artifact>, Vec<Found>> {
    let mut found = places(blueprints, files);
    let mut members = Vec::new();
    for (member, checked) in blueprints.iter().enumerate() {
        match one(checked, tool) {
            Ok(one) => members.push(one),
            Err(fault) => found.push(Found { member, fault: *fault }),
        }
    }
    if !found.is_empty() || members.is_empty() {
        return Err(found);
    }
    let templates: Vec<Value> = members.iter().map(|member| member.template.clone()).collect();
    let unified = unify(&templates);
    if !unified.differences.is_empty() {
        return Err(differences(&unified.differences, files));
    }
    let mapped = matches!(options.permission, Permission::ServiceManaged { .. });
    if mapped {
        let unknown = mapped::unknown(&members, &unified.parameters);
        if !unknown.is_empty() {
            return Err(unknown);
        }
    }
    let inner = inner(&members, &unified, options, tool);
    let body = compact(&inner);
    let outer = outer::template(&members, &unified.parameters, (body.len() <= INLINE).then_some(&body), options, tool);
    let text = indented(&outer);
    let accounts: BTreeSet<&str> = members.iter().map(|member| member.place.account.as_str()).collect();
    let ends = outer["Parameters"].as_object().map_or(0, serde_json::Map::len);
    let counts = [
        (if mapped { "mappings" } else { "parameters of a VPN" }, unified.parameters.len(), ENDS),
        ("accounts in a mapping", accounts.len(), if mapped { ENDS } else { usize::MAX }),
        ("bytes of the template of a VPN", body.len(), BODY),
        ("parameters", ends, ENDS),
        ("bytes", text.len(), MOST),
    ];
    if let Some((what, count, most)) = counts.iter().find(|(_, count, most)| count > most) {
        return Err(vec![Found {
            member: 0,
            fault: too_large(&format!("{count} {what}, of which CloudFormation takes {most}")),
        }]);
    }
    Ok(vec![
        Artifact { path: "cloudformation/stackset.template.json".to_owned(), text },
        Artifact { path: "cloudformation/vpn.template.json".to_owned(), text: indented(&inner) },
    ])
}

fn too_large(why: &str) -> Fault {
    Fault::new(&STACK_SET_SIZE, path!["name"], format!("the stack set would have {why}"))
        .help("make several stack sets of fewer blueprints, or let the blueprints differ in less")
}

/// The template of one blueprint, with names that others share.
fn one(checked: &Checked, tool: &str) -> Result<Member, Box<Fault>> {
    let plan = alike(checked).map_err(|id| {
        let place = if id.starts_with("Route") { path!["network", "routes"] } else { path!["access"] };
        Box::new(
            Fault::new(&STACK_SET_AMBIGUOUS, place, format!("two rules or routes would be called `{id}`"))
                .help("give each rule for the same group, and each route, a `description` of its own"),
        )
    })?;
    let templates = cfn::templates(&plan, tool);
    if templates.iter().any(|printed| printed.file.starts_with("vpn-")) {
        return Err(Box::new(too_large("more than one template for a VPN")));
    }
    let template = templates.iter().find(|printed| printed.file == "vpn.template.json");
    let template = template.map(|printed| json!(printed.template)).unwrap_or_default();
    Ok(Member { name: plan.name.clone(), place: plan.endpoint, template })
}

/// Blueprints for an account and Region that an earlier one has.
fn places(blueprints: &[&Checked], files: &[&str]) -> Vec<Found> {
    let place = |checked: &Checked| (checked.blueprint().account.clone(), checked.blueprint().region.clone());
    let twice = |(member, checked): (usize, &&Checked)| {
        let earlier = blueprints[..member].iter().position(|earlier| place(earlier) == place(checked))?;
        let (account, region) = place(checked);
        let message = format!("{} is for {account} in {region} too", files[earlier]);
        let fault = Fault::new(&STACK_SET_PLACE, path!["region"], message)
            .help("a stack set makes one stack in each account and Region; put one of them into another stack set");
        Some(Found { member, fault })
    };
    blueprints.iter().enumerate().filter_map(twice).collect()
}

fn differences(differences: &[Difference], files: &[&str]) -> Vec<Found> {
    let model = files[0];
    let fault = |Difference { member, what, kind }: &Difference| {
        let (rule, message) = match kind {
            Kind::Missing => (&STACK_SET_DIFFERENCE, format!("`{what}` is in {model} only")),
            Kind::More => (&STACK_SET_DIFFERENCE, format!("`{what}` is not in {model}")),
            Kind::Form => (&STACK_SET_DIFFERENCE, format!("`{what}` has another form than in {model}")),
            Kind::Long => {
                (&STACK_SET_TEXT, format!("`{what}` is another than in {model}, and too long for a parameter"))
            }
        };
        let fault = Fault::new(rule, path!["name"], message);
        let fault = match kind {
            Kind::Missing | Kind::More => fault.help(
                "give all blueprints of a stack set the same zones, groups, rules, routes and options; a rule or route \
                 with the same `description` may lead to another network in each",
            ),
            Kind::Form => fault.help("give it the same keys, and lists the same length, in all blueprints of a stack set"),
            Kind::Long => fault.allowed("4,096 bytes").help(
                "let all VPNs of the stack set share one SAML application or policy, or put this one into another stack set",
            ),
        };
        Found { member: *member, fault }
    };
    let mut found: Vec<Found> = differences.iter().map(fault).collect();
    found.sort_by_key(|found| found.member);
    found
}

/// The template of each VPN.
fn inner(members: &[Member], unified: &Unified, options: &Options, tool: &str) -> Value {
    let mut template = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": format!("{}: AWS Client VPN with single sign-on", options.name),
        "Metadata": { "cvpn": { "Version": tool } },
    });
    let (parameters, resources) = (&unified.parameters, Value::Object(unified.resources.clone()));
    match options.permission {
        Permission::ServiceManaged { .. } => {
            template["Mappings"] = mapped::mappings(members, parameters);
            template["Resources"] = mapped::looked_up(&resources, parameters);
        }
        Permission::SelfManaged => {
            let definition = |parameter: &Parameter| (parameter.name.clone(), parameter.definition.clone());
            template["Parameters"] = parameters.iter().map(definition).collect();
            template["Resources"] = resources;
        }
    }
    // Their values are attributes of resources, which have the same names everywhere.
    template["Outputs"] = members[0].template["Outputs"].clone();
    template
}
