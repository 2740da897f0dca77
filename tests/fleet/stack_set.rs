//! Blueprints that differ only in values become one stack set.

use crate::support::case::{Case, json};
use crate::support::{circumstances, edit, examined_with, generate, parsed, render, small, snapshot};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::{Checked, Document, check};
use cvpn_compiler::artifact::Artifact;
use cvpn_compiler::stack_set::{Options, Permission, stack_set};
use proptest::prelude::*;
use serde_json::{Map, Value};

fn options() -> Options {
    Options {
        name: "corp".to_owned(),
        permission: Permission::SelfManaged,
        failure_tolerance: 0,
        max_concurrent: 1,
        parallel_regions: false,
    }
}

/// A stack set of accounts of an organizational unit.
fn of_unit() -> Options {
    let permission = Permission::ServiceManaged { units: vec!["ou-ab12-cdefgh34".to_owned()], delegated: false };
    Options { permission, ..options() }
}

/// The stack set of blueprints that are called 0.yaml, 1.yaml and so on; or the faults, as people read them.
fn made(checked: &[Checked], texts: &[String], options: &Options) -> Result<Vec<Artifact>, String> {
    let files: Vec<String> = (0..checked.len()).map(|index| format!("{index}.yaml")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    stack_set(&checked.iter().collect::<Vec<_>>(), &files, options, "0.0.0").map_err(|found| {
        let shown = found.into_iter().map(|found| {
            let text = texts.get(found.member).map(String::as_str).unwrap_or_default();
            render(&(Document::parse(files[found.member], text).document, vec![found.fault]))
        });
        shown.collect::<Vec<_>>().join("\n")
    })
}

fn of(texts: &[String]) -> Result<Vec<Artifact>, String> {
    with(&options(), texts)
}

fn with(options: &Options, texts: &[String]) -> Result<Vec<Artifact>, String> {
    let checked: Vec<Checked> = texts
        .iter()
        .map(|text| {
            let examined = examined_with(text, |_| {});
            let faults = render(&(examined.document, examined.faults));
            examined.checked.unwrap_or_else(|| panic!("{faults}"))
        })
        .collect();
    made(&checked, texts, options)
}

/// The small blueprint in an account of its own.
fn own(number: usize) -> String {
    small(&[("corp-vpn", &format!("vpn-{number}"))])
        .replace("111122223333", &format!("{:012}", 111_122_223_333 + number))
        .replace("vpc-0123456789abcdef0", &format!("vpc-{number:017x}"))
        .replace("subnet-0a1b2c3d4e5f6071", &format!("subnet-{number:016x}"))
}

fn read(artifacts: &[Artifact], file: &str) -> Value {
    let path = format!("cloudformation/{file}");
    let artifact = artifacts.iter().find(|artifact| artifact.path == path).expect("a template");
    serde_json::from_str(&artifact.text).expect("JSON")
}

/// The template of each VPN with the values of one of them.
fn of_member(artifacts: &[Artifact], member: usize) -> Value {
    let properties = &read(artifacts, "stackset.template.json")["Resources"]["StackSet"]["Properties"];
    let mut template = read(artifacts, "vpn.template.json");
    if let Some(body) = properties["TemplateBody"].as_str() {
        assert_eq!(serde_json::from_str::<Value>(body).expect("JSON"), template);
    }
    let overrides = properties["StackInstancesGroup"][member]["ParameterOverrides"].as_array().expect("values");
    let definitions = template["Parameters"].as_object().expect("parameters").clone();
    let value = |given: &Value| -> (String, Value) {
        let name = given["ParameterKey"].as_str().expect("a name");
        let value = match &given["ParameterValue"] {
            Value::String(text)
                if definitions[name]["Type"] == "Number" || definitions[name]["AllowedValues"].is_array() =>
            {
                serde_json::from_str(text).expect("a number")
            }
            // What nobody knows yet is a parameter of this VPN alone.
            Value::Object(reference) => {
                let outer = reference["Ref"].as_str().expect("a name");
                serde_json::json!({ "Ref": outer.rsplit_once("Of").expect("whose it is").0 })
            }
            plain => plain.clone(),
        };
        (name.to_owned(), value)
    };
    let values: Map<String, Value> = overrides.iter().map(value).collect();
    assert_eq!(values.keys().collect::<Vec<_>>(), definitions.keys().collect::<Vec<_>>());
    substitute(&mut template["Resources"], &values);
    template
}

/// The template of each VPN as CloudFormation reads it in an account and Region.
fn in_place(artifacts: &[Artifact], account: &str, region: &str) -> Value {
    let template = read(artifacts, "vpn.template.json");
    assert_eq!(template.get("Parameters"), None);
    let here = serde_json::json!([{ "Ref": "AWS::Region" }, { "Ref": "AWS::AccountId" }]);
    fn found(value: &Value, of: &dyn Fn(&str, &[Value]) -> Value) -> Value {
        match value {
            Value::Object(entries) => match entries.get("Fn::FindInMap").and_then(Value::as_array) {
                Some(at) => of(at[0].as_str().expect("a mapping"), &at[1..]),
                None => entries.iter().map(|(key, value)| (key.clone(), found(value, of))).collect(),
            },
            Value::Array(items) => items.iter().map(|item| found(item, of)).collect(),
            plain => plain.clone(),
        }
    }
    let of = |mapping: &str, at: &[Value]| {
        assert_eq!(at, here.as_array().expect("a list").as_slice());
        template["Mappings"][mapping][region][account].clone()
    };
    spelled(&found(&template, &of))
}

/// Numbers and switches as texts, which is what a mapping holds; CloudFormation takes either.
fn spelled(value: &Value) -> Value {
    match value {
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), spelled(value))).collect(),
        Value::Array(items) => items.iter().map(spelled).collect(),
        Value::String(_) | Value::Null => value.clone(),
        plain => plain.to_string().into(),
    }
}

fn substitute(value: &mut Value, values: &Map<String, Value>) {
    if let Some(known) = value["Ref"].as_str().and_then(|name| values.get(name)) {
        *value = known.clone();
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| substitute(item, values)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| substitute(entry, values)),
        _ => {}
    }
}

/// The resources without their names and their order.
fn nameless(template: &Value) -> Vec<String> {
    let mut resources: Vec<String> = template["Resources"]
        .as_object()
        .expect("resources")
        .values()
        .map(|resource| {
            let mut resource = resource.clone();
            resource.as_object_mut().expect("a resource").remove("DependsOn");
            resource.to_string()
        })
        .collect();
    resources.sort();
    resources
}

/// The same VPN elsewhere: another name, account, VPC, and subnets whose ids are in another order.
fn elsewhere(blueprint: &Blueprint, number: usize) -> Blueprint {
    let account = blueprint.account.as_str();
    let text = json(blueprint).replace(account, &format!("{:012}", 777_700_000_000 + number));
    let mut value: Value = serde_json::from_str(&text).expect("JSON");
    value["name"] = format!("vpn-{number}").into();
    for (index, subnet) in
        value.pointer_mut("/network/subnets").and_then(Value::as_array_mut).into_iter().flatten().enumerate()
    {
        subnet["id"] = format!("subnet-{:017x}", number * 100 + 50 - index).into();
    }
    parsed(&value.to_string())
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn the_values_of_each_make_its_own_template(blueprint in generate::blueprints()) {
        let members = [blueprint.clone(), elsewhere(&blueprint, 1), elsewhere(&blueprint, 2)];
        let cases: Vec<Case> = members.into_iter().map(|one| Case::of(one).expect("no errors")).collect();
        let checked: Vec<Checked> = cases
            .iter()
            .map(|case| check(case.checked.blueprint().clone(), circumstances(case.checked.blueprint())).0.expect("no errors"))
            .collect();
        let own = |case: &Case| {
            let templates = case.templates();
            templates.into_iter().find(|(path, _)| path.ends_with("vpn.template.json")).expect("a template").1
        };
        match made(&checked, &[], &options()) {
            Ok(artifacts) => for (member, case) in cases.iter().enumerate() {
                prop_assert_eq!(nameless(&of_member(&artifacts, member)), nameless(&own(case)));
            },
            // Descriptions by chance may be the same.
            Err(faults) => prop_assert!(faults.contains("[stack-set-ambiguous]"), "{}", faults),
        }
        match made(&checked, &[], &of_unit()) {
            Ok(artifacts) => for case in &cases {
                let (account, region) = (&case.checked.blueprint().account, &case.checked.blueprint().region);
                let mapped = in_place(&artifacts, account.as_str(), region.as_str());
                prop_assert_eq!(nameless(&mapped), nameless(&spelled(&own(case))));
            },
            Err(faults) => {
                let known = ["[stack-set-ambiguous]", "[stack-set-input]"].iter().any(|code| faults.contains(code));
                prop_assert!(known, "{}", faults);
            }
        }
    }
}

#[test]
fn numbers_and_switches_that_differ_are_parameters_too() {
    let other =
        edit(&own(1), &[("  client_cidr", "  port: 1194\n  session: { disconnect_on_timeout: false }\n  client_cidr")]);
    let texts = [own(0), other];
    let artifacts = of(&texts).expect("a stack set");
    for (member, text) in texts.iter().enumerate() {
        let own = Case::of(parsed(text)).expect("no errors");
        assert_eq!(nameless(&of_member(&artifacts, member)), nameless(&own.templates()[0].1));
    }
    let parameters = &read(&artifacts, "vpn.template.json")["Parameters"];
    assert_eq!(parameters["EndpointVpnPort"]["Type"], "Number");
    assert_eq!(parameters["EndpointDisconnectOnSessionTimeout"]["AllowedValues"][1], "false");
}

#[test]
fn an_organizational_unit_has_no_parameters_but_accounts_by_region() {
    let elsewhere = own(2).replace("ap-northeast-1", "eu-west-1");
    let texts = [own(0), elsewhere, own(1)];
    let artifacts = with(&of_unit(), &texts).expect("a stack set");
    for (text, region) in texts.iter().zip(["ap-northeast-1", "eu-west-1", "ap-northeast-1"]) {
        let own = Case::of(parsed(text)).expect("no errors");
        let account = own.checked.blueprint().account.as_str();
        assert_eq!(nameless(&in_place(&artifacts, account, region)), nameless(&spelled(&own.templates()[0].1)));
    }
    let properties = &read(&artifacts, "stackset.template.json")["Resources"]["StackSet"]["Properties"];
    assert_eq!(properties.get("Parameters"), None);
    let targets = |accounts: &[&str]| {
        serde_json::json!({
            "OrganizationalUnitIds": ["ou-ab12-cdefgh34"], "AccountFilterType": "INTERSECTION", "Accounts": accounts,
        })
    };
    let groups = serde_json::json!([
        { "DeploymentTargets": targets(&["111122223333", "111122223334"]), "Regions": ["ap-northeast-1"] },
        { "DeploymentTargets": targets(&["111122223335"]), "Regions": ["eu-west-1"] },
    ]);
    assert_eq!(properties["StackInstancesGroup"], groups);
}

#[test]
fn an_organizational_unit_needs_every_value() {
    snapshot!("stack-set-input", with(&of_unit(), &[own(0), issued(1)]).expect_err("no ARN"));
}

/// The same with a certificate that is made here, so that nobody knows its ARN yet.
fn issued(number: usize) -> String {
    let arn = "    arn: arn:aws:acm:ap-northeast-1";
    let text = own(number);
    let start = text.find(arn).expect("the certificate");
    let end = start + text[start..].find('\n').expect("its end");
    format!("{}    issued: {{ domain: vpn.example.com }}{}", &text[..start], &text[end..])
}

#[test]
fn another_member_changes_no_name() {
    let names = |count: usize| {
        let template = read(&of(&(0..count).map(own).collect::<Vec<_>>()).expect("a stack set"), "vpn.template.json");
        template["Resources"].as_object().expect("resources").keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(names(2), names(3));
    assert!(names(2).contains(&"AssociationA".to_owned()), "{:?}", names(2));
}

#[test]
fn a_described_rule_may_lead_to_another_network_in_each() {
    let other = edit(&own(1), &[("10.0.1.0/24", "10.0.7.0/24")]);
    let artifacts = of(&[own(0), other.clone()]).expect("a stack set");
    assert!(of_member(&artifacts, 1).to_string().contains("10.0.7.0/24"));
    let plain = |text: &str| edit(text, &[(", description: Application subnet", "")]);
    snapshot!("stack-set-difference", of(&[plain(&own(0)), plain(&other)]).expect_err("other rules"));
}

#[test]
fn a_list_has_the_same_length_in_all() {
    let other = edit(&own(1), &[("  client_cidr", "  dns_servers: [10.0.0.2]\n  client_cidr")]);
    snapshot!("stack-set-difference-form", of(&[own(0), other]).expect_err("another form"));
}

#[test]
fn two_rules_with_one_description_cannot_be_told_apart() {
    let twice = own(1) + "  - { to: 10.0.2.0/24, groups: [Staff], description: Application subnet }\n";
    snapshot!("stack-set-ambiguous", of(&[own(0), twice]).expect_err("two of a name"));
}

#[test]
fn a_stack_set_has_one_stack_in_each_account_and_region() {
    let twin = own(0).replace("name: vpn-0", "name: twin");
    snapshot!("stack-set-place", of(&[own(0), twin]).expect_err("one place"));
}

#[test]
fn metadata_that_differs_may_be_too_long() {
    let texts = [own(0), own(1)];
    let checked = [0, 1].map(|number| {
        let examined = examined_with(&texts[number], |circumstances| {
            for text in circumstances.files.values_mut().flatten() {
                text.push_str(&format!("<!-- {} -->\n", "0123456789".repeat(300 + number)));
            }
        });
        examined.checked.expect("no errors")
    });
    snapshot!("stack-set-text", made(&checked, &texts, &options()).expect_err("too long"));
}

#[test]
fn a_stack_set_may_be_too_large() {
    snapshot!("stack-set-size", of(&(0..201).map(issued).collect::<Vec<_>>()).expect_err("too large"));
    let accounts = with(&of_unit(), &(0..201).map(own).collect::<Vec<_>>()).expect_err("too large");
    assert!(accounts.contains("201 accounts in a mapping, of which CloudFormation takes 200"), "{accounts}");
}
