//! Templates that were broken on purpose: the check must say so, or it proves nothing.

use super::cloudformation::faults;
use crate::support::case::gallery;
use serde_json::{Value, json};

/// The faults of the gallery's `full-tunnel` with something changed.
fn broken(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let case = gallery().iter().find(|case| case.name() == "full-tunnel").expect("it is in the gallery");
    let mut template = case.templates().remove(0).1;
    change(&mut template);
    faults(&template)
}

/// Whether a fault says this.
fn found(said: &str, change: impl FnOnce(&mut Value)) {
    let faults = broken(change);
    assert!(faults.iter().any(|fault| fault.contains(said)), "looked for {said:?} in {faults:#?}");
}

/// The first resource of a type.
fn resource<'a>(template: &'a mut Value, kind: &str) -> &'a mut Value {
    let resources = template["Resources"].as_object_mut().expect("resources");
    resources.values_mut().find(|resource| resource["Type"] == kind).expect("a resource of the type")
}

const ENDPOINT: &str = "AWS::EC2::ClientVpnEndpoint";
const RULE: &str = "AWS::EC2::ClientVpnAuthorizationRule";
const ROUTE: &str = "AWS::EC2::ClientVpnRoute";
const LOG: &str = "AWS::Logs::LogGroup";

#[test]
fn the_template_that_is_broken_here_is_whole() {
    assert_eq!(broken(|_| {}), Vec::<String>::new());
}

#[test]
fn a_property_that_there_is_not() {
    found("BannerTxt", |template| {
        resource(template, ENDPOINT)["Properties"]["ClientLoginBannerOptions"]["BannerTxt"] = "x".into();
    });
    found("Tags", |template| resource(template, ENDPOINT)["Properties"]["Tags"] = json!([]));
}

#[test]
fn a_property_that_only_aws_sets() {
    found("Id", |template| resource(template, ENDPOINT)["Properties"]["Id"] = "cvpn-endpoint-1".into());
}

#[test]
fn a_value_of_another_type() {
    found("/VpnPort", |template| resource(template, ENDPOINT)["Properties"]["VpnPort"] = "443".into());
    found("/SplitTunnel", |template| resource(template, ENDPOINT)["Properties"]["SplitTunnel"] = "true".into());
    found("/Description", |template| {
        resource(template, RULE)["Properties"]["Description"] = json!({ "Fn::Sub": "${x}" })
    });
}

#[test]
fn a_value_that_is_not_allowed() {
    found("/RetentionInDays", |template| resource(template, LOG)["Properties"]["RetentionInDays"] = 91.into());
    found("/LogGroupName", |template| resource(template, LOG)["Properties"]["LogGroupName"] = "a b".into());
    found("/DestinationCidrBlock", |template| {
        resource(template, ROUTE)["Properties"]["DestinationCidrBlock"] = "2001:db8::/32".into();
    });
    found("/SamlMetadataDocument", |template| {
        resource(template, "AWS::IAM::SAMLProvider")["Properties"]["SamlMetadataDocument"] = "<xml/>".into();
    });
    found("/DisplayName", |template| {
        resource(template, "AWS::IdentityStore::Group")["Properties"]["DisplayName"] = "a\u{200f}b".into();
    });
}

#[test]
fn a_property_that_is_missing() {
    for (kind, name) in
        [(ENDPOINT, "ServerCertificateArn"), (RULE, "TargetNetworkCidr"), (ROUTE, "DestinationCidrBlock")]
    {
        found(name, |template| {
            resource(template, kind)["Properties"].as_object_mut().expect("properties").remove(name);
        });
    }
}

#[test]
fn a_reference_to_nothing() {
    found("refers to Endpont", |template| {
        resource(template, ROUTE)["Properties"]["ClientVpnEndpointId"] = json!({ "Ref": "Endpont" });
    });
    found("refers to Endpoint.DnsName", |template| {
        template["Outputs"]["EndpointId"]["Value"] = json!({ "Fn::GetAtt": ["Endpoint", "DnsName"] });
    });
    found("which is no other resource", |template| resource(template, ROUTE)["DependsOn"] = json!(["Associaton"]));
}

#[test]
fn an_order_that_cannot_be_or_need_not_be_said() {
    found("wait for one another", |template| {
        let route =
            template["Resources"].as_object().expect("resources").keys().find(|id| id.starts_with("Route")).cloned();
        let association = template["Resources"]
            .as_object()
            .expect("resources")
            .keys()
            .find(|id| id.starts_with("Association"))
            .cloned();
        template["Resources"][route.as_deref().expect("a route")]["DependsOn"] = json!([association]);
        template["Resources"][association.as_deref().expect("an association")]["DependsOn"] = json!([route]);
    });
    found("which it does anyway", |template| resource(template, RULE)["DependsOn"] = json!(["Endpoint"]));
}

#[test]
fn a_type_or_a_section_that_there_is_not() {
    found("has no AWS::EC2::ClientVpn", |template| resource(template, LOG)["Type"] = "AWS::EC2::ClientVpn".into());
    found("not a section", |template| template["Mapings"] = json!({}));
    found("is not a key of a resource", |template| resource(template, LOG)["DependOn"] = json!([]));
}

#[test]
fn a_name_that_cloudformation_does_not_take() {
    found("is not a name", |template| template["Outputs"]["a-b"] = json!({ "Description": "x", "Value": "y" }));
    found("is not a name", |template| {
        let log = resource(template, LOG).clone();
        template["Resources"]["Log_2"] = log;
    });
}

#[test]
fn a_parameter_that_nothing_uses() {
    found("nothing uses Spare", |template| {
        template["Parameters"]["Spare"] = json!({ "Type": "String", "Description": "x" });
    });
}

#[test]
fn more_than_there_may_be() {
    found("at most 1024 bytes", |template| template["Description"] = "é".repeat(600).into());
    found("1 to 1024 bytes", |template| template["Outputs"]["EndpointId"]["Description"] = "é".repeat(600).into());
    found("of which CloudFormation takes 500", |template| {
        let log = resource(template, LOG).clone();
        for number in 0..500 {
            template["Resources"][format!("Log{number}")] = log.clone();
        }
    });
    found("of which CloudFormation takes 200", |template| {
        for number in 0..200 {
            template["Outputs"][format!("Out{number}")] = json!({ "Description": "x", "Value": "y" });
        }
    });
}
