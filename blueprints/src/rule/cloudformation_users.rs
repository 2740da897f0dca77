//! `cloudformation-users`

use super::Context;
use crate::fault::{Fault, Place, Target};
use crate::model::IdentitySource;
use crate::path;

/// The Region in which CloudFormation has `AWS::IdentityStore::User`, by its resource schemas of 2026-10.
const REGION: &str = "us-east-1";

/// Whether a target can make users where Identity Center lives.
pub fn makes_users(target: Target, region: &str) -> bool {
    target == Target::Terraform || region == REGION
}

rule! {
    /// CloudFormation cannot make the users in this Region.
    ///
    /// It has the type `AWS::IdentityStore::User` only in us-east-1. Elsewhere the template makes the groups and the
    /// assignments, and the runbook lists the people to add by hand. Terraform makes users everywhere.
    ///
    /// Source: CloudFormation, resource schemas by Region, AWS::IdentityStore::User and
    /// AWS::IdentityStore::GroupMembership.
    CLOUDFORMATION_USERS = "cloudformation-users", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let Some(center) = blueprint.center_of_groups() else { return };
    let (region, place) = match &center.region {
        Some(region) => (region, path!["identity_center", "region"]),
        None => (&blueprint.region, path!["region"]),
    };
    let target = Target::CloudFormation;
    let asked = context.circumstances.targets.contains(&target) && center.source == IdentitySource::Directory;
    if asked && !center.users.is_empty() && !makes_users(target, region.as_str()) {
        let users = Place::key(path!["identity_center", "users"]);
        faults.push(
            Fault::new(&CLOUDFORMATION_USERS, users, format!("CloudFormation cannot make users in {region}"))
                .related(place, "where Identity Center lives")
                .help("the template makes their groups; the runbook says how to add the people by hand"),
        );
    }
}
