//! CloudFormation: templates and how values appear in them.

mod build;
mod split;
mod template;

pub use build::{Printed, Scope, templates};
pub use split::file_of;
pub(crate) use template::{ENDS, MOST, compact, indented};
pub use template::{INLINE, Parameter, Template, TemplateOutput, TemplateResource};
