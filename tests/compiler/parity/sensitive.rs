//! The comparison sees every change, or it proves nothing; and every known difference is one.

use super::differences;
use super::side::Side;
use super::table::{ONLY_CLOUDFORMATION, ONLY_TERRAFORM};
use crate::support::case::{Case, gallery};
use crate::support::output::Output;
use crate::support::said::Said;
use crate::support::{parsed, small};
use cvpn_blueprint::fault::Target;

/// Blueprints of the gallery that together have every type.
const SAMPLES: [&str; 3] = ["full-tunnel", "dns-validated", "mutual-and-sso"];

/// A value with its leaf at a place changed, or left out.
fn altered(said: &Said, place: &mut usize, change: &dyn Fn(&Said) -> Option<Said>) -> Option<Said> {
    match said {
        Said::List(items) => Some(Said::List(items.iter().filter_map(|item| altered(item, place, change)).collect())),
        Said::Map(entries) => {
            let entries = entries.iter().filter_map(|(key, item)| Some((key.clone(), altered(item, place, change)?)));
            Some(Said::Map(entries.collect()))
        }
        leaf => {
            let here = *place == 0;
            *place = place.wrapping_sub(1);
            if here { change(leaf) } else { Some(leaf.clone()) }
        }
    }
}

/// Another value of the same type.
fn other(leaf: &Said) -> Option<Said> {
    Some(match leaf {
        Said::Text(text) => Said::Text(format!("{text}x")),
        Said::Number(number) => Said::Number(format!("{number}0")),
        Said::Bool(flag) => Said::Bool(!flag),
        Said::Of(..) => Said::Input("AnotherInput".to_owned()),
        _ => Said::Text("another".to_owned()),
    })
}

/// Changes every leaf of one side that the comparison should know, one at a time, and gives those that it did not see.
fn unseen(case: &Case, side: Side) -> Vec<String> {
    let (cloudformation, terraform) = (case.cloudformation(), case.terraform());
    let whole = if side == Side::CloudFormation { &cloudformation } else { &terraform };
    let compare = |changed: &Output| match side {
        Side::CloudFormation => differences(changed, &terraform, false),
        Side::Terraform => differences(&cloudformation, changed, false),
    };
    let mut unseen = Vec::new();
    for (id, resource) in &whole.resources {
        if super::USERS.0.contains(&resource.kind.as_str()) {
            continue;
        }
        for (place, (path, _)) in resource.said.leaves().into_iter().enumerate() {
            if side.difference(&resource.kind, &path.replace("TagSpecifications[0].Tags[0]", "Tags")).is_some() {
                continue;
            }
            for change in [&other as &dyn Fn(&Said) -> Option<Said>, &|_| None] {
                let mut changed = whole.clone();
                let said = altered(&resource.said, &mut { place }, change).expect("properties are a mapping");
                changed.resources.get_mut(id).expect("it is there").said = said;
                if compare(&changed).is_empty() {
                    unseen.push(format!("{id}.{path}"));
                }
            }
        }
        let mut changed = whole.clone();
        changed.resources.remove(id);
        if compare(&changed).is_empty() {
            unseen.push(id.clone());
        }
        let resource = changed.resources.entry(id.clone()).or_insert(resource.clone());
        if resource.kind.to_lowercase().contains("rule") && resource.depends_on != [].into() {
            resource.depends_on.clear();
            if compare(&changed).is_empty() {
                unseen.push(format!("the order of {id}"));
            }
        }
    }
    unseen
}

#[test]
fn a_change_of_anything_in_one_target_is_seen() {
    for case in gallery().iter().filter(|case| SAMPLES.contains(&case.name())) {
        for side in [Side::CloudFormation, Side::Terraform] {
            assert_eq!(unseen(case, side), Vec::<String>::new(), "{} in {side:?}", case.name());
        }
    }
}

#[test]
fn every_known_difference_is_one() {
    for (side, known) in [(Side::CloudFormation, ONLY_CLOUDFORMATION), (Side::Terraform, ONLY_TERRAFORM)] {
        let mut found = Vec::new();
        // Tags stand in no blueprint of the gallery.
        let tagged =
            Case::of(parsed(&small(&[("endpoint:\n", "tags: { team: platform }\nendpoint:\n")]))).expect("no errors");
        for case in gallery().iter().chain([&tagged]) {
            let output = match side {
                Side::CloudFormation => case.cloudformation(),
                Side::Terraform if case.has(Target::Terraform) => case.terraform(),
                Side::Terraform => continue,
            };
            for resource in output.resources.values() {
                let paths = super::side::named(&resource.said);
                let rows = paths.leaves().into_iter().filter_map(|(path, _)| side.difference(&resource.kind, &path));
                found.extend(rows.map(|known| (known.of, known.path)));
            }
        }
        for known in known {
            assert!(found.contains(&(known.of, known.path)), "{} {} is nowhere ({})", known.of, known.path, known.why);
        }
    }
}
