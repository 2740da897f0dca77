//! Values of properties: known, an attribute of another resource, or an input of the output.

use super::input::Input;
use std::marker::PhantomData;

/// How CloudFormation gives an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CfnAttribute {
    /// `Ref`.
    Ref,
    /// `Fn::GetAtt` with a name.
    GetAtt(&'static str),
}

/// An attribute that a resource has once it exists, in both spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// CloudFormation's.
    pub cfn: CfnAttribute,
    /// Terraform's.
    pub hcl: &'static str,
    /// What a parameter that carries it to another stack is called, after the resource's logical id.
    pub suffix: &'static str,
    /// The pattern of its values, for such a parameter.
    pub pattern: &'static str,
}

/// A reference to an attribute of a resource in the plan. Made only by a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    pub(crate) resource: usize,
    pub(crate) attribute: Attribute,
}

/// A value of type `T`, whether it is known already or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<T> {
    /// It is known.
    Known(T),
    /// It is an attribute of another resource.
    Of(Reference, PhantomData<T>),
    /// Whoever deploys the output gives it.
    Input(&'static Input),
}

impl<T> From<T> for Value<T> {
    fn from(value: T) -> Self {
        Value::Known(value)
    }
}
