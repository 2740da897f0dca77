//! Templates as the build script leaves them, and how handlebars gets them.

use handlebars::template::{
    DecoratorTemplate, ExpressionSpec, ExpressionSpecBuilder, HelperTemplate, Subexpression, TemplateElement,
};
use handlebars::{Path, PathSeg, Template, template};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A part of a runbook.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) elements: Elements,
}

type Elements = &'static [Element];

/// What a template is made of.
pub(super) enum Element {
    /// Words.
    Text(&'static str),
    /// `{{…}}`.
    Print(Call),
    /// `{{{…}}}`.
    PrintRaw(Call),
    /// `{{#…}}…{{else}}…{{/…}}`.
    Block(Call, Elements, Option<Elements>),
    /// `{{> …}}`, with the white space before it.
    Include(Parameter, Option<&'static str>),
}

/// A helper with its parameters, or a value if there are none.
pub(super) struct Call {
    pub(super) name: Parameter,
    pub(super) parameters: &'static [Parameter],
}

pub(super) enum Parameter {
    /// The name of a helper or a part.
    Name(&'static str),
    /// What stands here.
    This,
    /// A value by the names on its way from here, with dots between them.
    Path(&'static str),
    /// A text.
    Literal(&'static str),
    /// What another helper prints.
    Nested(&'static Call),
}

/// A template of handlebars.
pub(super) fn template(elements: Elements) -> Template {
    let mut template = Template::new();
    template.elements = elements.iter().map(Element::compiled).collect();
    template
}

impl Element {
    fn compiled(&self) -> TemplateElement {
        let helper = |call: &Call, block| Box::new(HelperTemplate::new(call.compiled(), block, false));
        match self {
            Element::Text(text) => TemplateElement::RawString((*text).to_owned()),
            Element::Print(call) => TemplateElement::Expression(helper(call, false)),
            Element::PrintRaw(call) => TemplateElement::HtmlExpression(helper(call, false)),
            Element::Block(call, then, otherwise) => {
                let mut block = helper(call, true);
                block.template = Some(template(then));
                block.inverse = otherwise.map(template);
                TemplateElement::HelperBlock(block)
            }
            Element::Include(name, indent) => {
                let mut part = DecoratorTemplate::new(call(name, &[]), false);
                part.indent = indent.map(str::to_owned);
                TemplateElement::PartialExpression(Box::new(part))
            }
        }
    }
}

impl Call {
    fn compiled(&self) -> ExpressionSpec {
        call(&self.name, self.parameters)
    }
}

fn call(name: &Parameter, parameters: &[Parameter]) -> ExpressionSpec {
    let mut call = BLANK.clone();
    call.name = name.compiled();
    call.params = parameters.iter().map(Parameter::compiled).collect();
    call
}

/// Only its builder can make one, which takes as long as reading some text.
static BLANK: LazyLock<ExpressionSpec> = LazyLock::new(|| {
    let mut call = ExpressionSpecBuilder::default();
    call.name(template::Parameter::Name(String::new())).params(Vec::new()).hash(HashMap::new());
    call.omit_pre_ws(false).omit_pro_ws(false).build().expect("it has all that it needs")
});

impl Parameter {
    fn compiled(&self) -> template::Parameter {
        match self {
            Parameter::Name(name) => template::Parameter::Name((*name).to_owned()),
            Parameter::This => path(Vec::new(), "this"),
            Parameter::Path(text) => path(text.split('.').map(|name| PathSeg::Named(name.to_owned())).collect(), text),
            Parameter::Literal(text) => template::Parameter::Literal((*text).into()),
            Parameter::Nested(call) => {
                let call = call.compiled();
                template::Parameter::Subexpression(Subexpression::new(call.name, call.params, call.hash))
            }
        }
    }
}

fn path(steps: Vec<PathSeg>, text: &str) -> template::Parameter {
    template::Parameter::Path(Path::Relative((steps, text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::super::compiled;
    use handlebars::Template;
    use handlebars::template::{Parameter, TemplateElement};

    const ENGLISH: [&str; 3] =
        [include_str!("en/steps.hbs"), include_str!("en/troubles.hbs"), include_str!("en/upkeep.hbs")];
    const JAPANESE: [&str; 3] =
        [include_str!("ja/steps.hbs"), include_str!("ja/troubles.hbs"), include_str!("ja/upkeep.hbs")];

    /// The parts of a file as handlebars reads them.
    fn parts(file: &str) -> Vec<(String, Template)> {
        let elements = Template::compile(file).unwrap().elements;
        let parts = elements.into_iter().filter_map(|element| match element {
            TemplateElement::DecoratorBlock(part) => match &*part.params {
                [Parameter::Literal(name)] => Some((name.as_str()?.to_owned(), part.template?)),
                _ => None,
            },
            _ => None,
        });
        parts.collect()
    }

    /// What a template prints, without where it stood, which only messages about templates tell, and without which tags begin
    /// a line, which matters in indented parts only.
    fn plain(mut template: Template) -> String {
        fn forget(template: &mut Template) {
            template.mapping.clear();
            for element in &mut template.elements {
                if let TemplateElement::HelperBlock(block) = element {
                    block.template.iter_mut().chain(&mut block.inverse).for_each(forget);
                }
            }
        }
        forget(&mut template);
        format!("{template:#?}").replace("indent_before_write: true", "indent_before_write: false")
    }

    #[test]
    fn every_part_is_what_handlebars_reads() {
        let languages = [
            (compiled::EN, include_str!("en/runbook.hbs"), ENGLISH),
            (compiled::JA, include_str!("ja/runbook.hbs"), JAPANESE),
        ];
        for (found, frame, files) in languages {
            let mut expected = vec![("runbook".to_owned(), Template::compile(frame).unwrap())];
            expected.extend(files.into_iter().flat_map(parts));
            assert_eq!(found.len(), expected.len());
            for (found, (name, template)) in found.iter().zip(expected) {
                assert_eq!((found.name, plain(super::template(found.elements))), (&*name, plain(template)));
            }
        }
    }
}
