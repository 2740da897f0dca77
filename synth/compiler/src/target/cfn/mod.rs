//! CloudFormation: templates and how values appear in them.

mod build;
mod template;

pub use build::{Scope, templates};
pub use template::{Parameter, Template, TemplateOutput, TemplateResource};
