//! What a change of the blueprint does to a VPN that was deployed from the templates written before.
//!
//! CloudFormation replaces some things without asking. Whoever synthesizes learns it before the templates are checked in.

use crate::lower::lower;
use crate::resource::Resource;
use crate::target::cfn;
use cvpn_blueprint::fault::{Fault, Path, Step, Target};
use cvpn_blueprint::rule::plan;
use cvpn_blueprint::types::Cidr;
use cvpn_blueprint::{Checked, path};
use serde_json::{Map, Value};

/// Compares the templates of a blueprint with the texts of those written before, and warns of what would be replaced.
/// Texts that are no templates are passed over.
pub fn changes<'a>(checked: &Checked, before: impl IntoIterator<Item = &'a str>) -> Vec<Fault> {
    let old: Vec<Value> = before.into_iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
    let old_resource = |id: &str| old.iter().find_map(|template| template["Resources"][id]["Properties"].as_object());
    let plan = lower(checked, Target::CloudFormation);
    let templates = cfn::templates(&plan, "");
    let mut faults = Vec::new();
    for new in templates.iter().flat_map(|printed| &printed.template.resources) {
        let placed = plan.resources.iter().find(|placed| placed.id.cfn() == new.id);
        if let (Some(placed), Some(old)) = (placed, old_resource(&new.id)) {
            faults.extend(replaced(&*placed.resource, old, &new.properties));
            faults.extend(described(checked, &*placed.resource, old, &new.properties));
        }
    }
    let old_domain = old.iter().find_map(|template| template["Metadata"]["cvpn"]["ServerDomain"].as_str());
    if let (Some(old), Some(new)) = (old_domain, &plan.server_domain)
        && old != new
    {
        let place = path!["endpoint", "server_certificate"];
        faults.push(
            Fault::new(
                &plan::SERVER_NAME_CHANGED,
                place,
                format!("the server certificate's domain changes from {old} to {new}"),
            )
            .label("profiles pin the domain")
            .help("keep the domain, or hand out new profiles to everyone on the day of the change"),
        );
    }
    faults.retain(|fault| !checked.accepts(fault));
    faults
}

/// A change that replaces a resource which must not be.
fn replaced(resource: &dyn Resource, old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<Fault> {
    let changed = resource.replaced_by().iter().filter(|(property, _)| old.get(*property) != new.get(*property));
    changed
        .map(|(property, place)| {
            let place = Path(place.iter().map(|key| Step::from(*key)).collect());
            Fault::new(&plan::ENDPOINT_REPLACED, place, format!("the change of {property} replaces the endpoint")).help(
                "every profile that people have becomes useless; take the change back, or plan a day on which everyone \
                     gets a new profile",
            )
        })
        .collect()
}

/// A change of nothing but a description, where the new resource collides with the old one.
fn described(
    checked: &Checked,
    resource: &dyn Resource,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
) -> Option<Fault> {
    const DESCRIPTION: &str = "Description";
    let to = resource.keyed_by()?;
    let others = |properties: &Map<String, Value>| {
        properties
            .iter()
            .filter(|(name, _)| *name != DESCRIPTION)
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect::<Map<_, _>>()
    };
    if old.get(DESCRIPTION) == new.get(DESCRIPTION) || others(old) != others(new) {
        return None;
    }
    let place = entry_of(checked, resource, to);
    let fault = Fault::new(&plan::DESCRIPTION_ONLY_CHANGE, place, format!("only the description of {to} changes"));
    Some(fault.help(
        "CloudFormation makes the new one before it deletes the old one, and AWS refuses a second one for the same network: \
         leave the description, or remove the entry, update the stack, and add it again",
    ))
}

/// Where the blueprint declares a rule or route to a network.
fn entry_of(checked: &Checked, resource: &dyn Resource, to: Cidr) -> Path {
    let blueprint = checked.blueprint();
    if resource.file() == crate::target::hcl::File::Access {
        let index = blueprint.access.iter().position(|rule| rule.to == to);
        return index.map_or(path!["access"], |index| path!["access", index]);
    }
    let index = blueprint.network.routes.iter().position(|route| route.to == to);
    index.map_or(path!["network"], |index| path!["network", "routes", index])
}
