//! The step that adds the people whom CloudFormation cannot make.

use super::{SignsIn, center_place};
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::rule::cloudformation_users::makes_users;
use serde::Serialize;

/// The people to add by hand.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct AddPeople<'a> {
    region: &'a str,
    /// Whether the output can be deployed with Terraform as well, which makes them.
    terraform: bool,
    people: Vec<Person<'a>>,
}

#[derive(Debug, Serialize)]
struct Person<'a> {
    name: &'a str,
    email: &'a str,
    given_name: &'a str,
    family_name: &'a str,
    groups: Vec<&'a str>,
}

pub(super) fn add_people<'a>(blueprint: &'a Blueprint, targets: &[Target]) -> Option<AddPeople<'a>> {
    let SignsIn::IdentityCenter(center) = SignsIn::of(blueprint) else { return None };
    let region = center_place(blueprint).region;
    let by_hand = targets.iter().any(|target| !makes_users(*target, region));
    let people = center.users.iter().map(|(name, user)| Person {
        name: name.as_str(),
        email: user.email.as_str(),
        given_name: user.given_name.as_str(),
        family_name: user.family_name.as_str(),
        groups: center
            .groups
            .iter()
            .filter(|(_, group)| group.members.contains(name))
            .map(|(group, _)| group.as_str())
            .collect(),
    });
    let people: Vec<Person> = people.collect();
    let terraform = targets.contains(&Target::Terraform);
    (by_hand && !people.is_empty()).then_some(AddPeople { region, terraform, people })
}
