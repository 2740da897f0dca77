//! Which properties CloudFormation cannot change where they stand, by the schemas of the types that templates hold.

/// The properties of a type whose change replaces the resource. `None` for a type that is not known here.
pub fn create_only(kind: &str) -> Option<&'static [&'static str]> {
    TABLE.iter().find(|(known, _)| *known == kind).map(|(_, properties)| *properties)
}

/// Types and their create-only properties. A test compares it with the schemas.
pub(super) const TABLE: &[(&str, &[&str])] = &[
    (
        "AWS::CertificateManager::Certificate",
        &[
            "CertificateAuthorityArn",
            "CertificateExport",
            "DomainName",
            "DomainValidationOptions",
            "KeyAlgorithm",
            "SubjectAlternativeNames",
        ],
    ),
    ("AWS::CloudWatch::Alarm", &["AlarmName"]),
    (
        "AWS::EC2::ClientVpnAuthorizationRule",
        &["AccessGroupId", "AuthorizeAllGroups", "ClientVpnEndpointId", "Description", "TargetNetworkCidr"],
    ),
    (
        "AWS::EC2::ClientVpnEndpoint",
        &[
            "AuthenticationOptions",
            "ClientCidrBlock",
            "EndpointIpAddressType",
            "TagSpecifications",
            "TrafficIpAddressType",
            "TransitGatewayConfiguration",
            "TransportProtocol",
        ],
    ),
    ("AWS::EC2::ClientVpnRoute", &["ClientVpnEndpointId", "Description", "DestinationCidrBlock", "TargetVpcSubnetId"]),
    (
        "AWS::EC2::ClientVpnTargetNetworkAssociation",
        &["AvailabilityZone", "AvailabilityZoneId", "ClientVpnEndpointId", "SubnetId"],
    ),
    ("AWS::EC2::SecurityGroup", &["GroupDescription", "GroupName", "VpcId"]),
    ("AWS::IAM::SAMLProvider", &["AddPrivateKey", "Name", "RemovePrivateKey"]),
    ("AWS::IdentityStore::Group", &["IdentityStoreId"]),
    ("AWS::IdentityStore::GroupMembership", &["GroupId", "IdentityStoreId", "MemberId"]),
    (
        "AWS::IdentityStore::User",
        &["Addresses", "Emails", "IdentityStoreId", "PhoneNumbers", "Photos", "Roles", "UserName"],
    ),
    ("AWS::Logs::LogGroup", &["LogGroupName"]),
    ("AWS::SSO::ApplicationAssignment", &["ApplicationArn", "PrincipalId", "PrincipalType"]),
];
