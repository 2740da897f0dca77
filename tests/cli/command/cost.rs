//! `cvpn cost`.

use crate::support::place::Place;
use crate::support::snapshot;

fn place() -> Place {
    let place = Place::small();
    let text = place.read("vpn.yaml");
    place.write("vpn.yaml", text + "\ncapacity: { users: 50, hours_per_month: 160 }\nmonitoring: { alarms: true }\n");
    place
}

#[test]
fn people_get_a_table() {
    let run = place().run(&["cost", "vpn.yaml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    snapshot!("cli-cost", run.stdout);
}

#[test]
fn a_pull_request_gets_a_table_in_markdown() {
    let run = place().run(&["cost", "vpn.yaml", "--format", "markdown"]);
    snapshot!("cli-cost-markdown", run.stdout);
}

#[test]
fn machines_get_exact_numbers_as_text() {
    let json = place().run(&["cost", "--format", "json"]).json();
    let estimate = &json["blueprints"][0]["estimate"];
    assert_eq!(estimate["total"], "616.40304");
    assert_eq!(estimate["complete"], true);
    assert_eq!(estimate["parts"][0]["cost"], "216.00");
    assert_eq!(estimate["parts"][0]["price"]["date"], "2026-09-13");
}

#[test]
fn several_vpns_have_a_sum() {
    let place = place();
    place.small_as("other");
    let run = place.run(&["cost"]);
    assert!(run.stdout.ends_with("\n2 VPNs, as far as it is known: 832.40 USD a month\n"), "{run:?}");
}

#[test]
fn a_faulty_blueprint_has_an_estimate_as_far_as_it_can_be_read() {
    let place = place();
    place.small_as("other");
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    let run = place.run(&["cost"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("error[client-cidr-size]"), "{run:?}");
    assert!(run.stdout.contains("corp-vpn in"), "{run:?}");
    place.edit("vpn.yaml", "network:", "netwrok: x\nnetwork:");
    let run = place.run(&["cost"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.starts_with("other in"), "{run:?}");
    let json = place.run(&["cost", "vpn.yaml", "--format", "json"]).json();
    assert_eq!(json["blueprints"][0]["estimate"], serde_json::Value::Null);
    assert_eq!(json["blueprints"][0]["faults"][0]["code"], "client-cidr-size", "{json}");
}

#[test]
fn the_estimate_does_not_wait_for_the_metadata() {
    let place = place();
    place.edit("vpn.yaml", "    metadata: saml/client-vpn.xml\n", "");
    assert_eq!(place.run(&["cost"]).code, Some(0));
}

#[test]
fn prices_come_from_a_file_too_and_its_words_do_no_harm() {
    let place = place();
    let table = r#"{ "regions": { "ap-northeast-1": { "association_hour":
        { "usd": "1", "date": "2026-11-01", "source": "\u001b[31m<b>[x](y)</b>|" } } } }"#;
    place.write("prices.json", table);
    let run = place.run(&["cost", "--prices", "prices.json"]);
    assert!(run.stdout.contains("1440.00") && run.stdout.contains(r"\u{1b}[31m"), "{run:?}");
    let run = place.run(&["cost", "--prices", "prices.json", "--format", "markdown"]);
    assert!(run.stdout.contains(r"&lt;b&gt;\[x\]"), "{run:?}");
    place.write("prices.json", "{}");
    let run = place.run(&["cost", "--prices", "prices.json"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: prices.json is not a table of prices: missing field `regions`"), "{run:?}");
    let run = place.run(&["cost", "--prices", "none.json"]);
    assert!(run.stderr.starts_with("error: cannot read none.json: there is no such file"), "{run:?}");
}
