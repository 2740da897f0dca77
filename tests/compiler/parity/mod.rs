//! Both targets say the same: the same resources with the same properties in the same order.

mod replacement;
mod sensitive;
mod side;
mod table;

use super::antichain::closure;
use super::lanes::order;
use crate::support::case::{Case, gallery};
use crate::support::generate;
use crate::support::output::Output;
use crate::support::said::{Said, of_body};
use cvpn_blueprint::fault::Target;
use proptest::prelude::*;
use side::{Reading, Side};
use std::collections::{BTreeMap, BTreeSet};
use table::{OUTPUTS_ONLY_TERRAFORM, USERS};

/// Where the two outputs of a blueprint differ.
fn differences(cloudformation: &Output, terraform: &Output, users_in_both: bool) -> Vec<String> {
    let one = Reading::of(Side::CloudFormation, cloudformation);
    let other = Reading::of(Side::Terraform, terraform);
    let (left, mut faults) = one.resources();
    let (mut right, more) = other.resources();
    faults.extend(more);
    if !users_in_both {
        right.retain(|name, _| !USERS.0.iter().any(|kind| name.starts_with(&format!("{kind} "))));
    }
    for name in right.keys().filter(|name| !left.contains_key(*name)) {
        faults.push(format!("only Terraform has {name}"));
    }
    for (name, one) in &left {
        let Some(other) = right.get(name) else {
            faults.push(format!("only CloudFormation has {name}"));
            continue;
        };
        for path in one.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
            let (one, other) = (one.get(path), other.get(path));
            if one != other {
                faults.push(format!("{name}.{path}: {one:?} in CloudFormation, {other:?} in Terraform"));
            }
        }
    }
    let common: BTreeSet<&str> = left.keys().filter(|name| right.contains_key(*name)).copied().collect();
    let (left, right) = (before(&one, &common), before(&other, &common));
    for (name, one) in left {
        let other = &right[name];
        if one != *other {
            faults.push(format!("{name} waits for something else: {:?}", one.symmetric_difference(other)));
        }
    }
    faults.extend(outputs(&one, &other));
    faults
}

/// What each of some resources comes after, among these.
fn before<'a>(reading: &'a Reading, among: &BTreeSet<&str>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let names: BTreeMap<&str, &'a str> = reading.names.iter().map(|(id, name)| (*id, name.as_str())).collect();
    let name = |id: &&str| names.get(id).copied().filter(|name| among.contains(name));
    let closure = closure(&order(reading.output));
    closure.iter().filter_map(|(id, earlier)| Some((name(id)?, earlier.iter().filter_map(name).collect()))).collect()
}

/// What each target tells about its resources, without the outputs' names, which each has in its style.
fn outputs(cloudformation: &Reading, terraform: &Reading) -> Vec<String> {
    let one: Vec<_> = cloudformation.output.outputs.values().map(|said| cloudformation.value(said)).collect();
    let common = terraform.output.outputs.iter().filter(|(name, _)| !OUTPUTS_ONLY_TERRAFORM.contains(&name.as_str()));
    let other: Vec<_> = common.flat_map(|(_, said)| said.leaves()).map(|(_, leaf)| terraform.value(leaf)).collect();
    let missing = |of: &[side::Value], from: &[side::Value], target| {
        let lacking = of.iter().filter(|value| !from.contains(value));
        lacking.map(|value| format!("only {target} tells {value:?}")).collect::<Vec<_>>()
    };
    [missing(&one, &other, "CloudFormation"), missing(&other, &one, "Terraform")].concat()
}

/// Where the two outputs of a blueprint differ, with what only the whole case shows: tags, and who lives where.
fn differences_of(case: &Case) -> Vec<String> {
    let blueprint = case.checked.blueprint();
    let (cloudformation, terraform) = (case.cloudformation(), case.terraform());
    let center = blueprint.identity_center.as_ref();
    let region = center.and_then(|center| center.region.as_ref()).unwrap_or(&blueprint.region);
    let mut faults = differences(&cloudformation, &terraform, region.as_str() == USERS.1);

    let tags: BTreeMap<String, Said> =
        blueprint.tags.iter().map(|(key, value)| (key.to_string(), Said::Text(value.to_string()))).collect();
    for (path, body) in case.modules() {
        for provider in body.blocks().filter(|block| block.identifier() == "provider") {
            let said = Said::Map(of_body(provider.body()));
            let (_, found): (Vec<_>, Vec<_>) =
                said.leaves().into_iter().filter(|(path, _)| path.starts_with("default_tags")).unzip();
            if !found.into_iter().eq(tags.values()) {
                faults.push(format!("{path} has not the blueprint's tags"));
            }
        }
    }
    faults.extend(places(case, &cloudformation, &terraform));
    faults
}

/// Resources that live with Identity Center in one target and with the endpoint in the other.
fn places(case: &Case, cloudformation: &Output, terraform: &Output) -> Vec<String> {
    let one = Reading::of(Side::CloudFormation, cloudformation);
    let other = Reading::of(Side::Terraform, terraform);
    let mut elsewhere = BTreeSet::new();
    for (path, template) in case.templates().iter().filter(|(path, _)| path.ends_with("identity.template.json")) {
        let ids = template["Resources"].as_object().unwrap_or_else(|| panic!("{path} has resources"));
        elsewhere.extend(ids.keys().map(|id| &one.names[id.as_str()]));
    }
    let known: BTreeSet<&String> = one.names.values().collect();
    let wrong = other.names.iter().filter(|(address, name)| {
        known.contains(name) && terraform.resources[**address].meta.contains_key("provider") != elsewhere.contains(name)
    });
    wrong.map(|(_, name)| format!("{name} lives in different places")).collect()
}

#[test]
fn the_gallery_says_the_same_in_both_targets() {
    for case in gallery().iter().filter(|case| case.has(Target::CloudFormation) && case.has(Target::Terraform)) {
        assert_eq!(differences_of(case), Vec::<String>::new(), "{}", case.name());
    }
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn any_blueprint_says_the_same_in_both_targets(case in generate::cases()) {
        if case.has(Target::CloudFormation) && case.has(Target::Terraform) {
            prop_assert_eq!(differences_of(&case), Vec::<String>::new());
        }
    }
}
