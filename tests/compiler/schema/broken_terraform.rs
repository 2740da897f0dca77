//! Terraform files that were broken on purpose: the check must say so, or it proves nothing.

use super::terraform::faults;
use crate::support::case::gallery;
use crate::support::edit;

/// Whether a fault says this of the gallery's `split-accounts` with one text replaced in one file.
fn found(said: &str, file: &str, from: &str, to: &str) {
    let case = gallery().iter().find(|case| case.name() == "split-accounts").expect("it is in the gallery");
    let files = case.artifacts.iter().filter(|artifact| artifact.path.starts_with("terraform/"));
    let texts = files.map(|artifact| match artifact.path.ends_with(file) {
        true => edit(&artifact.text, &[(from, to)]),
        false => artifact.text.clone(),
    });
    let bodies: Vec<hcl::Body> = texts.map(|text| hcl::parse(&text).expect("it is HCL still")).collect();
    let faults = faults(&bodies);
    assert!(faults.iter().any(|fault| fault.contains(said)), "looked for {said:?} in {faults:#?}");
}

const TRANSPORT: &str = "transport_protocol            = \"udp\"";

#[test]
fn an_argument_that_there_is_not() {
    found("vpn.transport is not an argument", "endpoint.tf", TRANSPORT, &format!("{TRANSPORT}\n  transport = \"udp\""));
    found("egres is not a block", "endpoint.tf", "  egress {", "  egres {");
    found("egress.port is not a member", "endpoint.tf", "to_port     = 0", "to_port = 0\n    port = 1");
}

#[test]
fn an_argument_that_only_aws_sets() {
    found("dns_name cannot be set", "endpoint.tf", TRANSPORT, &format!("{TRANSPORT}\n  dns_name = \"x\""));
}

#[test]
fn a_value_of_another_type() {
    found("takes \"bool\"", "endpoint.tf", "split_tunnel                  = true", "split_tunnel = \"yes\"");
    found("takes \"number\"", "endpoint.tf", "vpn_port                      = 443", "vpn_port = [443]");
    found(
        "aws_security_group.vpn.egress is [",
        "endpoint.tf",
        "[aws_security_group.vpn.id]",
        "aws_security_group.vpn.egress",
    );
}

#[test]
fn a_value_that_is_not_allowed() {
    found("transport_protocol is Text(\"tls\")", "endpoint.tf", TRANSPORT, "transport_protocol = \"tls\"");
    found("0 items in security_group_ids", "endpoint.tf", "[aws_security_group.vpn.id]", "[]");
    found(
        "characters in client_login_banner_options.banner_text",
        "endpoint.tf",
        "client_login_banner_options {",
        &format!("client_login_banner_options {{\n    banner_text = \"{}\"", "x".repeat(1401)),
    );
}

#[test]
fn an_argument_that_is_missing_or_too_much() {
    found("server_certificate_arn is missing", "endpoint.tf", "server_certificate_arn ", "arn ");
    found(
        "has 2 blocks connection_log_options",
        "endpoint.tf",
        "  client_connect_options {",
        "  connection_log_options {",
    );
    found(
        "transit_gateway_configuration stands beside",
        "endpoint.tf",
        "  client_connect_options {\n    enabled = false",
        "  transit_gateway_configuration {\n    transit_gateway_id = \"tgw-12345678\"",
    );
}

#[test]
fn a_reference_to_nothing() {
    found(
        "aws_security_group.vpm.id, which there is not",
        "endpoint.tf",
        "[aws_security_group.vpn.id]",
        "[aws_security_group.vpm.id]",
    );
    found(
        "aws_security_group.vpn.ids, which there is not",
        "endpoint.tf",
        "[aws_security_group.vpn.id]",
        "[aws_security_group.vpn.ids]",
    );
    found("there is no variable zone", "endpoint.tf", TRANSPORT, "transport_protocol = var.zone");
}

/// The end of the first rule.
const WAITS: &str = "\n\n  depends_on = [aws_ec2_client_vpn_network_association.subnet-0a1b2c3d4e5f60718]\n}\n\n";

#[test]
fn an_order_that_cannot_be_or_need_not_be_said() {
    let waits = |address: &str| format!("\n  depends_on = [{address}]\n}}\n");
    found("which is no other resource", "access.tf", WAITS, &waits("aws_ec2_client_vpn_route.none"));
    found("which it does anyway", "access.tf", WAITS, &waits("aws_ec2_client_vpn_endpoint.vpn"));
}

#[test]
fn a_count_or_a_provider_that_there_is_not() {
    found("count is not an argument", "access.tf", WAITS, "\n  count = 2\n}\n");
    found("provider is", "providers.tf", "alias               = \"identity\"", "alias = \"people\"");
    found(
        "Finance\"] stands there twice",
        "access.tf",
        "to_10_0_32_0_20_group_Engineering",
        "to_10_0_64_0_24_group_Finance",
    );
}

#[test]
fn a_secret_in_a_file() {
    found("a secret into the state", "endpoint.tf", TRANSPORT, &format!("{TRANSPORT}\n  private_key = \"x\""));
}

#[test]
fn a_block_or_a_type_that_there_is_not() {
    found("module [\"x\"] is not a block", "access.tf", WAITS, "\n}\nmodule \"x\" {}\n");
    found("has no aws_vpn", "access.tf", WAITS, "\n}\nresource \"aws_vpn\" \"x\" {}\n");
    found("vp n is not a name", "network.tf", "\"subnet-0a1b2c3d4e5f60719\" {", "\"vp n\" {");
}
