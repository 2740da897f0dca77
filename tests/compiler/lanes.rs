//! AWS takes ten changes of one endpoint at a time. What was written, read back, never has more than eight in flight.

use super::antichain::{Order, at_once, closure, reversed};
use crate::support::case::{Case, gallery};
use crate::support::output::Output;
use crate::support::{generate, parsed, small};
use proptest::prelude::*;
use std::fmt::Write;

/// Changes of one endpoint in flight at most.
const AT_ONCE: usize = 8;

const ASSOCIATIONS: [&str; 2] =
    ["AWS::EC2::ClientVpnTargetNetworkAssociation", "aws_ec2_client_vpn_network_association"];
const ROUTES: [&str; 2] = ["AWS::EC2::ClientVpnRoute", "aws_ec2_client_vpn_route"];
const RULES: [&str; 2] = ["AWS::EC2::ClientVpnAuthorizationRule", "aws_ec2_client_vpn_authorization_rule"];

/// The resources of some types.
fn of<'a>(output: &'a Output, kinds: &[&str]) -> Vec<&'a str> {
    let found = output.resources.iter().filter(|(_, resource)| kinds.contains(&resource.kind.as_str()));
    found.map(|(id, _)| id.as_str()).collect()
}

/// What waits for what.
pub fn order(output: &Output) -> Order<'_> {
    output.resources.iter().map(|(id, resource)| (id.as_str(), resource.before())).collect()
}

/// Checks what is deployed at one time: a stack, or a root module.
pub fn check(what: &str, output: &Output) {
    let order = order(output);
    let mutations = of(output, &[ASSOCIATIONS, ROUTES, RULES].concat());
    let (made, deleted) = (at_once(&mutations, &order), at_once(&mutations, &reversed(&order)));
    assert!(made <= AT_ONCE, "{what}: {made} of {} changes can be in flight when made", mutations.len());
    assert!(deleted <= AT_ONCE, "{what}: {deleted} of {} changes can be in flight when deleted", mutations.len());
}

/// Checks that routes and rules come after an association: a route after that of its own subnet.
fn check_heads(what: &str, output: &Output) {
    let before = closure(&order(output));
    let associations = of(output, &ASSOCIATIONS);
    if associations.is_empty() {
        return;
    }
    for id in of(output, &[ROUTES, RULES].concat()) {
        let heads: Vec<&str> = associations.iter().copied().filter(|head| before[id].contains(head)).collect();
        assert!(!heads.is_empty(), "{what}: {id} comes after no association");
        if let Some((_, subnet)) = id.to_lowercase().rsplit_once("subnet").filter(|_| id.contains("oute")) {
            let own = |head: &&str| head.to_lowercase().trim_start_matches("associationsubnet").ends_with(subnet);
            assert!(heads.iter().any(own), "{what}: {id} does not come after the association of its subnet");
        }
    }
}

fn check_case(case: &Case) {
    // Templates are deployed one after another, so each is judged alone; one without associations comes after that with.
    for (path, template) in case.templates() {
        let output = Output::cloudformation(&[template]);
        check(&format!("{path} of {}", case.name()), &output);
        check_heads(&format!("{path} of {}", case.name()), &output);
    }
    check(case.name(), &case.terraform());
    check_heads(case.name(), &case.terraform());
}

#[test]
fn the_gallery_keeps_to_its_lanes() {
    gallery().iter().for_each(check_case);
}

/// A blueprint with so many rules, routes and subnets.
fn large(rules: usize, routes: usize, subnets: usize) -> Case {
    let mut text = small(&[]);
    let cut = text.find("  subnets:").expect("the network's subnets");
    text.truncate(cut);
    text += "  subnets:\n";
    for (number, zone) in ('a'..).take(subnets).enumerate() {
        let _ = writeln!(
            text,
            "    - {{ id: subnet-0a1b2c3d4e5f6071{number}, availability_zone: ap-northeast-1{zone}, cidr: 10.0.{}.0/24 }}",
            number + 1
        );
    }
    text += "  routes:\n";
    for number in 0..routes {
        let _ = writeln!(text, "    - {{ to: 172.16.{number}.0/24 }}");
    }
    text += "access:\n";
    for number in 0..rules {
        let _ = writeln!(text, "  - {{ to: 10.0.100.{number}/32, groups: [Staff] }}");
    }
    let mut blueprint = parsed(&text);
    blueprint.accept.clear();
    Case::of(blueprint).expect("no errors")
}

#[test]
fn as_many_rules_and_routes_as_an_endpoint_takes_keep_to_their_lanes() {
    check_case(&large(200, 100, 2));
}

#[test]
fn an_endpoint_that_is_too_large_for_one_template_keeps_to_its_lanes() {
    let case = large(200, 100, 5);
    assert!(case.templates().len() > 1, "one template would do");
    check_case(&case);
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn any_blueprint_keeps_to_its_lanes(case in generate::cases()) {
        check_case(&case);
    }
}
