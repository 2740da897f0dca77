//! The last steps: the profile, and what each person does with it.

use super::{ENDPOINT_ID, SignsIn, mutual};
use crate::runbook::shell::Command;
use cvpn_blueprint::model::{Blueprint, IpFamily, Portal};
use serde::Serialize;

/// Exporting the profile and handing it out.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct HandOut {
    file: String,
    export: String,
    federated: bool,
    /// Puts a person's certificate and key into a copy of the profile.
    with_certificate: Option<String>,
    /// Shows the address of the self-service portal.
    portal: Option<String>,
}

/// Connecting.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct Connect<'a> {
    name: &'a str,
    file: String,
    /// The oldest client that can do what the blueprint asks for.
    version: Option<&'static str>,
    portal: bool,
    federated: bool,
    directory: bool,
    mutual: bool,
    banner: bool,
    /// Shows what the connection log says.
    log: Option<String>,
}

fn file(blueprint: &Blueprint) -> String {
    format!("{}.ovpn", blueprint.name)
}

pub(super) fn hand_out(blueprint: &Blueprint) -> HandOut {
    let region = blueprint.region.as_str();
    let file = file(blueprint);
    let export = Command::new("aws ec2 export-client-vpn-client-configuration")
        .option("--region", region)
        .variable("--client-vpn-endpoint-id", ENDPOINT_ID)
        .option("--output", "text")
        .raw(format!("> ~/{file}"));
    let with_certificate = format!(
        "(umask 077; {{ cat ~/{file}; echo '<cert>'; cat client.crt; echo '</cert>'; echo '<key>'; cat client.key; \
         echo '</key>'; }} > client.ovpn)"
    );
    let portal = Command::new("aws ec2 describe-client-vpn-endpoints")
        .option("--region", region)
        .variable("--client-vpn-endpoint-ids", ENDPOINT_ID)
        .option("--query", "ClientVpnEndpoints[0].SelfServicePortalUrl")
        .option("--output", "text");
    HandOut {
        export: export.print(),
        federated: SignsIn::of(blueprint).federated(),
        with_certificate: mutual(blueprint).then_some(with_certificate),
        portal: (blueprint.endpoint.portal == Portal::Enabled).then(|| portal.print()),
        file,
    }
}

pub(super) fn connect(blueprint: &Blueprint) -> Connect<'_> {
    let endpoint = &blueprint.endpoint;
    let signs_in = SignsIn::of(blueprint);
    let mutual = mutual(blueprint);
    let log = endpoint.logging.enabled.then(|| {
        Command::new("aws logs tail")
            .option("--region", blueprint.region.as_str())
            .option("--since", "15m")
            .raw(format!("/aws/clientvpn/{}", blueprint.name))
            .print()
    });
    Connect {
        name: blueprint.name.as_str(),
        file: if mutual { "client.ovpn".to_owned() } else { file(blueprint) },
        // Source: Client VPN administrator guide, "Device posture", prerequisites; "Client Route Enforcement".
        version: match endpoint.ip.traffic {
            _ if !endpoint.device_posture.is_empty() => Some("6.2.0"),
            IpFamily::Ipv4 if endpoint.route_enforcement => Some("5.2.0"),
            _ if endpoint.route_enforcement => Some("5.3.0"),
            _ => None,
        },
        portal: endpoint.portal == Portal::Enabled,
        federated: signs_in.federated(),
        directory: matches!(signs_in, SignsIn::Directory),
        mutual,
        banner: endpoint.banner.is_some(),
        log,
    }
}
