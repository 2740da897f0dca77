//! A status, as people read it.

use crate::support::snapshot;
use cvpn_deploy::status::{Drift, Endpoint, Expiry, Part, Status, print};

fn part(name: &str, state: &str) -> Part {
    Part { name: name.into(), state: state.into() }
}

#[test]
fn a_status_says_what_is_live_and_where_it_drifts() {
    let drift = |place: &str, meant: Option<&str>, live: Option<&str>| Drift {
        place: place.into(),
        meant: meant.map(str::to_owned),
        live: live.map(str::to_owned),
    };
    let status = Status {
        name: "corp-vpn".into(),
        stacks: vec![part("corp-vpn", "UPDATE_COMPLETE")],
        endpoint: Some(Endpoint {
            id: "cvpn-endpoint-0123456789abcdef0".into(),
            state: "available".into(),
            dns_name: "*.cvpn-endpoint-0123456789abcdef0.prod.clientvpn.ap-northeast-1.amazonaws.com".into(),
            portal: Some(
                "https://self-service.clientvpn.amazonaws.com/endpoints/cvpn-endpoint-0123456789abcdef0".into(),
            ),
        }),
        associations: vec![part("subnet-0a1b2c3d4e5f60718", "associated")],
        rules: vec![part("10.0.1.0/24 for Staff", "active")],
        routes: vec![part("10.0.0.0/16 through subnet-0a1b2c3d4e5f60718", "active")],
        assignments: vec![part("Staff to AWS Client VPN", "assigned")],
        expiries: vec![Expiry { name: "server certificate".into(), until: "2027-03-01".into(), days: 94 }],
        connections: 3,
        drift: vec![
            drift("endpoint SplitTunnel", Some("true"), Some("false")),
            drift("association subnet-0a1b2c3d4e5f60719", Some("there"), None),
            drift("rule 10.0.9.0/24 for everyone", None, Some("there")),
        ],
        unchecked: vec!["device posture of the endpoint".into()],
        by_hand: vec!["AWS Client VPN: the application ACS URL is http://127.0.0.1:35001".into()],
    };
    assert!(status.drifts());
    snapshot!("status", print::human(&status));
}
