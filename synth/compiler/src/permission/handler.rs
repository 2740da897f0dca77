//! What CloudFormation does for each type of resource: the permissions of the type's handlers, and for the endpoint and its
//! associations, which have none, the operations of EC2 that make, read, change and delete them.

use super::statement::{Scope, Statements};
use serde_json::Value;

/// Allows what a resource needs.
pub(super) fn allow(kind: &str, properties: &Value, scope: &Scope, to: &mut Statements) {
    let text = |name: &str| properties[name].as_str().unwrap_or("*");
    let anywhere = || ["*".to_owned()];
    let region = || Some(scope.in_region());
    let endpoint = || scope.here("ec2", "client-vpn-endpoint/*");
    // What an endpoint is put into.
    let network = |kind: &str| scope.here("ec2", &format!("{kind}/*"));
    match kind {
        "AWS::EC2::ClientVpnEndpoint" => {
            to.allow(
                [
                    "ec2:CreateClientVpnEndpoint",
                    "ec2:ModifyClientVpnEndpoint",
                    "ec2:DeleteClientVpnEndpoint",
                    "ec2:CreateTags",
                    "ec2:DeleteTags",
                    "ec2:ApplySecurityGroupsToClientVpnTargetNetwork",
                ],
                [endpoint(), network("vpc"), network("security-group"), network("transit-gateway")],
                None,
            );
            to.allow(["ec2:DescribeClientVpnEndpoints"], anywhere(), region());
            if !properties["AuthorizationPolicy"].is_null() {
                let actions = [
                    "ec2:ModifyClientVpnEndpointAuthorizationPolicy",
                    "ec2:GetClientVpnEndpointAuthorizationPolicy",
                    "ec2:DeleteClientVpnEndpointAuthorizationPolicy",
                ];
                to.allow(actions, [endpoint()], None);
            }
            let handler = properties["ClientConnectOptions"]["Enabled"] == true;
            let services = ["clientvpn.amazonaws.com", "clientvpn-connections.amazonaws.com"];
            for service in &services[..if handler { 2 } else { 1 }] {
                let role = format!("role/aws-service-role/{service}/*");
                let role = scope.global("iam", scope.place.account.as_str(), &role);
                let only = serde_json::json!({ "StringEquals": { "iam:AWSServiceName": service } });
                to.allow(["iam:CreateServiceLinkedRole"], [role], Some(only));
            }
        }
        "AWS::EC2::ClientVpnTargetNetworkAssociation" => {
            let actions = ["ec2:AssociateClientVpnTargetNetwork", "ec2:DisassociateClientVpnTargetNetwork"];
            to.allow(actions, [endpoint(), network("subnet")], None);
            let reads = ["ec2:DescribeClientVpnTargetNetworks", "ec2:DescribeSubnets", "ec2:DescribeVpcs"];
            to.allow(reads, anywhere(), region());
        }
        "AWS::EC2::ClientVpnAuthorizationRule" => {
            to.allow(["ec2:AuthorizeClientVpnIngress", "ec2:RevokeClientVpnIngress"], [endpoint()], None);
            to.allow(["ec2:DescribeClientVpnAuthorizationRules"], anywhere(), region());
        }
        "AWS::EC2::ClientVpnRoute" => {
            let actions = ["ec2:CreateClientVpnRoute", "ec2:DeleteClientVpnRoute"];
            to.allow(actions, [endpoint(), network("subnet")], None);
            to.allow(["ec2:DescribeClientVpnRoutes"], anywhere(), region());
        }
        "AWS::EC2::SecurityGroup" => {
            let actions = [
                "ec2:CreateSecurityGroup",
                "ec2:DeleteSecurityGroup",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:RevokeSecurityGroupIngress",
                "ec2:RevokeSecurityGroupEgress",
                "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
                "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
                "ec2:CreateTags",
                "ec2:DeleteTags",
            ];
            let vpc = scope.here("ec2", &format!("vpc/{}", text("VpcId")));
            to.allow(actions, [network("security-group"), network("security-group-rule"), vpc], None);
            let reads = ["ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules", "ec2:DescribeInstances"];
            to.allow(reads, anywhere(), region());
        }
        "AWS::IAM::SAMLProvider" => {
            let actions = [
                "iam:CreateSAMLProvider",
                "iam:GetSAMLProvider",
                "iam:UpdateSAMLProvider",
                "iam:DeleteSAMLProvider",
                "iam:TagSAMLProvider",
                "iam:UntagSAMLProvider",
                "iam:ListSAMLProviderTags",
            ];
            let provider = format!("saml-provider/{}", text("Name"));
            to.allow(actions, [scope.global("iam", scope.place.account.as_str(), &provider)], None);
            to.allow(["iam:ListSAMLProviders"], anywhere(), None);
        }
        "AWS::Logs::LogGroup" => {
            let actions = [
                "logs:CreateLogGroup",
                "logs:DeleteLogGroup",
                "logs:PutRetentionPolicy",
                "logs:DeleteRetentionPolicy",
                "logs:TagResource",
                "logs:UntagResource",
                "logs:ListTagsForResource",
                "logs:GetDataProtectionPolicy",
                "logs:DescribeIndexPolicies",
            ];
            let key = ["logs:AssociateKmsKey", "logs:DisassociateKmsKey"];
            let group = scope.here("logs", &format!("log-group:{}", text("LogGroupName")));
            let groups = [group.clone(), format!("{group}:*")];
            to.allow(actions, groups.clone(), None);
            if !properties["KmsKeyId"].is_null() {
                to.allow(key, groups, None);
            }
            to.allow(["logs:DescribeLogGroups", "logs:DescribeResourcePolicies"], anywhere(), region());
        }
        "AWS::CloudWatch::Alarm" => {
            let actions = [
                "cloudwatch:PutMetricAlarm",
                "cloudwatch:DeleteAlarms",
                "cloudwatch:TagResource",
                "cloudwatch:UntagResource",
                "cloudwatch:ListTagsForResource",
            ];
            // All alarms begin with the blueprint's name; a name for each would make the policy long.
            let alarms = scope.here("cloudwatch", &format!("alarm:{}-*", scope.name));
            to.allow(actions, [alarms], None);
            to.allow(["cloudwatch:DescribeAlarms"], anywhere(), region());
        }
        "AWS::CertificateManager::Certificate" => {
            to.allow(["acm:RequestCertificate"], anywhere(), region());
            let certificate = scope.here("acm", "certificate/*");
            let actions = [
                "acm:DescribeCertificate",
                "acm:DeleteCertificate",
                "acm:AddTagsToCertificate",
                "acm:RemoveTagsFromCertificate",
                "acm:ListTagsForCertificate",
            ];
            to.allow(actions, [certificate], None);
            for option in properties["DomainValidationOptions"].as_array().into_iter().flatten() {
                if let Some(zone) = option["HostedZoneId"].as_str() {
                    let zone = scope.global("route53", "", &format!("hostedzone/{zone}"));
                    to.allow(["route53:ChangeResourceRecordSets"], [zone], None);
                    to.allow(["route53:GetChange"], [scope.global("route53", "", "change/*")], None);
                }
            }
        }
        "AWS::IdentityStore::Group" => store(
            scope,
            properties,
            to,
            &[
                "identitystore:CreateGroup",
                "identitystore:DescribeGroup",
                "identitystore:UpdateGroup",
                "identitystore:DeleteGroup",
                "identitystore:ListGroups",
            ],
        ),
        "AWS::IdentityStore::User" => store(
            scope,
            properties,
            to,
            &[
                "identitystore:CreateUser",
                "identitystore:DescribeUser",
                "identitystore:UpdateUser",
                "identitystore:DeleteUser",
                "identitystore:ListUsers",
            ],
        ),
        "AWS::IdentityStore::GroupMembership" => store(
            scope,
            properties,
            to,
            &[
                "identitystore:CreateGroupMembership",
                "identitystore:DescribeGroupMembership",
                "identitystore:DeleteGroupMembership",
                "identitystore:ListGroupMemberships",
            ],
        ),
        "AWS::SSO::ApplicationAssignment" => {
            let actions = [
                "sso:CreateApplicationAssignment",
                "sso:DescribeApplicationAssignment",
                "sso:DeleteApplicationAssignment",
                "sso:ListApplicationAssignments",
            ];
            to.allow(actions, [text("ApplicationArn").to_owned()], None);
        }
        _ => {}
    }
}

/// Allows actions in an identity store.
fn store(scope: &Scope, properties: &Value, to: &mut Statements, actions: &[&'static str]) {
    let id = properties["IdentityStoreId"].as_str().unwrap_or("*");
    to.allow(actions.iter().copied(), within(scope, id), None);
}

/// What an identity store holds. IAM knows its people and groups without their store.
pub(super) fn within(scope: &Scope, store: &str) -> [String; 4] {
    [
        scope.global("identitystore", scope.place.account.as_str(), &format!("identitystore/{store}")),
        scope.global("identitystore", "", "user/*"),
        scope.global("identitystore", "", "group/*"),
        scope.global("identitystore", "", "membership/*"),
    ]
}
