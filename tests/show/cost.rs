//! The monthly estimate. All figures were computed by hand.

use crate::support::{gallery, small};
use cvpn_blueprint::Document;
use cvpn_blueprint::model::Blueprint;
use cvpn_compiler::show::cost::{self, Estimate, Prices, WORKING};
use rust_decimal::Decimal;

fn blueprint(text: &str) -> Blueprint {
    Document::parse("vpn.yaml", text).blueprint.expect("a blueprint")
}

fn estimate(text: &str) -> Estimate {
    cost::estimate(&blueprint(text), &Prices::embedded(), WORKING)
}

fn usd(text: &str) -> Option<Decimal> {
    Some(text.parse().expect("a number"))
}

fn cost_of(estimate: &Estimate, part: &str) -> Option<Decimal> {
    estimate.parts.iter().find(|one| one.part == part).unwrap_or_else(|| panic!("{part} in {estimate:?}")).cost
}

const CAPACITY: &str = "\ncapacity: { users: 50, concurrent: 30, hours_per_month: 160 }\n";

#[test]
fn each_association_costs_by_the_hour_whether_somebody_is_connected_or_not() {
    // 2 subnets × 24 h × 30 d × 0.15
    let estimate = estimate(&small(&[]));
    assert_eq!(cost_of(&estimate, "Associations"), usd("216.00"));
    assert_eq!(estimate.total, usd("216").unwrap());
}

#[test]
fn connections_cost_by_the_hours_of_all_people() {
    // 50 people × 160 h × 0.05
    let estimate = estimate(&(small(&[]) + CAPACITY));
    assert_eq!(cost_of(&estimate, "Connections"), usd("400.00"));
    // 8000 h / 8 h × 4 kB = 0.004 GB, × 0.76
    assert_eq!(cost_of(&estimate, "Connection log"), usd("0.00304"));
    assert_eq!(cost_of(&estimate, "Server certificate"), usd("0"));
    assert_eq!(estimate.total, usd("616.00304").unwrap());
    assert!(estimate.complete);
}

#[test]
fn people_at_a_time_count_where_nobody_says_how_many_there_are() {
    let estimate = estimate(&(small(&[]) + "\ncapacity: { concurrent: 30, hours_per_month: 160 }\n"));
    assert_eq!(cost_of(&estimate, "Connections"), usd("240.00"));
}

#[test]
fn alarms_cost_by_their_number() {
    // IdP certificate, server certificate, authentication failures, connections
    let estimate = estimate(&(small(&[]) + "\nmonitoring: { alarms: true }\n"));
    assert_eq!(cost_of(&estimate, "Alarms"), usd("0.40"));
    let estimate = self::estimate(&(small(&[]) + "\nmonitoring: { alarms: false }\n"));
    assert!(estimate.parts.iter().all(|part| part.part != "Alarms"));
}

#[test]
fn without_capacity_the_connections_are_not_known_and_the_total_is_incomplete() {
    let estimate = estimate(&small(&[]));
    assert_eq!(cost_of(&estimate, "Connections"), None);
    assert!(!estimate.complete);
    let text = cost::human(&estimate);
    assert!(text.contains("`capacity.users` and `capacity.hours_per_month` are not given"), "{text}");
    assert!(text.contains("Total of what is known (incomplete)"), "{text}");
}

#[test]
fn a_price_that_is_not_known_is_marked_and_counts_nothing() {
    let text = gallery("quickstart").replace("ap-northeast-1", "eu-west-3");
    let estimate = estimate(&text);
    assert_eq!(cost_of(&estimate, "Associations"), None);
    assert_eq!((estimate.complete, estimate.saving.as_ref()), (false, None));
    let text = cost::human(&estimate);
    assert!(text.contains("price not known"), "{text}");
    assert!(text.contains("Associations, Connections, Connection log: the price in eu-west-3 is not known"), "{text}");
}

#[test]
fn a_price_that_aws_has_not_confirmed_is_marked() {
    let estimate = estimate(&small(&[]).replace("ap-northeast-1", "us-east-1"));
    // 2 × 720 × 0.10
    assert_eq!(cost_of(&estimate, "Associations"), usd("144.00"));
    let text = cost::human(&estimate);
    assert!(text.contains("0.10 (unconfirmed)"), "{text}");
    assert!(text.contains("Associations, Connections, Connection log: the price is not confirmed by AWS"), "{text}");
}

#[test]
fn the_figures_for_tokyo_go_back_to_the_price_list_only_for_the_vpn_itself() {
    let estimate = estimate(&(small(&[]) + "\nmonitoring: { alarms: true }\n"));
    let confirmed = |part: &&cost::Part| part.price.as_ref().is_some_and(|price| price.confirmed);
    let parts: Vec<&str> = estimate.parts.iter().filter(confirmed).map(|part| part.part).collect();
    assert_eq!(parts, ["Associations", "Connections"]);
    assert!(cost::markdown(&estimate).contains("- Connection log, Alarms: the price is not confirmed by AWS"));
}

#[test]
fn associations_with_a_transit_gateway_are_not_counted_because_their_unit_is_not_confirmed() {
    let estimate = estimate(&gallery("transit-gateway"));
    assert_eq!((cost_of(&estimate, "Associations"), estimate.complete), (None, false));
    let note = estimate.parts[0].note.as_deref().unwrap_or_default();
    assert!(note.contains("not confirmed") && note.contains("216.00"), "{note}");
    assert_eq!(estimate.saving, None);
}

#[test]
fn working_hours_say_what_is_saved_without_associations_in_the_others() {
    // 720 − 264 = 456 h × 2 × 0.15 = 136.80
    let saving = estimate(&(small(&[]) + CAPACITY)).saving.expect("a saving");
    assert_eq!((saving.hours, Some(saving.saved)), (264, usd("136.80")));
    assert_eq!(Some(saving.total), usd("479.20304"));
    let all = cost::estimate(&blueprint(&small(&[])), &Prices::embedded(), 720).saving.expect("a saving");
    assert_eq!(Some(all.saved), usd("0.00"));
}

#[test]
fn other_prices_take_the_place_of_the_programs_own_and_leave_the_rest() {
    let other = Prices::read(
        r#"{ "regions": { "ap-northeast-1": { "association_hour": { "usd": "0.1234567", "date": "d", "source": "s" } } } }"#,
    );
    let prices = Prices::embedded().with(other.expect("prices"));
    let estimate = cost::estimate(&blueprint(&(small(&[]) + CAPACITY)), &prices, WORKING);
    // 1440 × 0.1234567, without a rounding error
    assert_eq!(cost_of(&estimate, "Associations"), usd("177.777648"));
    assert_eq!(cost_of(&estimate, "Connections"), usd("400"));
}

#[test]
fn a_table_with_a_slip_is_refused() {
    for (table, why) in [
        (r#"{ "regions": { "x": { "association_hour": { "usd": "-1", "date": "", "source": "" } } } }"#, "not between"),
        (
            r#"{ "regions": { "x": { "association_hour": { "usd": "15000", "date": "", "source": "" } } } }"#,
            "not between",
        ),
        (
            r#"{ "regions": { "x": { "association_hours": { "usd": "1", "date": "", "source": "" } } } }"#,
            "unknown variant",
        ),
        (r#"{ "regions": { "x": { "association_hour": { "usd": "a", "date": "", "source": "" } } } }"#, "Decimal"),
        ("[]", "invalid"),
    ] {
        let error = Prices::read(table).expect_err(table);
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn the_largest_capacity_does_not_overflow() {
    let most = "\ncapacity: { users: 4294967295, hours_per_month: 65535 }\n";
    let estimate = estimate(&(small(&[]) + most));
    // 4294967295 × 65535 × 0.05
    assert_eq!(cost_of(&estimate, "Connections"), usd("14073534083891.25"));
}
