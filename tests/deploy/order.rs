//! Which stacks there are, and what their policies let through.

use super::situation::Situation;
use cvpn_deploy::stack::Protection;
use serde_json::Value;

#[test]
fn the_stack_has_the_name_of_the_vpn() {
    let situation = Situation::of(&[]);
    let order = situation.order();
    let stacks: Vec<(&str, bool)> = order.stacks.iter().map(|stack| (stack.name.as_str(), stack.identity)).collect();
    assert_eq!(stacks, [("corp-vpn", false)]);
}

#[test]
fn what_lives_with_identity_center_comes_first() {
    let edits = [("identity_center:\n", "identity_center:\n  region: us-east-1\n")];
    let situation = Situation::of(&edits);
    let order = situation.order();
    let stacks: Vec<(&str, bool)> = order.stacks.iter().map(|stack| (stack.name.as_str(), stack.identity)).collect();
    assert_eq!(stacks, [("corp-vpn-identity", true), ("corp-vpn", false)]);
    let parameters: Vec<&String> = order.stacks[1].parameters().collect();
    let outputs = order.stacks[0].template["Outputs"].as_object().expect("outputs");
    assert!(!parameters.is_empty() && parameters.iter().all(|name| outputs.contains_key(*name)), "{parameters:?}");
}

#[test]
fn the_policy_of_a_stack_denies_what_kills_profiles() {
    let read = |protection: Protection| serde_json::from_str::<Value>(&protection.policy()).expect("JSON");
    let guarded = read(Protection::Guarded);
    let denied = &guarded["Statement"][1];
    assert_eq!(denied["Effect"], "Deny");
    assert_eq!(denied["Action"], serde_json::json!(["Update:Replace", "Update:Delete"]));
    assert!(denied["Condition"].to_string().contains("AWS::EC2::ClientVpnEndpoint"));
    assert_eq!(read(Protection::Open)["Statement"].as_array().map(Vec::len), Some(1));
}
