//! `nobody-assigned`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// All rules are for everyone, and no group is assigned to the application, so nobody can sign in.
    ///
    /// An application of Identity Center lets in only people and groups that are assigned to it. The output assigns the
    /// groups of the blueprint; `everyone: true` means everyone who is connected, and assigns nobody.
    ///
    /// Name a group in `identity_center.groups` and in a rule. If people are assigned by hand, accept this warning with
    /// the reason.
    ///
    /// Source: IAM Identity Center API, PutApplicationAssignmentConfiguration; IAM Identity Center guide, "Assign user
    /// access to applications".
    NOBODY_ASSIGNED = "nobody-assigned", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let Some(center) = blueprint.center_of_groups() else { return };
    let access = &blueprint.access;
    // Without a rule no-access-rule has spoken, and of a group that no rule names unused-group has.
    if access.is_empty() || !center.groups.is_empty() || access.iter().any(|rule| !rule.everyone) {
        return;
    }
    faults.push(
        Fault::new(
            &NOBODY_ASSIGNED,
            Place::key(path!["identity_center", "application"]),
            "nobody is assigned to the application, so nobody can sign in",
        )
        .related(path!["access", 0, "everyone"], "this means everyone who is connected, and assigns nobody")
        .searched(path!["identity_center", "groups"])
        .searched(path!["access"])
        .help(
            "add a group to `identity_center.groups` and name it in a rule, or assign people in the console and accept \
             `nobody-assigned` with that reason",
        ),
    );
}
