//! What corresponds to what in the two targets, and where they differ on purpose.

/// A type in both targets.
pub struct Pair {
    pub cloudformation: &'static str,
    pub terraform: &'static str,
    /// The arguments by which one is told from another.
    pub key: &'static [&'static str],
    /// Properties and arguments that say the same. `[]` is any place in a list, `*` any further path. Blocks are lists.
    pub properties: &'static [(&'static str, &'static str)],
    /// Attributes that others refer to.
    pub attributes: &'static [(&'static str, &'static str)],
}

/// A path that only one target has, and why.
pub struct Known {
    /// The type, or `*`.
    pub of: &'static str,
    /// The path; `*` at its end is any further path.
    pub path: &'static str,
    pub why: &'static str,
}

pub const ONLY_CLOUDFORMATION: &[Known] = &[
    Known { of: "*", path: "Tags.*", why: "Terraform takes them from the provider's default tags" },
    Known {
        of: "AWS::CertificateManager::Certificate",
        path: "DomainValidationOptions[].*",
        why: "CloudFormation writes the record itself; Terraform tells it in an output",
    },
    Known {
        of: "AWS::EC2::ClientVpnEndpoint",
        path: "TagSpecifications[0].ResourceType",
        why: "Terraform knows what it tags",
    },
    Known {
        of: "AWS::EC2::ClientVpnEndpoint",
        path: "DevicePostureOptions.*",
        why: "the provider has no such argument; a rule keeps such a blueprint from Terraform",
    },
    Known { of: "AWS::EC2::ClientVpnEndpoint", path: "AuthorizationPolicy.*", why: "the same" },
    Known {
        of: "AWS::EC2::ClientVpnEndpoint",
        path: "ConnectionLogOptions.IncludeAuthorizationPolicyContext",
        why: "the same",
    },
];

pub const ONLY_TERRAFORM: &[Known] = &[
    Known { of: "*", path: "timeouts[0].*", why: "CloudFormation's limits cannot be set" },
    Known {
        of: "aws_security_group",
        path: "egress[].from_port",
        why: "CloudFormation leaves ports out for all protocols",
    },
    Known { of: "aws_security_group", path: "egress[].to_port", why: "the same" },
];

/// Types that CloudFormation has only where Identity Center's primary Region is this one.
pub const USERS: (&[&str], &str) = (&["aws_identitystore_user", "aws_identitystore_group_membership"], "us-east-1");

/// Outputs that only Terraform can tell.
pub const OUTPUTS_ONLY_TERRAFORM: &[&str] =
    &["endpoint_dns_name", "self_service_portal_url", "server_certificate_validation"];

pub const PAIRS: &[Pair] = &[
    Pair {
        cloudformation: "AWS::IdentityStore::Group",
        terraform: "aws_identitystore_group",
        key: &["display_name"],
        properties: &[
            ("IdentityStoreId", "identity_store_id"),
            ("DisplayName", "display_name"),
            ("Description", "description"),
        ],
        attributes: &[("GroupId", "group_id")],
    },
    Pair {
        cloudformation: "AWS::IdentityStore::User",
        terraform: "aws_identitystore_user",
        key: &["user_name"],
        properties: &[
            ("IdentityStoreId", "identity_store_id"),
            ("UserName", "user_name"),
            ("DisplayName", "display_name"),
            ("Name.GivenName", "name[0].given_name"),
            ("Name.FamilyName", "name[0].family_name"),
            ("Emails[].Value", "emails[].value"),
            ("Emails[].Type", "emails[].type"),
            ("Emails[].Primary", "emails[].primary"),
        ],
        attributes: &[("UserId", "user_id")],
    },
    Pair {
        cloudformation: "AWS::IdentityStore::GroupMembership",
        terraform: "aws_identitystore_group_membership",
        key: &["group_id", "member_id"],
        properties: &[
            ("IdentityStoreId", "identity_store_id"),
            ("GroupId", "group_id"),
            ("MemberId.UserId", "member_id"),
        ],
        attributes: &[],
    },
    Pair {
        cloudformation: "AWS::SSO::ApplicationAssignment",
        terraform: "aws_ssoadmin_application_assignment",
        key: &["application_arn", "principal_id"],
        properties: &[
            ("ApplicationArn", "application_arn"),
            ("PrincipalType", "principal_type"),
            ("PrincipalId", "principal_id"),
        ],
        attributes: &[],
    },
    Pair {
        cloudformation: "AWS::IAM::SAMLProvider",
        terraform: "aws_iam_saml_provider",
        key: &["name"],
        properties: &[("Name", "name"), ("SamlMetadataDocument", "saml_metadata_document")],
        attributes: &[("Ref", "arn")],
    },
    Pair {
        cloudformation: "AWS::CertificateManager::Certificate",
        terraform: "aws_acm_certificate",
        key: &["domain_name"],
        properties: &[
            ("DomainName", "domain_name"),
            ("ValidationMethod", "validation_method"),
            ("KeyAlgorithm", "key_algorithm"),
        ],
        attributes: &[("Ref", "arn")],
    },
    Pair {
        cloudformation: "AWS::Logs::LogGroup",
        terraform: "aws_cloudwatch_log_group",
        key: &["name"],
        properties: &[
            ("LogGroupName", "name"),
            ("RetentionInDays", "retention_in_days"),
            ("KmsKeyId", "kms_key_id"),
            ("DeletionPolicy", "skip_destroy"),
        ],
        attributes: &[("Ref", "name")],
    },
    Pair {
        cloudformation: "AWS::EC2::SecurityGroup",
        terraform: "aws_security_group",
        key: &["name"],
        properties: &[
            ("GroupName", "name"),
            ("GroupDescription", "description"),
            ("VpcId", "vpc_id"),
            ("SecurityGroupEgress[].IpProtocol", "egress[].protocol"),
            ("SecurityGroupEgress[].CidrIp", "egress[].cidr_blocks[0]"),
            ("SecurityGroupEgress[].CidrIpv6", "egress[].ipv6_cidr_blocks[0]"),
            ("SecurityGroupEgress[].Description", "egress[].description"),
        ],
        attributes: &[("GroupId", "id")],
    },
    Pair {
        cloudformation: "AWS::EC2::ClientVpnEndpoint",
        terraform: "aws_ec2_client_vpn_endpoint",
        key: &["tags.Name"],
        properties: &[
            ("TagSpecifications[0].Tags.Name", "tags.Name"),
            ("Description", "description"),
            ("ServerCertificateArn", "server_certificate_arn"),
            ("ClientCidrBlock", "client_cidr_block"),
            ("SplitTunnel", "split_tunnel"),
            ("TransportProtocol", "transport_protocol"),
            ("VpnPort", "vpn_port"),
            ("DnsServers[]", "dns_servers[]"),
            ("SelfServicePortal", "self_service_portal"),
            ("SessionTimeoutHours", "session_timeout_hours"),
            ("DisconnectOnSessionTimeout", "disconnect_on_session_timeout"),
            ("EndpointIpAddressType", "endpoint_ip_address_type"),
            ("TrafficIpAddressType", "traffic_ip_address_type"),
            ("VpcId", "vpc_id"),
            ("SecurityGroupIds[]", "security_group_ids[]"),
            ("AuthenticationOptions[].Type", "authentication_options[].type"),
            (
                "AuthenticationOptions[].MutualAuthentication.ClientRootCertificateChainArn",
                "authentication_options[].root_certificate_chain_arn",
            ),
            ("AuthenticationOptions[].ActiveDirectory.DirectoryId", "authentication_options[].active_directory_id"),
            (
                "AuthenticationOptions[].FederatedAuthentication.SAMLProviderArn",
                "authentication_options[].saml_provider_arn",
            ),
            (
                "AuthenticationOptions[].FederatedAuthentication.SelfServiceSAMLProviderArn",
                "authentication_options[].self_service_saml_provider_arn",
            ),
            ("TransitGatewayConfiguration.TransitGatewayId", "transit_gateway_configuration[0].transit_gateway_id"),
            (
                "TransitGatewayConfiguration.AvailabilityZones[]",
                "transit_gateway_configuration[0].availability_zones[]",
            ),
            ("ConnectionLogOptions.Enabled", "connection_log_options[0].enabled"),
            ("ConnectionLogOptions.CloudwatchLogGroup", "connection_log_options[0].cloudwatch_log_group"),
            ("ClientConnectOptions.Enabled", "client_connect_options[0].enabled"),
            ("ClientConnectOptions.LambdaFunctionArn", "client_connect_options[0].lambda_function_arn"),
            ("ClientLoginBannerOptions.Enabled", "client_login_banner_options[0].enabled"),
            ("ClientLoginBannerOptions.BannerText", "client_login_banner_options[0].banner_text"),
            ("ClientRouteEnforcementOptions.Enforced", "client_route_enforcement_options[0].enforced"),
        ],
        attributes: &[("Ref", "id")],
    },
    Pair {
        cloudformation: "AWS::EC2::ClientVpnTargetNetworkAssociation",
        terraform: "aws_ec2_client_vpn_network_association",
        key: &["subnet_id"],
        properties: &[("ClientVpnEndpointId", "client_vpn_endpoint_id"), ("SubnetId", "subnet_id")],
        attributes: &[],
    },
    Pair {
        cloudformation: "AWS::EC2::ClientVpnRoute",
        terraform: "aws_ec2_client_vpn_route",
        key: &["destination_cidr_block", "target_vpc_subnet_id"],
        properties: &[
            ("ClientVpnEndpointId", "client_vpn_endpoint_id"),
            ("DestinationCidrBlock", "destination_cidr_block"),
            ("TargetVpcSubnetId", "target_vpc_subnet_id"),
            ("Description", "description"),
        ],
        attributes: &[],
    },
    Pair {
        cloudformation: "AWS::EC2::ClientVpnAuthorizationRule",
        terraform: "aws_ec2_client_vpn_authorization_rule",
        key: &["target_network_cidr", "access_group_id", "authorize_all_groups"],
        properties: &[
            ("ClientVpnEndpointId", "client_vpn_endpoint_id"),
            ("TargetNetworkCidr", "target_network_cidr"),
            ("AccessGroupId", "access_group_id"),
            ("AuthorizeAllGroups", "authorize_all_groups"),
            ("Description", "description"),
        ],
        attributes: &[],
    },
    Pair {
        cloudformation: "AWS::CloudWatch::Alarm",
        terraform: "aws_cloudwatch_metric_alarm",
        key: &["alarm_name"],
        properties: &[
            ("AlarmName", "alarm_name"),
            ("AlarmDescription", "alarm_description"),
            ("Namespace", "namespace"),
            ("MetricName", "metric_name"),
            ("Dimensions.*", "dimensions.*"),
            ("Statistic", "statistic"),
            ("Period", "period"),
            ("EvaluationPeriods", "evaluation_periods"),
            ("ComparisonOperator", "comparison_operator"),
            ("Threshold", "threshold"),
            ("TreatMissingData", "treat_missing_data"),
            ("AlarmActions[]", "alarm_actions[]"),
            ("OKActions[]", "ok_actions[]"),
        ],
        attributes: &[],
    },
];
