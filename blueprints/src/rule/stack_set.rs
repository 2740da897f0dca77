//! Faults of a stack set: what keeps blueprints from being one template with parameters.
//!
//! One file for all of them: their checks live in the compiler.

use super::Rule;

rule! {
    /// Two blueprints of a stack set differ in more than values.
    ///
    /// A stack set has one template for all its VPNs, so each must have the same resources, and each resource the same
    /// properties and lists of the same length. Where a blueprint has another zone, rule, route, group or option, the
    /// fault names it. Subnets are paired by the letter of their zone. Rules and routes are paired by their groups and
    /// description, or by their network if they have no description; so one with a description may lead to another
    /// network in each blueprint.
    ///
    /// Groups that a blueprint makes are resources too. Identity Center has one group of a name, so make the groups in one
    /// place and give the blueprints their ids.
    STACK_SET_DIFFERENCE = "stack-set-difference", Error
}

rule! {
    /// A text that differs between the blueprints of a stack set is too long for a parameter.
    ///
    /// What differs becomes a parameter, and CloudFormation takes at most 4,096 bytes as the value of one. It happens with
    /// the metadata of a SAML application and with policies. All VPNs of a stack set may share one SAML application.
    ///
    /// Source: CloudFormation user guide, "Quotas", Parameters.
    STACK_SET_TEXT = "stack-set-text", Error
}

rule! {
    /// Two rules or routes of a blueprint have the same description, so a stack set cannot tell them apart.
    ///
    /// In a stack set the description says which rule or route of one blueprint is which of another, because the networks
    /// may differ.
    STACK_SET_AMBIGUOUS = "stack-set-ambiguous", Error
}

rule! {
    /// Two blueprints of a stack set are for the same account and Region.
    ///
    /// A stack set makes one stack in each account and Region.
    ///
    /// Source: CloudFormation user guide, "StackSets concepts".
    STACK_SET_PLACE = "stack-set-place", Error
}

rule! {
    /// A value of a VPN is known only when it is deployed, and the stack set finds accounts by organizational unit.
    ///
    /// With `--ou` CloudFormation takes one set of parameters for an organizational unit, so the values of each VPN stand in
    /// the template, by account and Region. What has no value yet is the ARN of an imported certificate and the id of an
    /// identity store that the blueprint does not name. Without `--ou`, such values are parameters.
    ///
    /// Source: the published source of CloudFormation's handler of AWS::CloudFormation::StackSet.
    STACK_SET_INPUT = "stack-set-input", Error
}

rule! {
    /// The stack set is too large for CloudFormation.
    ///
    /// The template of its VPNs may have 460,800 bytes, 500 resources and 200 parameters, and the template with the stack
    /// set itself 1 MB and 200 parameters. With `--ou` it may have 200 accounts, and 200 values that differ, because they
    /// stand in mappings. Fewer VPNs in a stack set, or fewer differences between them, make it smaller.
    ///
    /// Source: CloudFormation, AWS::CloudFormation::StackSet, TemplateURL; CloudFormation user guide, "Quotas".
    STACK_SET_SIZE = "stack-set-size", Error
}

/// The rules of this file.
pub(super) static ALL: &[&Rule] = &[
    &STACK_SET_DIFFERENCE,
    &STACK_SET_TEXT,
    &STACK_SET_AMBIGUOUS,
    &STACK_SET_PLACE,
    &STACK_SET_INPUT,
    &STACK_SET_SIZE,
];
