//! What an answer leaves out.

use cvpn_blueprint::model::Blueprint;

/// What is not evaluated, in words; the authorization policy may have been.
pub fn not_evaluated(blueprint: &Blueprint, policy: bool) -> String {
    let endpoint = &blueprint.endpoint;
    let mut parts = Vec::new();
    if blueprint.network.transit_gateway.is_none() {
        parts.push(match &blueprint.network.security_groups {
            Some(groups) if !groups.is_empty() => {
                let ids: Vec<&str> = groups.iter().map(|group| group.as_str()).collect();
                format!("the security groups {}", ids.join(", "))
            }
            _ => "security groups".to_owned(),
        });
    }
    if endpoint.connect_handler.is_some() {
        parts.push("the connect handler".to_owned());
    }
    if endpoint.authorization_policy.is_some() && !policy {
        parts.push("the authorization policy".to_owned());
    }
    parts.push("route tables and network ACLs behind the endpoint".to_owned());
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() {
        format!("not evaluated: {last}")
    } else {
        format!("not evaluated: {}, and {last}", parts.join(", "))
    }
}
