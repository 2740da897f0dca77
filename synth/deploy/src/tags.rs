//! Tags of the endpoint. CloudFormation would replace it when one of them changes, so they are set beside the stack.

use crate::caller::Caller;
use crate::error::{Error, Result};
use crate::retry::patiently;
use cvpn_blueprint::model::Blueprint;
use std::collections::BTreeMap;

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

/// The tags that the endpoint should have and has not.
pub(crate) fn missing(blueprint: &Blueprint, live: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let meant = blueprint.tags.iter().map(|(key, value)| (key.to_string(), value.to_string()));
    meant.filter(|(key, value)| live.get(key) != Some(value)).collect()
}
