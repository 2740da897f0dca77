//! A plan to templates. A reference inside a template is a `Ref` or `GetAtt`; to another template it is an output there
//! and a parameter here.

use super::split::{Part, Split, split};
use super::template::{Parameter, Template, TemplateOutput, TemplateResource};
use crate::stack::{CfnAttribute, Input, Plan, Reference, Value as Planned};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The template that is being built: what values mean in it.
#[derive(Debug)]
pub struct Scope<'a> {
    plan: &'a Plan,
    parts: &'a [Part],
    part: &'a Part,
    parameters: RefCell<Vec<Parameter>>,
    referenced: RefCell<Vec<usize>>,
}

impl Scope<'_> {
    /// A value as it appears in the template.
    pub fn value<T: ToString>(&self, value: &Planned<T>) -> Value {
        match value {
            Planned::Known(known) => known.to_string().into(),
            Planned::Of(reference, _) => self.reference(*reference),
            Planned::Input(input) => self.input(input),
        }
    }

    fn input(&self, input: &Input) -> Value {
        self.parameter(Parameter {
            name: input.cfn.to_owned(),
            description: input.description.to_owned(),
            pattern: input.pattern.to_owned(),
            allowed: input.allowed.to_owned(),
        })
    }

    fn parameter(&self, parameter: Parameter) -> Value {
        let reference = json!({ "Ref": parameter.name });
        let mut parameters = self.parameters.borrow_mut();
        if !parameters.contains(&parameter) {
            parameters.push(parameter);
        }
        reference
    }

    fn reference(&self, reference: Reference) -> Value {
        let of = &self.parts[reference.resource];
        if of == self.part {
            self.referenced.borrow_mut().push(reference.resource);
            return attribute(self.plan.resources[reference.resource].id.cfn(), reference.attribute.cfn);
        }
        let name = exported(self.plan, reference);
        self.parameter(Parameter {
            description: format!("Output {name} of the stack made from {}.", of.file()),
            name,
            pattern: reference.attribute.pattern.to_owned(),
            allowed: "The value of that output, unchanged.".to_owned(),
        })
    }
}

/// The name of an attribute outside its template.
fn exported(plan: &Plan, reference: Reference) -> String {
    format!("{}{}", plan.resources[reference.resource].id.cfn(), reference.attribute.suffix)
}

fn attribute(id: &str, attribute: CfnAttribute) -> Value {
    match attribute {
        CfnAttribute::Ref => json!({ "Ref": id }),
        CfnAttribute::GetAtt(name) => json!({ "Fn::GetAtt": [id, name] }),
    }
}

/// A template and its text.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The name of its file.
    pub file: String,
    /// The template.
    pub template: Template,
    /// The text.
    pub text: String,
}

/// The templates of a plan, in the order in which they are deployed. One, or two where Identity Center lives elsewhere;
/// more where one would be too large for CloudFormation.
pub fn templates(plan: &Plan, tool: &str) -> Vec<Printed> {
    let mut overflow = Split::default();
    loop {
        let parts = split(plan, &overflow);
        let mut all = parts.clone();
        all.sort();
        all.dedup();
        let printed = all.iter().map(|part| {
            let template = build(plan, tool, &parts, part);
            Printed { file: part.file(), text: template.print(), template }
        });
        let printed: Vec<Printed> = printed.collect();
        let too_large = all.iter().zip(&printed).filter(|(_, printed)| printed.template.fits(&printed.text).is_err());
        match too_large.filter_map(|(part, _)| overflow.further(plan, &parts, part)).next() {
            Some(further) => overflow = further,
            None => return printed,
        }
    }
}

/// The resources of this template that some must come after: `after` itself, or what comes before it where that stands in
/// another template, so that a lane stays whole when every other link of it moves out.
fn nearest(plan: &Plan, after: &[usize], here: &impl Fn(usize) -> bool) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for &earlier in after {
        if here(earlier) {
            found.insert(earlier);
        } else {
            found.extend(nearest(plan, &plan.resources[earlier].after, here));
        }
    }
    found
}

fn build(plan: &Plan, tool: &str, parts: &[Part], part: &Part) -> Template {
    let scope = Scope { plan, parts, part, parameters: RefCell::default(), referenced: RefCell::default() };
    let here = |index: usize| parts[index] == *part;
    let mut metadata = json!({ "Version": tool });
    if *part == Part::Vpn {
        metadata["ServerCertificate"] = plan.server_certificate.into();
        if let Some(domain) = &plan.server_domain {
            metadata["ServerDomain"] = domain.as_str().into();
        }
        if !plan.subnets.is_empty() {
            metadata["Subnets"] = json!(plan.subnets);
        }
    }
    let mut template = Template {
        description: format!("{}: {}", plan.name, part.describe()),
        metadata: json!({ "cvpn": metadata }),
        ..Template::default()
    };
    for (index, placed) in plan.resources.iter().enumerate().filter(|(index, _)| here(*index)) {
        let properties = placed.resource.cfn(&scope);
        // A reference orders by itself.
        let referenced = scope.referenced.take();
        let mut depends_on: Vec<String> = nearest(plan, &placed.after, &here)
            .into_iter()
            .filter(|earlier| !referenced.contains(earlier))
            .map(|earlier| plan.resources[earlier].id.cfn().to_owned())
            .collect();
        depends_on.sort();
        template.resources.push(TemplateResource {
            id: placed.id.cfn().to_owned(),
            kind: placed.resource.cfn_type(),
            depends_on,
            retain: placed.resource.retain(),
            properties,
        });
        for output in placed.resource.outputs() {
            template.outputs.push(TemplateOutput {
                name: exported(plan, Reference { resource: index, attribute: output.attribute }),
                description: output.description,
                value: attribute(placed.id.cfn(), output.attribute.cfn),
            });
        }
    }
    template.parameters = scope.parameters.into_inner();
    template
}
