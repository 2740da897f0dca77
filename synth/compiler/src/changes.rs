//! What a change of the blueprint does to a VPN that was deployed from the templates written before.
//!
//! CloudFormation replaces some things without asking. Whoever synthesizes learns it before the templates are checked in.

use crate::lower::lower;
use crate::resource::{Key, Resource};
use crate::stack::Plan;
use crate::target::cfn;
use cvpn_blueprint::fault::{Fault, Path, Step, Target};
use cvpn_blueprint::model::{AccessRule, Blueprint};
use cvpn_blueprint::rule::plan;
use cvpn_blueprint::types::Cidr;
use cvpn_blueprint::{Checked, path};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

const ENDPOINT: &str = "AWS::EC2::ClientVpnEndpoint";

/// Compares the templates of a blueprint with the texts of those written before, and warns of what would be replaced.
/// Texts that are no templates are passed over.
pub fn changes<'a>(checked: &Checked, before: impl IntoIterator<Item = &'a str>) -> Vec<Fault> {
    let old: Vec<Value> = before.into_iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
    // Of a first time and of a time in which nothing changes, there is nothing to compare with.
    if old.is_empty() {
        return Vec::new();
    }
    let old_resource = |id: &str| old.iter().find_map(|template| template["Resources"][id]["Properties"].as_object());
    let plan = lower(checked, Target::CloudFormation);
    let templates = cfn::templates(&plan, "");
    let mut faults = Vec::new();
    for new in templates.iter().flat_map(|printed| &printed.template.resources) {
        let placed = plan.resources.iter().find(|placed| placed.id.cfn() == new.id);
        if let (Some(placed), Some(old)) = (placed, old_resource(&new.id)) {
            faults.extend(replaced(&*placed.resource, old, &new.properties));
            if new.kind == ENDPOINT {
                faults.extend(handed_out(old, &new.properties));
            }
            // An entry stands for a route through each subnet and a rule for each group, and is told of once.
            let collides = collides(checked, &*placed.resource, old, &new.properties);
            faults.extend(collides.filter(|fault| !faults.contains(fault)));
        }
    }
    faults.extend(moved(&plan, &old, &templates));
    faults.extend(server_changed(&plan, &old));
    faults.extend(swapped(checked, &plan, &old));
    faults.retain(|fault| !checked.accepts(fault));
    faults
}

/// A server certificate that the profiles which people have do not fit.
fn server_changed(plan: &Plan, old: &[Value]) -> Option<Fault> {
    let noted = |name: &str| old.iter().find_map(|template| template["Metadata"]["cvpn"][name].as_str());
    let place = path!["endpoint", "server_certificate"];
    let (domain, new) = (noted("ServerDomain")?, plan.server_domain.as_ref()?);
    if domain != new {
        let message = format!("the server certificate's domain changes from {domain} to {new}");
        let fault = Fault::new(&plan::SERVER_NAME_CHANGED, place, message).label("profiles pin the domain");
        return Some(fault.help("keep the domain, or hand out new profiles to everyone on the day of the change"));
    }
    // Certificates that `cvpn cert` makes and those of ACM have no CA in common. Templates of earlier versions do not say.
    let (kind, new) = (noted("ServerCertificate")?, plan.server_certificate);
    (kind != new).then(|| {
        let message = format!("the server certificate changes from `{kind}` to `{new}`, so another CA signs it");
        let fault = Fault::new(&plan::SERVER_AUTHORITY_CHANGED, place, message).label("profiles hold the CA");
        fault.help("keep the kind of certificate, or hand out new profiles to everyone on the day of the change")
    })
}

/// Routes and rules that stood in one template and stand in another now, by the template that they leave.
fn moved(plan: &Plan, old: &[Value], new: &[cfn::Printed]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for template in old {
        let Some(from) = template["Description"].as_str().and_then(cfn::file_of) else { continue };
        let mut to = BTreeSet::new();
        let mut count = 0;
        for (id, _) in template["Resources"].as_object().into_iter().flatten() {
            let known =
                plan.resources.iter().any(|placed| placed.id.cfn() == id && placed.resource.keyed_by().is_some());
            let now = new.iter().find(|printed| printed.template.resources.iter().any(|resource| resource.id == *id));
            if let Some(now) = now.filter(|now| known && now.file != from) {
                to.insert(now.file.as_str());
                count += 1;
            }
        }
        if to.is_empty() {
            continue;
        }
        let to = Vec::from_iter(to).join(", ");
        let what = match count {
            1 => "a route or rule moves".to_owned(),
            _ => format!("{count} routes and rules move"),
        };
        let fault = Fault::new(&plan::MOVES_BETWEEN_STACKS, path!["name"], format!("{what} from {from} to {to}"));
        let help = if from == "vpn.template.json" {
            "deploy vpn.template.json first, which deletes them, and the others at once after it; until then nobody reaches \
             their networks"
                .to_owned()
        } else {
            format!(
                "delete the stack of {from} first, then deploy all templates in their order; until then nobody reaches \
                 the networks of its routes and rules"
            )
        };
        faults.push(fault.label("AWS refuses a second one while the old stack holds the first").help(help));
    }
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

/// Changes of the endpoint that profiles know of. Of posture they say only whether the client sends it.
fn handed_out(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<Fault> {
    let there = |properties: &Map<String, Value>| properties.get("DevicePostureOptions").is_some();
    let port = (old.get("VpnPort") != new.get("VpnPort")).then_some((path!["endpoint", "port"], "the port"));
    let posture = (there(old) != there(new))
        .then_some((path!["endpoint", "device_posture"], "whether clients send their posture"));
    let fault = |(place, what): (Path, &str)| {
        Fault::new(&plan::PROFILE_OUTDATED, place, format!("the change is one of what profiles say: {what}"))
            .help("hand out new profiles to everyone on the day of the change")
    };
    port.into_iter().chain(posture).map(fault).collect()
}

/// A change that replaces a resource under the key that it has, where the new one collides with the old one.
fn collides(
    checked: &Checked,
    resource: &dyn Resource,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
) -> Option<Fault> {
    let key = resource.keyed_by()?;
    let changed = |property: &str| old.get(property) != new.get(property);
    if !changed(key.replaced_by()) {
        return None;
    }
    if let Key::User(name) = key {
        let place = path!["identity_center", "users", name.as_str(), "email"];
        let fault = Fault::new(&plan::EMAIL_CHANGED, place, format!("the email of {name} changes"));
        return Some(fault.help(
            "CloudFormation makes the new user before it deletes the old one, and Identity Center refuses a second one of \
             the name: give the person another user name along with the email, or remove the user, update the stack, and \
             add the user again; either way the person sets a password and registers a device anew",
        ));
    }
    // Another change replaces it under another key.
    if new.keys().chain(old.keys()).any(|property| property != key.replaced_by() && changed(property)) {
        return None;
    }
    let (place, to) = entry_of(checked.blueprint(), key)?;
    let fault = Fault::new(&plan::DESCRIPTION_ONLY_CHANGE, place, format!("only the description of {to} changes"));
    Some(fault.help(
        "CloudFormation makes the new one before it deletes the old one, and AWS refuses a second one for the same network: \
         leave the description, or remove the entry, update the stack, and add it again",
    ))
}

/// Zones whose associated subnet becomes another one.
fn swapped(checked: &Checked, plan: &Plan, old: &[Value]) -> Vec<Fault> {
    let before = |zone: &str| old.iter().find_map(|template| template["Metadata"]["cvpn"]["Subnets"][zone].as_str());
    let declared = &checked.blueprint().network.subnets;
    let changed = plan.subnets.iter().filter_map(|(zone, subnet)| {
        let old = before(zone.as_str()).filter(|old| *old != subnet.as_str())?;
        let index = declared.iter().position(|declared| declared.id == *subnet)?;
        let message = format!("the subnet in {zone} changes from {old} to {subnet}");
        let fault = Fault::new(&plan::SUBNET_SWAPPED, path!["network", "subnets", index, "id"], message);
        Some(fault.help(
            "AWS refuses a second subnet in the zone while the first is associated, and a deployment does not wait for that: \
             remove the zone's subnet, deploy, then add the new one and deploy again; with a subnet in another zone people \
             can connect meanwhile",
        ))
    });
    changed.collect()
}

/// Where the blueprint declares a rule or route, and its network.
fn entry_of(blueprint: &Blueprint, key: Key) -> Option<(Path, Cidr)> {
    let entry = match key {
        Key::Rule(to, group) => {
            let meant = |rule: &AccessRule| match group {
                Some(group) => rule.groups.contains(group),
                None => rule.everyone,
            };
            let index = blueprint.access.iter().position(|rule| rule.to == to && meant(rule));
            (index.map_or(path!["access"], |index| path!["access", index]), to)
        }
        Key::Route(to) => {
            let index = blueprint.network.routes.iter().position(|route| route.to == to);
            (index.map_or(path!["network"], |index| path!["network", "routes", index]), to)
        }
        Key::User(_) => return None,
    };
    Some(entry)
}
