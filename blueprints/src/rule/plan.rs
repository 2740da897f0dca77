//! Faults of the plan: what only the compiler can see, because it is about the output or about its difference from the
//! output that is there already.
//!
//! One file for all of them: their checks live in the compiler.

use super::Rule;

rule! {
    /// The template is too large for the usual way into CloudFormation.
    ///
    /// CloudFormation takes a template of at most 51,200 bytes directly and one of at most 1 MB through S3, with at most
    /// 500 resources, 200 parameters and 200 outputs. A template that only without indentation fits the first limit is
    /// written without it. Beyond the second limit, routes and rules go into templates of their own beside
    /// `vpn.template.json`, which are deployed after it. If that does not help either, no template is written; this is
    /// an error if CloudFormation is the only target.
    ///
    /// Source: CloudFormation API, CreateStack, TemplateBody and TemplateURL; CloudFormation user guide, "Quotas".
    TEMPLATE_SIZE = "template-size", Warning
}

rule! {
    /// Compared with the output that is there, this change replaces the endpoint.
    ///
    /// A new endpoint has another id and another DNS name, so every profile that people have becomes useless. In
    /// CloudFormation that happens when authentication, client CIDR, transport, IP types, the transit gateway or a tag
    /// of the endpoint change.
    ///
    /// Source: CloudFormation, AWS::EC2::ClientVpnEndpoint, create-only properties.
    ENDPOINT_REPLACED = "endpoint-replaced", Warning
}

rule! {
    /// Compared with the output that is there, only the description of an authorization rule or a route changes.
    ///
    /// CloudFormation makes the new rule before it deletes the old one, and AWS refuses the new one because it has the
    /// same network and group, or the same network and subnet: the update fails and rolls back. Remove the entry, update
    /// the stack, and add it again with the new description; or leave the description as it is.
    ///
    /// Source: CloudFormation, AWS::EC2::ClientVpnAuthorizationRule and AWS::EC2::ClientVpnRoute, create-only properties.
    DESCRIPTION_ONLY_CHANGE = "description-only-change", Warning
}

rule! {
    /// Compared with the output that is there, the domain of the server certificate changes.
    ///
    /// Profiles pin it (`verify-x509-name`), so every profile that people have stops working. Keep the domain on
    /// renewal, or hand out new profiles.
    ///
    /// Source: OpenVPN manual, `--verify-x509-name`.
    SERVER_NAME_CHANGED = "server-name-changed", Warning
}

rule! {
    /// Compared with the output that is there, the endpoint gets another port, or device posture is turned on or off.
    ///
    /// The endpoint stays, but profiles have the port, and say whether the client sends its posture. Everyone needs a new
    /// profile on the day of the change.
    ///
    /// Source: Client VPN administrator guide, "Device posture".
    PROFILE_OUTDATED = "profile-outdated", Warning
}

rule! {
    /// A text holds `{{resolve:`, which CloudFormation would replace.
    ///
    /// It is how a template refers to a value of Parameter Store or Secrets Manager, wherever it stands in a property, and
    /// there is no way to write it as plain text. A banner or description could so come to show a secret. CloudFormation
    /// is not written for such a blueprint; Terraform takes the text as it is.
    ///
    /// Source: CloudFormation user guide, "Get values stored in other services using dynamic references".
    DYNAMIC_REFERENCE = "dynamic-reference", Warning
}

rule! {
    /// Compared with the output that is there, another authority signs the server certificate.
    ///
    /// One that `cvpn cert` makes is signed by your own CA, one that ACM issues by Amazon's. Profiles hold the CA, so every
    /// profile that people have stops working although the domain is the same.
    ///
    /// Source: OpenVPN manual, `--ca`.
    SERVER_AUTHORITY_CHANGED = "server-authority-changed", Warning
}

rule! {
    /// Compared with the output that is there, routes or rules move from one template to another.
    ///
    /// A VPN that grows beyond one template has its routes and rules in templates beside `vpn.template.json`; one that
    /// shrinks has them back in it, and the templates beside it are gone while their stacks still stand. Each stack knows
    /// only its own, and AWS refuses a second route or rule for the same network while another stack holds the first:
    /// the deployment fails and rolls back. So the stack that loses them comes first. When `vpn.template.json` loses
    /// them, deploy it first. When a template beside it does, delete its stack before you deploy anything.
    ///
    /// Source: EC2 API, error codes, InvalidClientVpnDuplicateRoute and InvalidClientVpnDuplicateAuthorizationRule.
    MOVES_BETWEEN_STACKS = "moves-between-stacks", Warning
}

rule! {
    /// Compared with the output that is there, another subnet of the same zone is associated.
    ///
    /// AWS takes one subnet in each zone. CloudFormation makes the new association before it deletes the old one, and
    /// Terraform does both at once, so AWS refuses the new one and the deployment fails. Remove the old subnet and deploy,
    /// then add the new one and deploy again.
    ///
    /// Source: Client VPN guide, "Target networks"; EC2 API, error codes, InvalidClientVpnSubnetId.DuplicateAz.
    SUBNET_SWAPPED = "subnet-swapped", Warning
}

rule! {
    /// Compared with the output that is there, the email of a user that CloudFormation makes changes.
    ///
    /// CloudFormation cannot change it in place: it makes a new user before it deletes the old one, and Identity Center
    /// refuses a second user of the same name. The update fails and rolls back. Terraform changes it in place.
    ///
    /// Source: CloudFormation, AWS::IdentityStore::User, create-only properties.
    EMAIL_CHANGED = "email-changed", Warning
}

/// The rules of this file.
pub(super) static ALL: &[&Rule] = &[
    &TEMPLATE_SIZE,
    &ENDPOINT_REPLACED,
    &DESCRIPTION_ONLY_CHANGE,
    &SERVER_NAME_CHANGED,
    &PROFILE_OUTDATED,
    &SERVER_AUTHORITY_CHANGED,
    &MOVES_BETWEEN_STACKS,
    &SUBNET_SWAPPED,
    &EMAIL_CHANGED,
    &DYNAMIC_REFERENCE,
];
