//! Rules about the network: VPC, subnets, transit gateway, routes, security groups.

use crate::support::{SMALL, codes, edit, report, small, snapshot};

const VPC: &str = "  vpc: { id: vpc-0123456789abcdef0, cidrs: [10.0.0.0/16] }\n";
const SUBNET_A: &str =
    "    - { id: subnet-0a1b2c3d4e5f60718, availability_zone: ap-northeast-1a, cidr: 10.0.10.0/24 }\n";
const SUBNET_C: &str =
    "    - { id: subnet-0a1b2c3d4e5f60719, availability_zone: ap-northeast-1c, cidr: 10.0.20.0/24 }\n";

/// The small blueprint with more lines at the end of its network.
fn network(lines: &str) -> String {
    small(&[("\naccess:\n", &format!("{lines}\naccess:\n"))])
}

/// The small blueprint with routes.
fn routes(to: &[&str]) -> String {
    network(&format!("  routes:\n{}", to.iter().map(|to| format!("    - {{ to: {to} }}\n")).collect::<String>()))
}

/// The small blueprint with a transit gateway instead of the VPC.
fn gateway(zones: &str) -> String {
    let subnets = format!("{VPC}  subnets:\n{SUBNET_A}{SUBNET_C}");
    let gateway = format!(
        "  transit_gateway:\n    id: tgw-0123456789abcdef0\n    availability_zones: {zones}\n    cidrs: [10.0.0.0/8]\n  \
         routes:\n    - {{ to: 10.0.0.0/16 }}\n"
    );
    small(&[(&subnets, &gateway)])
}

#[test]
fn a_network_is_a_vpc_or_a_transit_gateway() {
    let subnets = format!("  subnets:\n{SUBNET_A}{SUBNET_C}");
    snapshot!("network-kind", report(&small(&[(VPC, ""), (&subnets, "  client_to_client: false\n")])));
}

#[test]
fn a_network_is_not_both() {
    let gateway = "  transit_gateway: { id: tgw-0123456789abcdef0, cidrs: [10.0.0.0/8] }\n";
    snapshot!("network-kind-both", report(&network(gateway)));
}

#[test]
fn subnets_without_a_vpc_are_one_fault() {
    assert_eq!(codes(&small(&[(VPC, "")])), ["network-kind"]);
}

#[test]
fn a_vpc_has_a_cidr() {
    snapshot!("vpc-cidr-missing", report(&small(&[("cidrs: [10.0.0.0/16]", "cidrs: []")])));
}

#[test]
fn a_transit_gateway_has_no_subnets_and_no_security_groups() {
    let parts = format!("  subnets:\n{SUBNET_A}{SUBNET_C}  security_groups: [sg-0123456789abcdef0]\n\naccess:\n");
    let text = edit(&gateway("[ap-northeast-1a, ap-northeast-1c]"), &[("\naccess:\n", &parts)]);
    snapshot!("transit-gateway-parts", report(&text));
}

#[test]
fn a_transit_gateway_has_at_most_5_zones_each_once() {
    let zones =
        "[ap-northeast-1a, ap-northeast-1b, ap-northeast-1c, ap-northeast-1d, ap-northeast-1e, ap-northeast-1a]";
    snapshot!("transit-gateway-parts-zones", report(&gateway(zones)));
}

#[test]
fn a_transit_gateway_has_a_cidr() {
    let text = edit(&gateway("[ap-northeast-1a, ap-northeast-1c]"), &[("cidrs: [10.0.0.0/8]", "cidrs: []")]);
    snapshot!("transit-gateway-parts-cidrs", report(&text));
}

#[test]
fn a_transit_gateway_without_zones_has_two() {
    assert_eq!(report(&edit(&gateway("[x]"), &[("    availability_zones: [x]\n", "")])), "");
}

#[test]
fn an_endpoint_without_subnet_is_of_no_use() {
    let subnets = format!("  subnets:\n{SUBNET_A}{SUBNET_C}");
    snapshot!("subnet-missing", report(&small(&[(&subnets, "")])));
}

#[test]
fn one_subnet_is_not_enough_for_the_failure_of_a_zone() {
    snapshot!("single-subnet", report(&small(&[(SUBNET_C, "")])));
}

#[test]
fn one_zone_of_a_transit_gateway_is_not_enough_either() {
    snapshot!("single-subnet-transit-gateway", report(&gateway("[ap-northeast-1a]")));
}

#[test]
fn a_subnet_that_cannot_be_read_is_not_called_missing() {
    let text = small(&[("cidr: 10.0.20.0/24", "cidr: 10.0.20.1/24")]);
    assert_eq!(codes(&text), ["cidr-host-bits"]);
}

#[test]
fn two_subnets_are_not_in_one_zone() {
    snapshot!("duplicate-availability-zone", report(&small(&[("ap-northeast-1c", "ap-northeast-1a")])));
}

#[test]
fn a_subnet_is_listed_once() {
    snapshot!("duplicate-subnet", report(&small(&[("subnet-0a1b2c3d4e5f60719", "subnet-0a1b2c3d4e5f60718")])));
}

#[test]
fn the_same_subnet_in_the_same_zone_is_one_fault() {
    let text = small(&[(SUBNET_C, SUBNET_A)]);
    assert_eq!(codes(&text), ["duplicate-subnet"]);
}

#[test]
fn a_subnet_is_at_least_a_27() {
    snapshot!("subnet-size", report(&small(&[("10.0.20.0/24", "10.0.20.0/28")])));
    assert_eq!(report(&small(&[("10.0.20.0/24", "10.0.20.0/27")])), "");
}

#[test]
fn a_subnet_lies_in_the_vpc() {
    let cidrs = ("cidrs: [10.0.0.0/16]", "cidrs: [10.0.0.0/16, 10.7.0.0/16]");
    snapshot!("subnet-outside-vpc", report(&small(&[cidrs, ("10.0.20.0/24", "10.8.20.0/24")])));
    assert_eq!(report(&small(&[cidrs, ("10.0.20.0/24", "10.7.20.0/24")])), "");
}

#[test]
fn a_zone_is_one_of_the_region() {
    snapshot!("zone-region", report(&small(&[("ap-northeast-1c", "ap-northeast-3a")])));
}

#[test]
fn a_zone_of_a_transit_gateway_is_one_of_the_region() {
    snapshot!("zone-region-transit-gateway", report(&gateway("[ap-northeast-1a, us-east-1a]")));
}

#[test]
fn the_vpc_needs_no_route() {
    snapshot!("route-to-vpc", report(&routes(&["10.0.0.0/16"])));
}

#[test]
fn a_part_of_the_vpc_needs_no_route() {
    snapshot!("route-inside-vpc", report(&routes(&["10.0.1.0/24"])));
}

#[test]
fn a_route_may_be_wider_than_the_vpc_or_lie_behind_a_transit_gateway() {
    assert_eq!(report(&edit(&routes(&["10.0.0.0/8"]), &[("to: 10.0.1.0/24", "to: 10.0.0.0/8")])), "");
    assert_eq!(report(&gateway("[ap-northeast-1a, ap-northeast-1c]")), "");
}

#[test]
fn a_network_is_routed_once() {
    let text = edit(&routes(&["10.5.0.0/16", "10.5.0.0/16"]), &[("to: 10.0.1.0/24", "to: 10.0.0.0/8")]);
    snapshot!("duplicate-route", report(&text));
}

#[test]
fn the_clients_need_no_route() {
    let text = edit(&routes(&["192.168.0.0/22"]), &[("to: 10.0.1.0/24", "to: 0.0.0.0/0")]);
    snapshot!("duplicate-route-clients", report(&text));
}

#[test]
fn the_route_between_clients_is_made_by_client_to_client() {
    let text = edit(
        &routes(&["192.168.0.0/22"]),
        &[
            ("  routes:", "  client_to_client: true\n  routes:"),
            ("access:\n", "access:\n  - { to: 192.168.0.0/22, everyone: true }\n"),
        ],
    );
    snapshot!("duplicate-route-client-to-client", report(&text));
}

#[test]
fn a_route_is_ipv4() {
    snapshot!("ipv6-route", report(&routes(&["\"2001:db8::/32\"", "\"::/0\""])));
}

/// A blueprint with many routes, all of which are allowed.
fn many_routes(count: usize) -> String {
    let to: Vec<String> = (0..count).map(|index| format!("10.{}.{}.0/24", 1 + index / 256, index % 256)).collect();
    let to: Vec<&str> = to.iter().map(String::as_str).collect();
    edit(&routes(&to), &[("to: 10.0.1.0/24", "to: 10.0.0.0/8")])
}

#[test]
fn an_association_has_at_most_100_routes() {
    assert_eq!(report(&many_routes(100)), "");
    snapshot!("route-count", report(&many_routes(102)));
}

#[test]
fn a_raised_quota_of_routes_counts() {
    let quota = |routes: u32| format!("{}\ncapacity: {{ quotas: {{ routes: {routes} }} }}\n", many_routes(102));
    assert_eq!(report(&quota(102)), "");
    assert_eq!(codes(&quota(101)), ["route-count"]);
}

#[test]
fn security_groups_are_at_most_5_each_once() {
    let ids: Vec<String> = [1, 2, 3, 4, 5, 1].iter().map(|id| format!("sg-{id:017x}")).collect();
    snapshot!("security-group-count", report(&network(&format!("  security_groups: [{}]\n", ids.join(", ")))));
}

#[test]
fn an_empty_list_of_security_groups_is_not_left_out() {
    snapshot!("security-group-count-empty", report(&network("  security_groups: []\n")));
}

#[test]
fn ipv6_traffic_needs_a_network_with_ipv6() {
    let ip = ("  server_certificate:\n", "  ip: { traffic: dual-stack }\n  server_certificate:\n");
    snapshot!("network-ipv6", report(&small(&[ip])));
    let cidrs = ("cidrs: [10.0.0.0/16]", "cidrs: [10.0.0.0/16, \"2600:1f14::/56\"]");
    assert_eq!(report(&small(&[ip, cidrs])), "");
}

#[test]
fn ipv6_traffic_needs_a_transit_gateway_with_ipv6() {
    let ip = ("  server_certificate:\n", "  ip: { traffic: dual-stack }\n  server_certificate:\n");
    let text = edit(&gateway("[ap-northeast-1a, ap-northeast-1c]"), &[ip]);
    assert_eq!(codes(&text), ["network-ipv6"]);
    assert_eq!(codes(SMALL), Vec::<&str>::new());
}

#[test]
fn subnets_do_not_overlap() {
    snapshot!("subnet-overlap", report(&small(&[("cidr: 10.0.20.0/24", "cidr: 10.0.8.0/21")])));
}

#[test]
fn a_transit_gateway_has_no_route_between_clients() {
    let text = edit(
        &gateway("[ap-northeast-1a, ap-northeast-1c]"),
        &[("\naccess:\n", "  client_to_client: true\n\naccess:\n")],
    );
    snapshot!("transit-gateway-clients", report(&text));
}
