//! What a change means for the people who use the VPN.

use super::{Action, Change};
use serde::Serialize;
use std::fmt;

/// What a change means for people, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consequence {
    /// Nobody notices.
    None,
    /// AWS ends the connections that are open; clients connect again.
    ConnectionsReset,
    /// Everybody needs the profile anew.
    ProfileReload,
    /// The endpoint is another one afterwards: other id, other name, and every profile is useless.
    EndpointReplaced,
    /// AWS refuses it, and the deployment would fail and roll back.
    Refused,
}

impl fmt::Display for Consequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Consequence::None => "no interruption",
            Consequence::ConnectionsReset => "connections reset",
            Consequence::ProfileReload => "profile must be reloaded",
            Consequence::EndpointReplaced => "endpoint replaced",
            Consequence::Refused => "AWS would refuse it",
        })
    }
}

const ENDPOINT: &str = "AWS::EC2::ClientVpnEndpoint";
const ASSOCIATION: &str = "AWS::EC2::ClientVpnTargetNetworkAssociation";
const ROUTE: &str = "AWS::EC2::ClientVpnRoute";
const RULE: &str = "AWS::EC2::ClientVpnAuthorizationRule";
const GROUP: &str = "AWS::IdentityStore::Group";
const ASSIGNMENT: &str = "AWS::SSO::ApplicationAssignment";

/// Says what a change means. Source: Client VPN administrator guide, "Modify a Client VPN endpoint" and its list of changes
/// that reset connections; CloudFormation makes the new resource before it deletes the old one.
pub(super) fn judge(change: &mut Change) {
    use Action::{Add, Change as Edit, Keep, Remove, Replace};
    let (consequence, words, guarded): (_, Option<&str>, bool) = match (change.kind.as_str(), change.action) {
        (ENDPOINT, Replace) => (
            Consequence::EndpointReplaced,
            Some(
                "a new endpoint has another id and another DNS name: every profile that people have is useless from then on",
            ),
            true,
        ),
        (ENDPOINT, Remove) => (
            Consequence::EndpointReplaced,
            Some("the endpoint is gone, and every profile that people have is useless"),
            true,
        ),
        (ENDPOINT, Edit) => {
            let (consequence, words) = endpoint(change);
            (consequence, words, false)
        }
        (ASSOCIATION, Replace) if only_follows(change) => {
            (Consequence::ConnectionsReset, Some("it is made anew because the endpoint is"), false)
        }
        (ASSOCIATION, Remove | Replace) => (
            Consequence::ConnectionsReset,
            Some(
                "everyone connected through this subnet loses the connection, and with the last association everyone does",
            ),
            true,
        ),
        (ROUTE | RULE, Replace) if only_description(change) => (
            Consequence::Refused,
            Some(
                "AWS refuses a second one for the same network while the first is there, and the first is deleted last: \
                  the update would fail and roll back; when it is allowed, it is removed and made again in two updates",
            ),
            true,
        ),
        (ROUTE, Add) => (
            Consequence::ConnectionsReset,
            Some("with a split tunnel, connections are reset; clients learn the route when they connect again"),
            false,
        ),
        (ROUTE | RULE, _) => (Consequence::ConnectionsReset, None, false),
        (GROUP, Remove | Replace) => (
            Consequence::None,
            Some("the group and its memberships are deleted: add people to it again if it comes back"),
            false,
        ),
        (ASSIGNMENT, Remove) => (Consequence::None, Some("people of the group can no longer sign in"), false),
        (_, Keep) => (Consequence::None, Some("it leaves the stack and stays"), false),
        _ => (Consequence::None, None, false),
    };
    change.consequence = consequence;
    change.words = words.map(str::to_owned);
    change.guarded = guarded;
}

/// Changes of the endpoint that leave it what it is.
fn endpoint(change: &Change) -> (Consequence, Option<&'static str>) {
    let changed = |names: &[&str]| {
        change.properties.iter().any(|property| names.contains(&property.path.split('.').next().unwrap_or_default()))
    };
    if changed(&["DevicePostureOptions"]) {
        (Consequence::ProfileReload, Some("the profile says whether the client sends its posture: hand it out again"))
    } else if changed(&["VpnPort"]) {
        (Consequence::ProfileReload, Some("the profile has the port: hand it out again"))
    } else if changed(&["ServerCertificateArn"]) {
        (
            Consequence::ProfileReload,
            Some("the profile holds the CA and pins the name: with another CA or name, hand it out again"),
        )
    } else if changed(&["DnsServers", "SplitTunnel", "SessionTimeoutHours", "AuthorizationPolicy"]) {
        (Consequence::ConnectionsReset, None)
    } else {
        (Consequence::None, None)
    }
}

/// Whether a resource is replaced for nothing of its own, but because what it refers to is.
fn only_follows(change: &Change) -> bool {
    change.properties.iter().all(|property| property.before == property.after)
}

/// Whether a route or rule is replaced for its description alone.
fn only_description(change: &Change) -> bool {
    !change.properties.is_empty() && change.properties.iter().all(|property| property.path == "Description")
}
