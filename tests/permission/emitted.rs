//! What the policies allow is what the program calls and what CloudFormation's handlers call, all of it and nothing else.

use super::{GALLERY, actions, policies_of};
use crate::support::place::Place;
use cvpn_blueprint::gallery;
use cvpn_compiler::permission::{calls, looks};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What handlers may call, by type.
fn handlers() -> BTreeMap<String, BTreeSet<String>> {
    let text = include_str!("../schemas/cloudformation-handlers.json");
    serde_json::from_str(text).expect("types and their actions")
}

/// What handlers may call for properties that cvpn does not write, and why.
const UNUSED: [(&str, &str, &str); 16] = [
    ("AWS::CertificateManager::Certificate", "acm-pca:GetCertificate", "no private CA"),
    ("AWS::CertificateManager::Certificate", "acm-pca:IssueCertificate", "no private CA"),
    ("AWS::CertificateManager::Certificate", "acm:UpdateCertificateOptions", "no option of transparency logs"),
    ("AWS::Logs::LogGroup", "firehose:TagDeliveryStream", "no data protection policy"),
    ("AWS::Logs::LogGroup", "logs:CreateLogDelivery", "no data protection policy"),
    ("AWS::Logs::LogGroup", "logs:DeleteDataProtectionPolicy", "no data protection policy"),
    ("AWS::Logs::LogGroup", "logs:DeleteIndexPolicy", "no index policy"),
    ("AWS::Logs::LogGroup", "logs:DeleteResourcePolicy", "no resource policy"),
    ("AWS::Logs::LogGroup", "logs:PutBearerTokenAuthentication", "no bearer tokens"),
    ("AWS::Logs::LogGroup", "logs:PutDataProtectionPolicy", "no data protection policy"),
    ("AWS::Logs::LogGroup", "logs:PutIndexPolicy", "no index policy"),
    ("AWS::Logs::LogGroup", "logs:PutLogGroupDeletionProtection", "no protection from deletion"),
    ("AWS::Logs::LogGroup", "logs:PutResourcePolicy", "no resource policy"),
    ("AWS::Logs::LogGroup", "s3:REST.PUT.OBJECT", "no data protection policy"),
    ("AWS::Logs::LogGroup", "logs:AssociateKmsKey", "only with a key"),
    ("AWS::Logs::LogGroup", "logs:DisassociateKmsKey", "only with a key"),
];

/// What the types without handlers need: the operations of EC2 that do what CloudFormation must.
const WITHOUT_HANDLERS: [(&str, &[&str]); 2] = [
    (
        "AWS::EC2::ClientVpnEndpoint",
        &[
            "ec2:ApplySecurityGroupsToClientVpnTargetNetwork",
            "ec2:CreateClientVpnEndpoint",
            "ec2:CreateTags",
            "ec2:DeleteClientVpnEndpoint",
            "ec2:DeleteClientVpnEndpointAuthorizationPolicy",
            "ec2:DeleteTags",
            "ec2:DescribeClientVpnEndpoints",
            "ec2:GetClientVpnEndpointAuthorizationPolicy",
            "ec2:ModifyClientVpnEndpoint",
            "ec2:ModifyClientVpnEndpointAuthorizationPolicy",
            "iam:CreateServiceLinkedRole",
        ],
    ),
    (
        "AWS::EC2::ClientVpnTargetNetworkAssociation",
        &[
            "ec2:AssociateClientVpnTargetNetwork",
            "ec2:DescribeClientVpnTargetNetworks",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
            "ec2:DisassociateClientVpnTargetNetwork",
        ],
    ),
];

/// The blueprints whose policies are looked at: those of the gallery; one with a certificate that is imported, without the id
/// of the identity store; and one in the Region in which CloudFormation can make users, with a key for its log.
fn places() -> Vec<(String, Place)> {
    let issued = Place::small();
    let arn = "\n    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
    issued.edit("vpn.yaml", arn, "\n    issued: { domain: vpn.example.com }");
    issued.edit("vpn.yaml", "  identity_store_id: d-0123456789\n", "");
    let people = Place::small();
    people.write("vpn.yaml", people.read("vpn.yaml").replace("ap-northeast-1", "us-east-1"));
    let user = "users: { taro: { given_name: Taro, family_name: Yamada, email: taro@example.com } }";
    people.edit("vpn.yaml", "description: People who may connect }", &format!("members: [taro] }}\n  {user}"));
    let key = "kms_key_arn: arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000";
    people.edit("vpn.yaml", "endpoint:\n", &format!("endpoint:\n  logging: {{ {key} }}\n"));
    let mut places = vec![("vpn.yaml".to_owned(), issued), ("vpn.yaml".to_owned(), people)];
    places.extend(gallery::ALL.iter().map(|entry| (format!("{GALLERY}/{}.yaml", entry.name), Place::empty())));
    places
}

fn emitted(place: &Place, file: &str, purpose: &str) -> BTreeSet<String> {
    actions(&policies_of(place, file, &["--for", purpose, "--bucket", "corp-templates"]))
}

/// The types in the templates of a blueprint.
fn types(place: &Place, file: &str) -> BTreeSet<String> {
    let run = place.run(&["synth", file, "--target", "cloudformation", "--out", "out"]);
    assert!(run.code == Some(0), "{run:?}");
    let templates = place.tree("out").into_iter().filter(|(path, _)| path.ends_with(".template.json"));
    let templates = templates.map(|(_, text)| serde_json::from_str::<Value>(&text).expect("a template"));
    let types = |template: Value| {
        let resources = template["Resources"].as_object().expect("resources").values();
        resources.map(|one| one["Type"].as_str().expect("a type").to_owned()).collect::<Vec<_>>()
    };
    templates.flat_map(types).collect()
}

fn texts(actions: Vec<&str>) -> BTreeSet<String> {
    actions.into_iter().map(str::to_owned).collect()
}

#[test]
fn a_deployment_may_do_what_it_calls_and_what_its_resources_need_and_nothing_else() {
    let (handlers, calls) = (handlers(), texts(calls()));
    let mut all = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (file, place) in places() {
        let emitted = emitted(&place, &file, "deploy");
        let types = types(&place, &file);
        let mut allowed = calls.clone();
        // CloudFormation reads the template from the bucket.
        allowed.insert("s3:GetObject".to_owned());
        for kind in &types {
            let named = handlers.get(kind).unwrap_or_else(|| panic!("{kind} is not in the table of handlers"));
            let derived = WITHOUT_HANDLERS.iter().find(|(known, _)| known == kind);
            assert_eq!(named.is_empty(), derived.is_some(), "{kind}");
            allowed.extend(named.iter().cloned());
            allowed.extend(derived.iter().flat_map(|(_, actions)| *actions).map(|action| (*action).to_owned()));
            let unused = |action: &&String| !UNUSED.iter().any(|(of, one, _)| of == kind && one == action);
            for action in named.iter().filter(unused) {
                assert!(emitted.contains(action), "{file}: {kind} needs {action}");
            }
        }
        let more: Vec<&String> = emitted.difference(&allowed).collect();
        assert!(more.is_empty(), "{file}: nobody calls {more:?}");
        all.extend(emitted);
        seen.extend(types);
    }
    let missing: Vec<&String> = calls.difference(&all).collect();
    assert!(missing.is_empty(), "no policy allows {missing:?}");
    assert_eq!(seen, handlers.into_keys().collect(), "every type is looked at");
    for (_, actions) in WITHOUT_HANDLERS {
        let missing: Vec<&&str> = actions.iter().filter(|action| !all.contains(**action)).collect();
        assert!(missing.is_empty(), "no policy allows {missing:?}");
    }
    for (kind, action, _) in UNUSED {
        let sometimes = action.ends_with("KmsKey");
        assert_eq!(all.contains(action), sometimes, "{kind}: {action}");
    }
}

#[test]
fn who_looks_may_do_what_the_commands_call_that_look_and_nothing_else() {
    let mut all = BTreeSet::new();
    for (file, place) in places() {
        let (looks, deploys) = (emitted(&place, &file, "status"), emitted(&place, &file, "deploy"));
        assert!(looks.is_subset(&deploys), "{file}: whoever deploys looks, too");
        all.extend(looks);
    }
    assert_eq!(all, texts(looks()));
}

/// The calls of the crate that talks to AWS stand in its sources as `NAME = "service:Operation"`, in the list from which
/// its client takes them.
#[test]
fn the_calls_are_those_that_the_client_makes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("synth/deploy/src/client");
    let files = std::fs::read_dir(&folder).expect("the client");
    let mut made = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        for block in text.split("\nactions! {").skip(1) {
            let block = block.split("\n}").next().expect("a block");
            made.extend(block.lines().filter_map(|line| Some(line.split('"').nth(1)?.to_owned())));
        }
    }
    assert_eq!(texts(calls()), made);
}
