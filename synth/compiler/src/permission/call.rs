//! What the program calls itself, beside what CloudFormation does for it.

use super::handler::within;
use super::statement::{Scope, Statements};
use cvpn_blueprint::Checked;
use cvpn_blueprint::model::ServerCertificate;

/// Calls for stacks.
const STACK: &[&str] = &[
    "cloudformation:ContinueUpdateRollback",
    "cloudformation:CreateChangeSet",
    "cloudformation:DeleteChangeSet",
    "cloudformation:DeleteStack",
    "cloudformation:DescribeChangeSet",
    "cloudformation:DescribeStackEvents",
    "cloudformation:DescribeStackResources",
    "cloudformation:DescribeStacks",
    "cloudformation:ExecuteChangeSet",
    "cloudformation:GetTemplate",
    "cloudformation:ListChangeSets",
    "cloudformation:SetStackPolicy",
    "cloudformation:UpdateTerminationProtection",
];

/// Calls for templates that go through a bucket. CloudFormation reads them.
const BUCKET: &[&str] = &["s3:DeleteObject", "s3:PutObject"];

/// Calls for the endpoint.
const ENDPOINT: &[&str] = &[
    "ec2:ExportClientVpnClientCertificateRevocationList",
    "ec2:ExportClientVpnClientConfiguration",
    "ec2:ImportClientVpnClientCertificateRevocationList",
    "ec2:TerminateClientVpnConnections",
];

/// Calls that try with a dry run whether the handlers of CloudFormation are allowed them.
const TRIED: &[&str] = &[
    "ec2:AssociateClientVpnTargetNetwork",
    "ec2:AuthorizeClientVpnIngress",
    "ec2:CreateClientVpnEndpoint",
    "ec2:CreateClientVpnRoute",
    "ec2:CreateSecurityGroup",
    "ec2:ModifyClientVpnEndpoint",
];

/// Calls for the tags of the endpoint.
const TAGS: &[&str] = &["ec2:CreateTags", "ec2:DeleteTags"];

/// Calls that look in a Region, and which IAM limits to nothing smaller.
const LOOK: &[&str] = &[
    "acm:ListCertificates",
    "ec2:DescribeClientVpnAuthorizationRules",
    "ec2:DescribeClientVpnConnections",
    "ec2:DescribeClientVpnEndpoints",
    "ec2:DescribeClientVpnRoutes",
    "ec2:DescribeClientVpnTargetNetworks",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeTransitGateways",
    "ec2:DescribeVpcs",
    "servicequotas:GetServiceQuota",
];

/// Calls that read a certificate.
const CERTIFICATE: &[&str] = &["acm:DescribeCertificate", "acm:GetCertificate", "acm:ListTagsForCertificate"];

/// Calls for a certificate that is imported.
const IMPORT: &[&str] = &["acm:AddTagsToCertificate", "acm:DeleteCertificate", "acm:ImportCertificate"];

/// Calls that say who is calling and what a SAML provider has.
const WHO: &[&str] = &["sts:GetCallerIdentity"];
const PROVIDER: &[&str] = &["iam:GetSAMLProvider"];

/// Calls for the application of Identity Center.
const INSTANCES: &[&str] = &["sso:ListInstances"];
const APPLICATION: &[&str] = &["sso:DescribeApplication", "sso:ListApplicationAssignments", "sso:ListApplications"];

/// Calls for groups and people.
const STORE: &[&str] = &["identitystore:DescribeGroup", "identitystore:GetGroupId", "identitystore:GetUserId"];

/// All actions that the program calls itself, in order. A policy has those of them that its blueprint needs.
pub fn calls() -> Vec<&'static str> {
    let all =
        [STACK, BUCKET, ENDPOINT, TRIED, TAGS, LOOK, CERTIFICATE, IMPORT, WHO, PROVIDER, INSTANCES, APPLICATION, STORE];
    let mut all = all.concat();
    all.sort_unstable();
    all
}

/// Allows what stacks need.
pub(super) fn stacks(scope: &Scope, to: &mut Statements) {
    let stacks = scope.stacks.iter().map(|name| scope.here("cloudformation", &format!("stack/{name}/*")));
    to.allow(STACK.iter().copied(), stacks, None);
    to.allow(WHO.iter().copied(), ["*".to_owned()], None);
    if let Some(bucket) = scope.bucket {
        let objects = scope.global("s3", "", &format!("{bucket}/*"));
        to.allow(BUCKET.iter().copied().chain(["s3:GetObject"]), [objects], None);
    }
}

/// Allows what the endpoint's account needs.
pub(super) fn endpoint(scope: &Scope, checked: &Checked, to: &mut Statements) {
    let blueprint = checked.blueprint();
    to.allow(ENDPOINT.iter().chain(TAGS).copied(), [scope.here("ec2", "client-vpn-endpoint/*")], None);
    to.allow(LOOK.iter().copied(), ["*".to_owned()], Some(scope.in_region()));
    let any = scope.here("acm", "certificate/*");
    match &blueprint.endpoint.server_certificate {
        ServerCertificate::Arn(arn) => to.allow(CERTIFICATE.iter().copied(), [arn.to_string()], None),
        ServerCertificate::Issued(_) => to.allow(CERTIFICATE.iter().chain(IMPORT).copied(), [any], None),
        _ => to.allow(CERTIFICATE.iter().copied(), [any], None),
    }
    let provider = scope.global("iam", scope.place.account.as_str(), "saml-provider/*");
    if blueprint.identity_center.is_some() {
        to.allow(PROVIDER.iter().copied(), [provider], None);
    }
}

/// Allows what the account of Identity Center needs.
pub(super) fn identity(scope: &Scope, checked: &Checked, to: &mut Statements) {
    let Some(center) = &checked.blueprint().identity_center else { return };
    to.allow(INSTANCES.iter().copied(), ["*".to_owned()], Some(scope.in_region()));
    let applications = scope.global("sso", scope.place.account.as_str(), "application/*");
    to.allow(APPLICATION.iter().copied(), [applications, scope.global("sso", "", "instance/*")], None);
    let store = center.identity_store_id.as_ref().map_or("*", |id| id.as_str());
    to.allow(STORE.iter().copied(), within(scope, store), None);
}
