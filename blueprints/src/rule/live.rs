//! Faults of a blueprint against what is in AWS, before it is deployed.
//!
//! One file for all of them: their checks live in the crate that deploys.

use super::Rule;

rule! {
    /// The credentials belong to another account than the blueprint says.
    ///
    /// `--profile` names the credentials for the account of the endpoint, `--identity-profile` those for the account of
    /// Identity Center, where it is another one.
    ACCOUNT_DIFFERS = "account-differs", Error
}

rule! {
    /// Whoever deploys may not do something that the deployment needs.
    ///
    /// EC2 is asked with dry runs, which change nothing; other services as far as reading goes. CloudFormation acts with
    /// the same permissions.
    PERMISSION_MISSING = "permission-missing", Error
}

rule! {
    /// A VPC, subnet, security group or transit gateway of the blueprint does not exist in the account and Region.
    NETWORK_ABSENT = "network-absent", Error
}

rule! {
    /// A subnet or security group is not what the blueprint says: another VPC, zone or CIDR.
    NETWORK_DIFFERS = "network-differs", Error
}

rule! {
    /// The VPC has a CIDR that the blueprint does not list.
    ///
    /// Secondary CIDRs count: none may overlap the client CIDR. One that was added after the first association is not routed
    /// by itself.
    VPC_CIDR_UNLISTED = "vpc-cidr-unlisted", Warning
}

rule! {
    /// The VPC has dedicated tenancy.
    ///
    /// Source: Client VPN administrator guide, "Target networks".
    VPC_TENANCY = "vpc-tenancy", Error
}

rule! {
    /// A subnet has fewer than 20 free addresses.
    ///
    /// AWS wants them free at all times, and refuses the association otherwise.
    ///
    /// Source: Client VPN administrator guide, "Target networks".
    SUBNET_ADDRESSES = "subnet-addresses", Error
}

rule! {
    /// The server certificate is not in ACM, or Client VPN would not take it.
    ///
    /// It must stand in the endpoint's account and Region, be issued, and name a domain.
    ///
    /// Source: Client VPN administrator guide, "Mutual authentication".
    SERVER_CERTIFICATE_UNUSABLE = "server-certificate-unusable", Error
}

rule! {
    /// There is no set of certificates for `endpoint.server_certificate.issued`, or it is for another domain.
    ///
    /// `cvpn cert new --blueprint FILE` makes one. `--certificates` says where it is.
    CERTIFICATE_SET_ABSENT = "certificate-set-absent", Error
}

rule! {
    /// Identity Center is not what the blueprint says: no such instance there, or another identity store.
    IDENTITY_CENTER_DIFFERS = "identity-center-differs", Error
}

rule! {
    /// An application of the blueprint does not exist, or nobody can sign in to it.
    ///
    /// Only the console makes SAML applications; `cvpn runbook` says how.
    APPLICATION_UNUSABLE = "application-unusable", Error
}

rule! {
    /// A group of the blueprint with an `id` does not exist in the identity store.
    ///
    /// The rule compares ids, so a wrong one lets nobody in, without an error anywhere.
    GROUP_ABSENT = "group-absent", Error
}

rule! {
    /// A group with an `id` has another name in Identity Center than in the blueprint.
    ///
    /// Either the id is another group's, or the group was renamed.
    GROUP_NAME_DIFFERS = "group-name-differs", Warning
}

rule! {
    /// The blueprint makes a group whose name is taken already.
    ///
    /// AWS refuses a second group of the same name. With its `id` in the blueprint, the group that exists is used.
    GROUP_TAKEN = "group-taken", Error
}

rule! {
    /// A member of a group is not in the identity store, and CloudFormation cannot make users in this Region.
    ///
    /// The runbook says how to add them by hand.
    MEMBER_ABSENT = "member-absent", Warning
}

rule! {
    /// IAM has a SAML provider of the name that the deployment would give to its own.
    ///
    /// It is left from an earlier attempt by hand, from Terraform, or from another Region: names of providers count for the
    /// whole account.
    SAML_PROVIDER_TAKEN = "saml-provider-taken", Error
}

rule! {
    /// There is a stack of the name that the deployment needs, and it is not of this VPN.
    STACK_TAKEN = "stack-taken", Error
}

rule! {
    /// A template is too large to be sent to CloudFormation directly, and no bucket was named.
    ///
    /// CloudFormation takes 51,200 bytes directly, and 1 MB through S3. `--bucket` names a bucket of the same account and
    /// Region; the template is removed from it again.
    ///
    /// Source: CloudFormation API, CreateChangeSet, TemplateBody.
    TEMPLATE_BUCKET = "template-bucket", Error
}

rule! {
    /// A quota of the account leaves no room for what the blueprint says.
    ///
    /// Quotas are asked of Service Quotas; they can be raised there.
    ///
    /// Source: Client VPN administrator guide, "Quotas".
    QUOTA = "quota", Error
}

/// The rules of this file.
pub static ALL: &[&Rule] = &[
    &ACCOUNT_DIFFERS,
    &PERMISSION_MISSING,
    &NETWORK_ABSENT,
    &NETWORK_DIFFERS,
    &VPC_CIDR_UNLISTED,
    &VPC_TENANCY,
    &SUBNET_ADDRESSES,
    &SERVER_CERTIFICATE_UNUSABLE,
    &CERTIFICATE_SET_ABSENT,
    &IDENTITY_CENTER_DIFFERS,
    &APPLICATION_UNUSABLE,
    &GROUP_ABSENT,
    &GROUP_NAME_DIFFERS,
    &GROUP_TAKEN,
    &MEMBER_ABSENT,
    &SAML_PROVIDER_TAKEN,
    &STACK_TAKEN,
    &TEMPLATE_BUCKET,
    &QUOTA,
];
