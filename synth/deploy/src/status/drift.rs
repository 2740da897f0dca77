//! Where what is live is not what is meant. Values that AWS fills in by itself are not told.

use super::Drift;
use super::meant::{Meant, text};
use crate::client::ec2::Entry;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Properties of the endpoint: in CloudFormation, and where EC2 tells them.
const PROPERTIES: &[(&str, &str)] = &[
    ("Description", "description"),
    ("ServerCertificateArn", "serverCertificateArn"),
    ("ClientCidrBlock", "clientCidrBlock"),
    ("SplitTunnel", "splitTunnel"),
    ("TransportProtocol", "transportProtocol"),
    ("VpnPort", "vpnPort"),
    ("SessionTimeoutHours", "sessionTimeoutHours"),
    ("DisconnectOnSessionTimeout", "disconnectOnSessionTimeout"),
    ("ClientLoginBannerOptions.Enabled", "clientLoginBannerOptions.enabled"),
    ("ClientLoginBannerOptions.BannerText", "clientLoginBannerOptions.bannerText"),
    ("ClientRouteEnforcementOptions.Enforced", "clientRouteEnforcementOptions.enforced"),
    ("ClientConnectOptions.Enabled", "clientConnectOptions.enabled"),
    ("ClientConnectOptions.LambdaFunctionArn", "clientConnectOptions.lambdaFunctionArn"),
    ("ConnectionLogOptions.Enabled", "connectionLogOptions.Enabled"),
    ("ConnectionLogOptions.CloudwatchLogGroup", "connectionLogOptions.CloudwatchLogGroup"),
    ("EndpointIpAddressType", "endpointIpAddressType"),
    ("TrafficIpAddressType", "trafficIpAddressType"),
    ("VpcId", "vpcId"),
];

/// What EC2 does not tell of an endpoint, or not in a form that can be compared.
pub(super) const UNCHECKED: &[(&str, &str)] = &[
    ("AuthorizationPolicy", "the authorization policy"),
    ("DevicePostureOptions", "device posture"),
    ("TransitGatewayConfiguration", "the attachment to the transit gateway"),
];

/// Compares the endpoint.
pub(super) fn endpoint(meant: &Map<String, Value>, live: &Entry, drift: &mut Vec<Drift>) {
    let mut compare = |place: &str, meant: String, live: String| {
        if meant != live {
            drift.push(Drift { place: format!("endpoint {place}"), meant: some(meant), live: some(live) });
        }
    };
    for (property, path) in PROPERTIES {
        let mut value = Some(&Value::Object(Map::new()));
        for (depth, step) in property.split('.').enumerate() {
            value = if depth == 0 { meant.get(step) } else { value.and_then(|value| value.get(step)) };
        }
        // A switch that is not meant at all is off, and so it is live.
        let Some(value) = value else { continue };
        compare(property, text(value), live.text(path).to_owned());
    }
    let portal = if live.text("selfServicePortalUrl").is_empty() { "disabled" } else { "enabled" };
    if let Some(value) = meant.get("SelfServicePortal") {
        compare("SelfServicePortal", text(value), portal.to_owned());
    }
    let list = |name: &str| texts(meant.get(name));
    let live_list = |path: &str| live.list(path).iter().map(|item| item.text("").to_owned()).collect::<Vec<_>>();
    compare("DnsServers", list("DnsServers").join(", "), live_list("dnsServer").join(", "));
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list.join(", ")
    };
    compare("SecurityGroupIds", sorted(list("SecurityGroupIds")), sorted(live_list("securityGroupIdSet")));
    let methods = meant.get("AuthenticationOptions").and_then(Value::as_array).into_iter().flatten();
    let methods = methods.map(|method| {
        let federated = &method["FederatedAuthentication"]["SAMLProviderArn"];
        format!("{} {}", text(&method["Type"]), text(federated)).trim().to_owned()
    });
    let found = live.list("authenticationOptions").iter().map(|method| {
        format!("{} {}", method.text("type"), method.text("federatedAuthentication.samlProviderArn")).trim().to_owned()
    });
    compare("AuthenticationOptions", sorted(methods.collect()), sorted(found.collect()));
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn texts(value: Option<&Value>) -> Vec<String> {
    value.and_then(Value::as_array).into_iter().flatten().map(text).collect()
}

/// Compares a set of things, by their names.
pub(super) fn set(what: &str, meant: BTreeSet<String>, live: BTreeSet<String>, drift: &mut Vec<Drift>) {
    let gone = meant.difference(&live).map(|name| Drift {
        place: format!("{what} {name}"),
        meant: Some("there".into()),
        live: None,
    });
    let extra = live.difference(&meant).map(|name| Drift {
        place: format!("{what} {name}"),
        meant: None,
        live: Some("there".into()),
    });
    drift.extend(gone.chain(extra));
}

/// The rules that are meant, as `10.0.1.0/24 for GROUP`.
pub(super) fn rules(meant: &Meant, name: impl Fn(&str) -> String) -> BTreeSet<String> {
    let rules = meant.of("AWS::EC2::ClientVpnAuthorizationRule");
    let group =
        |rule: &Map<String, Value>| rule.get("AccessGroupId").map(|group| name(&text(group))).unwrap_or_default();
    rules.map(|(_, rule)| rule_name(&text(&rule["TargetNetworkCidr"]), &group(rule))).collect()
}

/// The name of a rule.
pub(super) fn rule_name(to: &str, group: &str) -> String {
    if group.is_empty() { format!("{to} for everyone") } else { format!("{to} for {group}") }
}

/// The routes that are meant, as `10.50.0.0/16 through SUBNET`.
pub(super) fn routes(meant: &Meant) -> BTreeSet<String> {
    let routes = meant.of("AWS::EC2::ClientVpnRoute");
    routes
        .map(|(_, route)| {
            route_name(
                &text(&route["DestinationCidrBlock"]),
                &route.get("TargetVpcSubnetId").map(text).unwrap_or_default(),
            )
        })
        .collect()
}

/// The name of a route.
pub(super) fn route_name(to: &str, via: &str) -> String {
    if via.is_empty() { to.to_owned() } else { format!("{to} through {via}") }
}
