//! Tags of the endpoint. CloudFormation would replace it when one of them changes, so they are set beside the stack.

use crate::caller::Caller;
use crate::error::{Error, Result};
use crate::retry::patiently;
use cvpn_blueprint::model::Blueprint;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Sets the tags of the blueprint that the endpoint does not have, and says which those were.
pub(crate) async fn set(caller: &Caller, blueprint: &Blueprint, endpoint: &str) -> Result<Vec<String>> {
    let Some(live) = caller.ec2.endpoint(endpoint).await? else {
        return Err(Error::other(format!("the endpoint {endpoint} is gone"), "run the same command again"));
    };
    let missing = missing(blueprint, &live.tags());
    if !missing.is_empty() {
        patiently(caller.pace, async || caller.ec2.tag(endpoint, &missing).await).await?;
    }
    Ok(missing.into_keys().collect())
}

/// Takes those tags away that the last deployment set and the blueprint no longer has. What it set stands in the template
/// that is live, at what carries tags there; so this comes before that template is replaced.
pub(crate) async fn clear(caller: &Caller, blueprint: &Blueprint, endpoint: &str, live: &Value) -> Result<Vec<String>> {
    let Some(found) = caller.ec2.endpoint(endpoint).await? else { return Ok(Vec::new()) };
    let stale = stale(blueprint, live, &found.tags());
    if !stale.is_empty() {
        let keys: Vec<&str> = stale.iter().map(String::as_str).collect();
        patiently(caller.pace, async || caller.ec2.untag(endpoint, &keys).await).await?;
    }
    Ok(stale)
}

/// The tags that the endpoint has from the template that is live and should no longer have.
pub(crate) fn stale(blueprint: &Blueprint, live: &Value, now: &BTreeMap<String, String>) -> Vec<String> {
    let meant = |key: &str| key == "Name" || blueprint.tags.keys().any(|meant| meant.as_str() == key);
    set_before(live).into_iter().filter(|key| !meant(key) && now.contains_key(key)).collect()
}

/// The keys of the tags in a template.
fn set_before(template: &Value) -> BTreeSet<String> {
    let resources = template["Resources"].as_object().into_iter().flat_map(|resources| resources.values());
    let tags = resources.filter_map(|resource| resource["Properties"]["Tags"].as_array()).flatten();
    tags.filter_map(|tag| tag["Key"].as_str()).map(str::to_owned).collect()
}

/// The tags that the endpoint should have and has not.
pub(crate) fn missing(blueprint: &Blueprint, live: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    // The template gives it its name, once.
    let mut meant = BTreeMap::from([("Name".to_owned(), blueprint.name.to_string())]);
    meant.extend(blueprint.tags.iter().map(|(key, value)| (key.to_string(), value.to_string())));
    meant.retain(|key, value| live.get(key) != Some(value));
    meant
}
