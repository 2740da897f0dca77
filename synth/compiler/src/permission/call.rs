//! What the program calls itself, beside what CloudFormation does for it.
//!
//! `LOOK` in a name: a command calls it that only looks (`diff`, `status`, `sessions`, `profile`); a deployment calls them too.

use super::Purpose::{Deploy, Status};
use super::statement::{Scope, Statements};
use crate::stack::Value;
use cvpn_blueprint::Checked;
use cvpn_blueprint::model::ServerCertificate;

/// Calls for stacks.
const STACK_LOOK: &[&str] =
    &["cloudformation:DescribeStacks", "cloudformation:GetTemplate", "cloudformation:ListStackResources"];
const STACK: &[&str] = &[
    "cloudformation:ContinueUpdateRollback",
    "cloudformation:CreateChangeSet",
    "cloudformation:DeleteChangeSet",
    "cloudformation:DeleteStack",
    "cloudformation:DescribeChangeSet",
    "cloudformation:DescribeStackEvents",
    "cloudformation:ExecuteChangeSet",
    "cloudformation:ListChangeSets",
    "cloudformation:SetStackPolicy",
    "cloudformation:UpdateTerminationProtection",
];

/// Calls for templates that go through a bucket.
const BUCKET: &[&str] = &["s3:DeleteObject", "s3:PutObject"];

/// Calls for an endpoint that exists.
const ENDPOINT_LOOK: &[&str] = &[
    "ec2:DescribeClientVpnAuthorizationRules",
    "ec2:DescribeClientVpnConnections",
    "ec2:DescribeClientVpnRoutes",
    "ec2:DescribeClientVpnTargetNetworks",
    "ec2:ExportClientVpnClientConfiguration",
];
const ENDPOINT: &[&str] = &[
    "ec2:CreateTags",
    "ec2:DeleteTags",
    "ec2:ExportClientVpnClientCertificateRevocationList",
    "ec2:ImportClientVpnClientCertificateRevocationList",
    "ec2:TerminateClientVpnConnections",
];

/// The call that finds an endpoint.
const VPN_LOOK: &[&str] = &["ec2:DescribeClientVpnEndpoints"];

/// Calls of preflight that tell whether the network is there.
const VPC: &[&str] = &["ec2:DescribeSubnets", "ec2:DescribeVpcs"];
const SECURITY_GROUPS: &[&str] = &["ec2:DescribeSecurityGroups"];
const TRANSIT_GATEWAY: &[&str] = &["ec2:DescribeTransitGateways"];

/// Calls of preflight that try with a dry run whether the handlers of CloudFormation are allowed them. Their resources
/// allow them.
const TRIED: &[&str] = &[
    "ec2:AssociateClientVpnTargetNetwork",
    "ec2:AuthorizeClientVpnIngress",
    "ec2:CreateClientVpnEndpoint",
    "ec2:CreateClientVpnRoute",
    "ec2:CreateSecurityGroup",
    "ec2:ModifyClientVpnEndpoint",
];

/// The call that tells whose credentials these are.
const ACCOUNT_LOOK: &[&str] = &["sts:GetCallerIdentity"];

/// Calls of preflight about quotas.
const QUOTA: &[&str] = &["servicequotas:GetServiceQuota"];

/// Calls for certificates: the text of one, what ACM says of it, and finding the one of a VPN.
const TEXT_LOOK: &[&str] = &["acm:GetCertificate"];
const CERTIFICATE_LOOK: &[&str] = &["acm:DescribeCertificate"];
const CERTIFICATES_LOOK: &[&str] = &["acm:ListCertificates"];
const TAGS_LOOK: &[&str] = &["acm:ListTagsForCertificate"];
const IMPORT: &[&str] = &["acm:AddTagsToCertificate", "acm:DeleteCertificate", "acm:ImportCertificate"];

/// The call for the metadata of a SAML provider.
const PROVIDER_LOOK: &[&str] = &["iam:GetSAMLProvider"];

/// Calls for the application of Identity Center.
const INSTANCES_LOOK: &[&str] = &["sso:ListInstances"];
const ASSIGNMENTS_LOOK: &[&str] = &["sso:ListApplicationAssignments"];
const APPLICATION: &[&str] = &["sso:DescribeApplication"];
const APPLICATIONS: &[&str] = &["sso:ListApplications"];

/// Calls of preflight for groups and people.
const GROUPS: &[&str] = &["identitystore:DescribeGroup", "identitystore:GetGroupId"];
const USERS: &[&str] = &["identitystore:GetUserId"];

/// The actions that commands call which only look, in order. A policy has those of them that its blueprint needs.
pub fn looks() -> Vec<&'static str> {
    let all = [
        STACK_LOOK,
        ENDPOINT_LOOK,
        VPN_LOOK,
        TEXT_LOOK,
        CERTIFICATE_LOOK,
        CERTIFICATES_LOOK,
        TAGS_LOOK,
        PROVIDER_LOOK,
        INSTANCES_LOOK,
        ASSIGNMENTS_LOOK,
        ACCOUNT_LOOK,
    ];
    let mut all = all.concat();
    all.sort_unstable();
    all
}

/// All actions that the program calls itself, in order.
pub fn calls() -> Vec<&'static str> {
    let deploy = [
        STACK,
        BUCKET,
        ENDPOINT,
        VPC,
        SECURITY_GROUPS,
        TRANSIT_GATEWAY,
        TRIED,
        QUOTA,
        IMPORT,
        APPLICATION,
        APPLICATIONS,
        GROUPS,
        USERS,
    ];
    let mut all = [looks(), deploy.concat()].concat();
    all.sort_unstable();
    all
}

/// Allows what stacks need.
pub(super) fn stacks(scope: &Scope, to: &mut Statements) {
    let stacks: Vec<String> =
        scope.stacks.iter().map(|name| scope.here("cloudformation", &format!("stack/{name}/*"))).collect();
    to.allow(Status, STACK_LOOK, stacks.clone());
    to.allow(Deploy, STACK, stacks);
    // Everybody may ask who they are.
    to.allow(Status, ACCOUNT_LOOK, ["*".to_owned()]);
    if let Some(bucket) = scope.bucket {
        let objects = scope.stacks.iter().map(|name| scope.nowhere("s3", &format!("{bucket}/cvpn/{name}/*")));
        // CloudFormation reads what was put.
        to.allow(Deploy, BUCKET.iter().chain(&["s3:GetObject"]), objects);
    }
}

/// Allows what the endpoint's account needs.
pub(super) fn endpoint(scope: &Scope, checked: &Checked, to: &mut Statements) {
    let blueprint = checked.blueprint();
    to.allow(Status, ENDPOINT_LOOK, [scope.endpoint()]);
    to.allow(Deploy, ENDPOINT, [scope.endpoint()]);
    to.anywhere(Status, VPN_LOOK, scope);
    to.anywhere(Deploy, QUOTA, scope);
    let network = &blueprint.network;
    if network.vpc.is_some() {
        to.anywhere(Deploy, VPC, scope);
    }
    if network.security_groups.is_some() {
        to.anywhere(Deploy, SECURITY_GROUPS, scope);
    }
    if network.transit_gateway.is_some() {
        to.anywhere(Deploy, TRANSIT_GATEWAY, scope);
    }
    certificates(scope, checked, to);
    if let Some(center) = &blueprint.identity_center {
        let portal = center.portal_application.as_ref().map(|_| "-portal");
        let names = [Some(""), portal].into_iter().flatten();
        let provider = |end| scope.global("iam", &format!("saml-provider/{}{end}", blueprint.name));
        to.allow(Status, PROVIDER_LOOK, names.map(provider));
    }
}

fn certificates(scope: &Scope, checked: &Checked, to: &mut Statements) {
    let endpoint = &checked.blueprint().endpoint;
    // ACM gives it its ARN.
    let any = || [scope.here("acm", "certificate/*")];
    match &endpoint.server_certificate {
        ServerCertificate::Arn(arn) => {
            to.allow(Status, TEXT_LOOK.iter().chain(CERTIFICATE_LOOK), [arn.to_string()]);
        }
        ServerCertificate::DnsValidated(_) => to.allow(Status, TEXT_LOOK, any()),
        ServerCertificate::Issued(_) => {
            to.anywhere(Status, CERTIFICATES_LOOK, scope);
            to.allow(Status, TEXT_LOOK.iter().chain(CERTIFICATE_LOOK).chain(TAGS_LOOK), any());
            to.allow(Deploy, IMPORT, any());
        }
    }
    let mutual = endpoint.authentication.as_ref().and_then(|methods| methods.mutual.as_ref());
    if let Some(mutual) = mutual {
        to.allow(Deploy, TEXT_LOOK.iter().chain(CERTIFICATE_LOOK), [mutual.client_root_chain_arn.to_string()]);
    }
}

/// Allows what the account of Identity Center needs.
pub(super) fn identity(scope: &Scope, checked: &Checked, to: &mut Statements) {
    let Some(center) = &checked.blueprint().identity_center else { return };
    // Who looks needs only to know the identity store.
    let instances = if center.identity_store_id.is_none() { Status } else { Deploy };
    to.anywhere(instances, INSTANCES_LOOK, scope);
    to.anywhere(Deploy, APPLICATIONS, scope);
    let applications: Vec<String> = center
        .applications()
        .filter_map(|(_, application)| application.arn.as_ref().map(ToString::to_string))
        .collect();
    to.allow(Status, ASSIGNMENTS_LOOK, applications.clone());
    to.allow(Deploy, APPLICATION, applications);
    let store =
        center.identity_store_id.clone().map_or(Value::Input(&crate::stack::input::IDENTITY_STORE_ID), Value::Known);
    to.allow(Deploy, GROUPS, scope.store(&store, &["group"]));
    to.allow(Deploy, USERS, scope.store(&store, &["user"]));
}
