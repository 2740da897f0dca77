//! A plan to templates: one for each placement. A reference inside a placement is a `Ref` or `GetAtt`; across placements
//! it is an output there and a parameter here.

use super::template::{Parameter, Template, TemplateOutput, TemplateResource};
use crate::stack::{CfnAttribute, Input, Plan, Reference, Value as Planned};
use serde_json::{Value, json};
use std::cell::RefCell;

/// The template that is being built: what values mean in it.
#[derive(Debug)]
pub struct Scope<'a> {
    plan: &'a Plan,
    identity: bool,
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
        let of = &self.plan.resources[reference.resource];
        if !self.plan.apart() || of.identity == self.identity {
            self.referenced.borrow_mut().push(reference.resource);
            return attribute(of.id.cfn(), reference.attribute.cfn);
        }
        self.parameter(Parameter {
            name: exported(self.plan, reference),
            description: format!("Output {} of the identity stack.", exported(self.plan, reference)),
            pattern: reference.attribute.pattern.to_owned(),
            allowed: "The value of that output, unchanged.".to_owned(),
        })
    }
}

/// The name of an attribute that goes from one stack to another.
fn exported(plan: &Plan, reference: Reference) -> String {
    format!("{}{}", plan.resources[reference.resource].id.cfn(), reference.attribute.suffix)
}

fn attribute(id: &str, attribute: CfnAttribute) -> Value {
    match attribute {
        CfnAttribute::Ref => json!({ "Ref": id }),
        CfnAttribute::GetAtt(name) => json!({ "Fn::GetAtt": [id, name] }),
    }
}

/// The templates of a plan with their file names: one, or two where Identity Center lives elsewhere.
pub fn templates(plan: &Plan, tool: &str) -> Vec<(&'static str, Template)> {
    let mut templates = Vec::new();
    if plan.apart() {
        let identity = build(plan, tool, true);
        if !identity.resources.is_empty() {
            templates.push(("identity.template.json", identity));
        }
    }
    templates.push(("vpn.template.json", build(plan, tool, false)));
    templates
}

fn build(plan: &Plan, tool: &str, identity: bool) -> Template {
    let scope = Scope { plan, identity, parameters: RefCell::default(), referenced: RefCell::default() };
    let here = |index: usize| !plan.apart() || plan.resources[index].identity == identity;
    let mut template = Template {
        description: if identity {
            format!("{}: groups of IAM Identity Center and their access to the VPN's application", plan.name)
        } else {
            format!("{}: AWS Client VPN with single sign-on", plan.name)
        },
        metadata: json!({ "cvpn": { "Version": tool } }),
        ..Template::default()
    };
    for (index, placed) in plan.resources.iter().enumerate().filter(|(index, _)| here(*index)) {
        let properties = placed.resource.cfn(&scope);
        // A reference orders by itself.
        let referenced = scope.referenced.take();
        let mut depends_on: Vec<String> = placed
            .after
            .iter()
            .filter(|earlier| here(**earlier) && !referenced.contains(earlier))
            .map(|earlier| plan.resources[*earlier].id.cfn().to_owned())
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
