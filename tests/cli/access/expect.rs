//! `cvpn access --expect`.

use super::teams;
use crate::support::snapshot;

const HOLDS: &str = "- { group: VPN-Database, to: 10.0.20.5, allowed: true }
- { group: VPN-Engineering, to: 10.0.20.0/24, allowed: false }
- { user: hanako.sato, to: 10.0.0.0/16, allowed: true }
- { user: taro.yamada, to: 2001:db8::1, allowed: false }
";

#[test]
fn expectations_that_hold_are_fine() {
    let place = teams();
    place.write("expect.yaml", HOLDS);
    let run = place.run(&["access", "vpn.yaml", "--expect", "expect.yaml"]);
    assert_eq!(
        run.shown(),
        "exit status: 0\n----- stdout -----\n----- stderr -----\nexpect.yaml: all 4 expectations hold\n"
    );
}

#[test]
fn each_one_that_does_not_hold_is_named_with_its_place() {
    let place = teams();
    let broken = "- { group: VPN-Engineering, to: 10.0.0.0/16, allowed: true }
- { user: jiro.suzuki, to: 172.20.0.0/16, allowed: false }
- { group: VPN-Databse, to: 10.0.20.5, allowed: false }
- { user: hanako.sato, to: 8.8.8.8, allowed: true }
";
    place.write("expect.yaml", format!("{HOLDS}{broken}"));
    let run = place.run(&["access", "vpn.yaml", "--expect", "expect.yaml"]);
    snapshot!("cli-access-expect", run.shown());
}

#[test]
fn machines_get_the_decisions_and_the_faults() {
    let place = teams();
    place.write("expect.yaml", "[{ group: VPN-Engineering, to: 10.0.20.5, allowed: true }]");
    let run = place.run(&["access", "vpn.yaml", "--expect", "expect.yaml", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let json = run.json();
    assert_eq!(json["decisions"][0]["allowed"], false);
    assert_eq!(json["faults"][0]["code"], "expectation-failed");
    assert_eq!(json["faults"][0]["place"]["file"], "expect.yaml");
    assert_eq!(json["faults"][0]["place"]["path"], "[0].allowed");
}

#[test]
fn a_malformed_file_is_told_as_a_blueprint_is() {
    let place = teams();
    let text = "- { group: VPN-Database, user: taro.yamada, to: 10.0.20.5, allowed: true }
- { to: 10.0.20.5, allowed: true }
";
    place.write("expect.yaml", text);
    let both = place.run(&["access", "vpn.yaml", "--expect", "expect.yaml"]).shown();
    let text = "- { group: VPN-Database, to: 10.0.20.5/24, allowed: yes }
- { group: VPN-Database, too: 10.0.20.5, allowed: true }
- { group: VPN-Database, to: everywhere, allowed: true }
";
    place.write("expect.yaml", text);
    let form = place.run(&["access", "vpn.yaml", "--expect", "expect.yaml"]).shown();
    place.write("expect.yaml", "group: VPN-Database\n");
    let whole = place.run(&["access", "vpn.yaml", "--expect", "expect.yaml"]).shown();
    snapshot!("cli-access-expect-form", format!("{both}\n{form}\n{whole}"));
}

#[test]
fn a_file_that_is_not_there_is_an_error_of_its_own() {
    let run = teams().run(&["access", "vpn.yaml", "--expect", "missing.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: cannot read missing.yaml: there is no such file\n"), "{run:?}");
}
