//! A plan to the files of one root module. Both placements live in it: what lives with Identity Center uses the provider
//! `aws.identity` where that is elsewhere.

use super::body::{Body, Expression, Item};
use crate::stack::{Input, Plan, Value};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The files of resources, by concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// Groups, users, assignments, SAML providers.
    Identity,
    /// The endpoint with its certificate, log and security group.
    Endpoint,
    /// Associations and routes.
    Network,
    /// Authorization rules.
    Access,
    /// Alarms.
    Monitoring,
}

impl File {
    /// All files, in the order in which they are written.
    pub const ALL: [File; 5] = [File::Identity, File::Endpoint, File::Network, File::Access, File::Monitoring];

    /// What a reader of the file would ask.
    fn comment(self) -> Option<&'static str> {
        let lanes = "AWS refuses more than ten changes of an endpoint at a time. That is what depends_on is for here: associations,\nroutes and rules wait for one another in eight lanes.";
        match self {
            File::Network | File::Access => Some(lanes),
            File::Identity | File::Endpoint | File::Monitoring => None,
        }
    }

    fn path(self) -> &'static str {
        match self {
            File::Identity => "identity.tf",
            File::Endpoint => "endpoint.tf",
            File::Network => "network.tf",
            File::Access => "access.tf",
            File::Monitoring => "monitoring.tf",
        }
    }
}

/// The module that is being built: what values mean in it.
#[derive(Debug)]
pub struct Scope<'a> {
    plan: &'a Plan,
    inputs: RefCell<Vec<&'static Input>>,
    referenced: RefCell<Vec<usize>>,
}

impl Scope<'_> {
    /// A value as it appears in the module.
    pub fn value<T: ToString>(&self, value: &Value<T>) -> Expression {
        match value {
            Value::Known(known) => known.to_string().into(),
            Value::Of(reference, _) => {
                self.referenced.borrow_mut().push(reference.resource);
                Expression::Code(format!("{}.{}", self.address(reference.resource), reference.attribute.hcl))
            }
            Value::Input(input) => {
                let mut inputs = self.inputs.borrow_mut();
                if !inputs.contains(input) {
                    inputs.push(input);
                }
                Expression::Code(format!("var.{}", input.hcl))
            }
        }
    }

    fn address(&self, resource: usize) -> String {
        let placed = &self.plan.resources[resource];
        format!("{}.{}", placed.resource.hcl_type(), placed.id.hcl())
    }
}

/// The files of a plan, each with its name, and the tags that every resource carries.
pub fn modules(plan: &Plan, tags: &BTreeMap<String, String>) -> Vec<(&'static str, Body)> {
    let scope = Scope { plan, inputs: RefCell::default(), referenced: RefCell::default() };
    let resources: Vec<(&'static str, Body)> =
        File::ALL.into_iter().map(|file| (file.path(), resources(&scope, file))).collect();
    let outputs = outputs(&scope);
    let mut files = vec![
        ("versions.tf", versions(plan)),
        ("providers.tf", providers(plan, tags)),
        ("variables.tf", variables(&scope.inputs.into_inner())),
    ];
    files.extend(resources);
    files.push(("outputs.tf", outputs));
    files.retain(|(_, body)| !body.0.is_empty());
    files
}

/// The versions of the provider that know all arguments of an endpoint in a VPC: `endpoint_ip_address_type` and
/// `traffic_ip_address_type` came with 6.11. Source: the provider's change log.
const PROVIDER: &str = "~> 6.11";

fn versions(plan: &Plan) -> Body {
    let version = plan.resources.iter().filter_map(|placed| placed.resource.provider()).max().unwrap_or(PROVIDER);
    let aws = vec![("source".to_owned(), "hashicorp/aws".into()), ("version".to_owned(), version.into())];
    let providers = Body::default().set("aws", Expression::Object(aws));
    Body::default().block(
        "terraform",
        &[],
        Body::default().set("required_version", ">= 1.5.0").block("required_providers", &[], providers),
    )
}

fn providers(plan: &Plan, tags: &BTreeMap<String, String>) -> Body {
    let provider = |alias: Option<&str>, placement: &crate::stack::Placement| {
        let body = Body::default()
            .maybe("alias", alias)
            .set("region", placement.region.as_str())
            .set("allowed_account_ids", Expression::from_iter([placement.account.as_str()]));
        if tags.is_empty() {
            return body;
        }
        let tags = tags.iter().map(|(key, value)| (key.clone(), value.clone().into())).collect();
        body.block("default_tags", &[], Body::default().set("tags", Expression::Object(tags)))
    };
    let mut body = Body::default();
    if plan.apart() {
        body = body.comment("The endpoint and its network.");
    }
    body = body.block("provider", &["aws"], provider(None, &plan.endpoint));
    if plan.apart() {
        body = body
            .blank()
            .comment(
                "IAM Identity Center, which lives in another account or Region: give it credentials of that account.",
            )
            .block("provider", &["aws"], provider(Some("identity"), &plan.identity));
    }
    body
}

fn variables(inputs: &[&'static Input]) -> Body {
    inputs.iter().fold(Body::default(), |body, input| {
        let condition = format!("can(regex({}, var.{}))", super::print::quote(input.pattern), input.hcl);
        let validation =
            Body::default().set("condition", Expression::Code(condition)).set("error_message", input.allowed);
        let variable = Body::default()
            .set("description", input.description)
            .set("type", Expression::Code("string".to_owned()))
            .set("nullable", false)
            .block("validation", &[], validation);
        body.block("variable", &[input.hcl], variable)
    })
}

fn resources(scope: &Scope, file: File) -> Body {
    let plan = scope.plan;
    let mut all = Body::default();
    let lanes = plan.resources.iter().any(|placed| placed.resource.file() == file && !placed.after.is_empty());
    if let (Some(comment), true) = (file.comment(), lanes) {
        all = all.comment(comment).blank();
    }
    for placed in plan.resources.iter().filter(|placed| placed.resource.file() == file) {
        let mut body = Body::default();
        if plan.apart() && placed.identity {
            body = body.set("provider", Expression::Code("aws.identity".to_owned())).blank();
        }
        body = body.extend(placed.resource.hcl(scope));
        // A reference orders by itself.
        let referenced = scope.referenced.take();
        let mut after: Vec<String> = placed
            .after
            .iter()
            .filter(|earlier| !referenced.contains(earlier))
            .map(|earlier| scope.address(*earlier))
            .collect();
        after.sort();
        if !after.is_empty() {
            if !matches!(body.0.last(), Some(Item::Blank)) {
                body = body.blank();
            }
            body = body.set("depends_on", Expression::List(after.into_iter().map(Expression::Code).collect()));
        }
        if let Some(comment) = placed.resource.comment() {
            if !all.0.is_empty() {
                all = all.blank();
            }
            all = all.comment(comment);
        }
        all = all.block("resource", &[placed.resource.hcl_type(), placed.id.hcl()], body);
    }
    all
}

fn outputs(scope: &Scope) -> Body {
    let mut outputs: Vec<(&'static str, String, Expression)> = Vec::new();
    for (index, placed) in scope.plan.resources.iter().enumerate() {
        let address = scope.address(index);
        let of_terraform = placed.resource.hcl_outputs();
        for output in placed.resource.outputs().into_iter().chain(of_terraform) {
            let value = Expression::Code(format!("{address}.{}", output.attribute.hcl));
            match (output.key, outputs.iter_mut().find(|(name, ..)| *name == output.hcl)) {
                (Some((_, key)), Some((.., Expression::Object(entries)))) => entries.push((key, value)),
                (Some((all, key)), _) => {
                    outputs.push((output.hcl, all.to_owned(), Expression::Object(vec![(key, value)])))
                }
                (None, _) => outputs.push((output.hcl, output.description, value)),
            }
        }
    }
    outputs.into_iter().fold(Body::default(), |body, (name, description, value)| {
        body.block("output", &[name], Body::default().set("description", description).set("value", value))
    })
}
