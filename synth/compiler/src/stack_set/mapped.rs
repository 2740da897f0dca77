//! Values by account and Region within the template, where parameters cannot differ from VPN to VPN.
//!
//! CloudFormation's own handler of stack sets refuses an organizational unit with more than one set of parameters, though
//! each goes to other accounts of it. Source: the handler's published source, AltResourceModelAnalyzer.

use super::Member;
use super::unify::Parameter;
use cvpn_blueprint::fault::{Fault, Path};
use cvpn_blueprint::fleet::Found;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::stack_set::STACK_SET_INPUT;
use serde_json::{Map, Value, json};

/// A mapping for each value that differs: Region, account, value. Only keys of the first level may have a hyphen.
pub(super) fn mappings(members: &[Member], parameters: &[Parameter]) -> Value {
    let mapping = |parameter: &Parameter| {
        let mut regions = Map::new();
        for (member, value) in members.iter().zip(&parameter.values) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let region = regions.entry(member.place.region.as_str()).or_insert_with(|| json!({}));
            region[member.place.account.as_str()] = text.into();
        }
        (parameter.name.clone(), Value::Object(regions))
    };
    parameters.iter().map(mapping).collect()
}

/// The resources with values from the mappings instead of parameters.
pub(super) fn looked_up(value: &Value, parameters: &[Parameter]) -> Value {
    let name = value["Ref"].as_str().filter(|name| parameters.iter().any(|parameter| parameter.name == *name));
    if let Some(name) = name {
        return json!({ "Fn::FindInMap": [name, { "Ref": "AWS::Region" }, { "Ref": "AWS::AccountId" }] });
    }
    match value {
        Value::Array(items) => items.iter().map(|item| looked_up(item, parameters)).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (key.clone(), looked_up(value, parameters))).collect()
        }
        plain => plain.clone(),
    }
}

/// Values that are known only when a VPN is deployed: a mapping cannot hold them.
pub(super) fn unknown(members: &[Member], parameters: &[Parameter]) -> Vec<Found> {
    let of = |(index, member): (usize, &Member)| {
        let input = parameters.iter().find_map(|parameter| parameter.values[index]["Ref"].as_str())?;
        let (place, help) = missing(input);
        let message = format!("nobody knows {input} of {} until it is deployed", member.name);
        let fault = Fault::new(&STACK_SET_INPUT, place, message);
        Some(Found { member: index, fault: fault.help(help) })
    };
    members.iter().enumerate().filter_map(of).collect()
}

fn missing(input: &str) -> (Path, &'static str) {
    match input {
        "IdentityStoreId" => (path!["identity_center"], "write it to `identity_center.identity_store_id`"),
        _ => (
            path!["endpoint", "server_certificate"],
            "import the certificate into ACM, and write its ARN to `endpoint.server_certificate.arn`; or leave out `--ou`",
        ),
    }
}
