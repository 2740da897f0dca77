//! A group's assignment to an application of Identity Center. Without it nobody of the group can sign in to the VPN.
//!
//! CloudFormation `AWS::SSO::ApplicationAssignment`, Terraform `aws_ssoadmin_application_assignment`.
//!
//! The dialects agree. The application itself is made in the console; no target can make a SAML application.

use super::{Resource, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::types::{ApplicationArn, GroupId, GroupName};
use serde_json::json;

/// A group's assignment to an application.
#[derive(Debug)]
pub struct ApplicationAssignment {
    /// The application.
    pub application: ApplicationArn,
    /// Whether it is the self-service portal's, for the name of this resource.
    pub portal: bool,
    /// The group's name, for the name of this resource.
    pub group_name: GroupName,
    /// The group.
    pub group: Value<GroupId>,
}

impl Resource for ApplicationAssignment {
    fn id(&self) -> LogicalId {
        let id = if self.portal {
            LogicalId::new("PortalAssignment", "portal")
        } else {
            LogicalId::new("Assignment", "vpn")
        };
        id.name(self.group_name.as_str())
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::SSO::ApplicationAssignment"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_ssoadmin_application_assignment"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Identity
    }

    fn with_identity(&self) -> bool {
        true
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, serde_json::Value> {
        let Self { application, portal: _, group_name: _, group } = self;
        properties(json!({
            "ApplicationArn": application.as_str(),
            "PrincipalType": "GROUP",
            "PrincipalId": scope.value(group),
        }))
    }

    fn permissions(&self, _: &Scope, to: &mut Statements) {
        let actions =
            ["sso:CreateApplicationAssignment", "sso:DeleteApplicationAssignment", "sso:DescribeApplicationAssignment"];
        to.allow(Purpose::Deploy, &actions, [self.application.to_string()]);
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self { application, portal: _, group_name: _, group } = self;
        hcl::Body::default()
            .set("application_arn", application.as_str())
            .set("principal_type", "GROUP")
            .set("principal_id", scope.value(group))
    }
}
