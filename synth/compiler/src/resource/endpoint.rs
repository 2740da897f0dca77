//! The VPN endpoint.
//!
//! CloudFormation `AWS::EC2::ClientVpnEndpoint`, Terraform `aws_ec2_client_vpn_endpoint`.
//!
//! CloudFormation replaces the endpoint when one of its tags changes, so there it carries only its name; Terraform changes
//! tags in place and takes them from the provider's default tags. The portal is enabled by default in CloudFormation and
//! disabled in Terraform; every such default is written out. Device posture, the authorization policy and its context in
//! the log exist in CloudFormation only; a rule keeps such blueprints from Terraform. DNS name and portal URL are
//! attributes in Terraform only.

use super::{Authentication, LogGroupName, Output, Resource, properties};
use crate::permission::{Purpose, Scope, Statements};
use crate::stack::{Attribute, CfnAttribute, Handle, LogicalId, Value};
use crate::target::{cfn, hcl};
use cvpn_blueprint::model::{IpFamilies, IpFamily, Posture, Session, Transport};
use cvpn_blueprint::types::{
    AvailabilityZone, Banner, CertificateArn, Cidr, Description, DnsServer, HttpsUrl, LambdaArn, Port, SecurityGroupId,
    TransitGatewayId, VpcId,
};
use serde_json::{Value as Json, json};
use std::fmt;

/// The VPN endpoint.
#[derive(Debug)]
pub struct Endpoint {
    /// Its name, as a tag.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where clients get their addresses from; none with IPv6 traffic.
    pub client_cidr: Option<Cidr>,
    /// The certificate with which it shows who it is.
    pub certificate: Value<CertificateArn>,
    /// Whether the certificate is issued only once a record stands in DNS.
    pub certificate_validated: Option<Value<CertificateArn>>,
    /// How clients show who they are; one or two.
    pub authentication: Vec<Authentication>,
    /// Whether only its routes go through the tunnel.
    pub split_tunnel: bool,
    /// The protocol of the tunnel.
    pub transport: Transport,
    /// The port of the tunnel.
    pub port: Port,
    /// DNS servers for the clients, at most 2.
    pub dns_servers: Vec<DnsServer>,
    /// Whether there is a self-service portal.
    pub portal: bool,
    /// How long a session may last.
    pub session: Session,
    /// What people read when they connect.
    pub banner: Option<Banner>,
    /// Whether the client puts changed routes back.
    pub route_enforcement: bool,
    /// IPv4 or IPv6, outside and inside the tunnel.
    pub ip: IpFamilies,
    /// A function that is asked at each connection.
    pub connect_handler: Option<LambdaArn>,
    /// Products that vouch for devices.
    pub posture: Vec<Posture>,
    /// A policy that decides about connections.
    pub policy: Option<Policy>,
    /// The log group of the connection log.
    pub log: Option<Value<LogGroupName>>,
    /// Whether the log says what the policy saw.
    pub policy_context: bool,
    /// What lies behind it.
    pub network: Network,
}

/// A policy in Cedar.
#[derive(Debug)]
pub struct Policy {
    /// Its text.
    pub document: String,
    /// What it is for.
    pub description: Option<Description>,
    /// Whether it is evaluated without being enforced.
    pub shadow: bool,
}

/// What lies behind an endpoint.
#[derive(Debug)]
pub enum Network {
    /// A VPC, with the security groups of the network interfaces in it.
    Vpc(VpcId, Vec<Value<SecurityGroupId>>),
    /// A transit gateway and the zones in which clients enter; none: AWS picks two.
    TransitGateway(TransitGatewayId, Vec<AvailabilityZone>),
}

/// The id of an endpoint.
#[derive(Clone, Debug)]
pub struct EndpointId;

impl fmt::Display for EndpointId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("endpoint id")
    }
}

const ID: Attribute =
    Attribute { cfn: CfnAttribute::Ref, hcl: "id", suffix: "Id", pattern: "^cvpn-endpoint-[0-9a-f]{17}$" };
const DNS_NAME: Attribute = Attribute { hcl: "dns_name", suffix: "DnsName", pattern: "", ..ID };
const PORTAL_URL: Attribute = Attribute { hcl: "self_service_portal_url", suffix: "PortalUrl", pattern: "", ..ID };

impl Handle<Endpoint> {
    /// The endpoint's id.
    pub fn id(self) -> Value<EndpointId> {
        self.attribute(ID)
    }
}

fn family(family: IpFamily) -> &'static str {
    match family {
        IpFamily::Ipv4 => "ipv4",
        IpFamily::Ipv6 => "ipv6",
        IpFamily::DualStack => "dual-stack",
    }
}

fn transport_name(transport: Transport) -> &'static str {
    match transport {
        Transport::Udp => "udp",
        Transport::Tcp => "tcp",
    }
}

fn on(flag: bool) -> &'static str {
    if flag { "enabled" } else { "disabled" }
}

fn provider(posture: &Posture) -> Json {
    let Posture { provider, tenant_id, public_signing_key_url } = posture;
    Json::Object(properties(json!({
        "TrustProviderType": provider.as_str(),
        "TenantId": tenant_id.as_str(),
        "PublicSigningKeyUrl": public_signing_key_url.as_ref().map(HttpsUrl::as_str),
    })))
}

impl Resource for Endpoint {
    fn id(&self) -> LogicalId {
        LogicalId::new("Endpoint", "vpn")
    }

    fn cfn_type(&self) -> &'static str {
        "AWS::EC2::ClientVpnEndpoint"
    }

    fn hcl_type(&self) -> &'static str {
        "aws_ec2_client_vpn_endpoint"
    }

    fn file(&self) -> hcl::File {
        hcl::File::Endpoint
    }

    fn outputs(&self) -> Vec<Output> {
        let description = "The VPN endpoint.".to_owned();
        vec![Output { hcl: "endpoint_id", key: None, description, attribute: ID }]
    }

    fn replaced_by(&self) -> &'static [(&'static str, &'static [&'static str])] {
        &[
            ("AuthenticationOptions", &["endpoint", "authentication"]),
            ("ClientCidrBlock", &["endpoint", "client_cidr"]),
            ("TransportProtocol", &["endpoint", "transport"]),
            ("EndpointIpAddressType", &["endpoint", "ip", "endpoint"]),
            ("TrafficIpAddressType", &["endpoint", "ip", "traffic"]),
            ("TransitGatewayConfiguration", &["network", "transit_gateway"]),
            ("TagSpecifications", &["name"]),
        ]
    }

    fn provider(&self) -> Option<&'static str> {
        matches!(self.network, Network::TransitGateway(..)).then_some("~> 6.66")
    }

    fn hcl_outputs(&self) -> Vec<Output> {
        let description = "Name that clients connect to, with a random label before it.".to_owned();
        let mut outputs = vec![Output { hcl: "endpoint_dns_name", key: None, description, attribute: DNS_NAME }];
        if self.portal {
            let description = "Where people download the client and their profile.".to_owned();
            outputs.push(Output { hcl: "self_service_portal_url", key: None, description, attribute: PORTAL_URL });
        }
        outputs
    }

    fn cfn(&self, scope: &cfn::Scope) -> serde_json::Map<String, Json> {
        let Self {
            name,
            description,
            client_cidr,
            certificate,
            certificate_validated: _, // CloudFormation waits for the certificate by itself.
            authentication,
            split_tunnel,
            transport,
            port,
            dns_servers,
            portal,
            session: Session { timeout_hours, disconnect_on_timeout },
            banner,
            route_enforcement,
            ip,
            connect_handler,
            posture,
            policy,
            log,
            policy_context,
            network,
        } = self;
        let (vpc, groups, gateway) = match network {
            Network::Vpc(vpc, groups) => {
                (Some(vpc.as_str()), Some(groups.iter().map(|group| scope.value(group)).collect::<Json>()), None)
            }
            Network::TransitGateway(id, zones) => {
                let zones: Vec<&str> = zones.iter().map(AvailabilityZone::as_str).collect();
                let zones = if zones.is_empty() { Json::Null } else { zones.into() };
                let gateway = json!({ "TransitGatewayId": id.as_str(), "AvailabilityZones": zones });
                (None, None, Some(properties(gateway)))
            }
        };
        let mut logging = json!({ "Enabled": log.is_some() });
        if let Some(log) = log {
            logging["CloudwatchLogGroup"] = scope.value(log);
        }
        if *policy_context {
            logging["IncludeAuthorizationPolicyContext"] = true.into();
        }
        properties(json!({
            "Description": description,
            "ServerCertificateArn": scope.value(certificate),
            "AuthenticationOptions": authentication.iter().map(|method| method.cfn(scope)).collect::<Json>(),
            "ClientCidrBlock": client_cidr.map(|cidr| cidr.to_string()),
            "SplitTunnel": split_tunnel,
            "TransportProtocol": transport_name(*transport),
            "VpnPort": port.get(),
            "DnsServers": (!dns_servers.is_empty()).then(|| dns_servers.iter().map(DnsServer::as_str).collect::<Vec<_>>()),
            "SelfServicePortal": on(*portal),
            "SessionTimeoutHours": timeout_hours.get(),
            "DisconnectOnSessionTimeout": disconnect_on_timeout,
            "ClientLoginBannerOptions": match banner {
                Some(banner) => json!({ "Enabled": true, "BannerText": banner.as_str() }),
                None => json!({ "Enabled": false }),
            },
            "ClientRouteEnforcementOptions": { "Enforced": route_enforcement },
            "ClientConnectOptions": match connect_handler {
                Some(lambda) => json!({ "Enabled": true, "LambdaFunctionArn": lambda.as_str() }),
                None => json!({ "Enabled": false }),
            },
            "EndpointIpAddressType": family(ip.endpoint),
            "TrafficIpAddressType": family(ip.traffic),
            "VpcId": vpc,
            "SecurityGroupIds": groups,
            "TransitGatewayConfiguration": gateway,
            "DevicePostureOptions": (!posture.is_empty()).then(|| json!({
                "Enabled": true,
                "TrustProviders": posture.iter().map(provider).collect::<Json>(),
            })),
            "AuthorizationPolicy": policy.as_ref().map(|Policy { document, description, shadow }| properties(json!({
                "PolicyDocument": document,
                "Description": description.as_ref().map(Description::as_str),
                "ShadowMode": on(*shadow),
            }))),
            "ConnectionLogOptions": logging,
            "TagSpecifications": [{
                "ResourceType": "client-vpn-endpoint",
                "Tags": [{ "Key": "Name", "Value": name }],
            }],
        }))
    }

    fn permissions(&self, scope: &Scope, to: &mut Statements) {
        // The type's schema names no handler: these are the operations of EC2 that do what CloudFormation must.
        let into = match &self.network {
            Network::Vpc(vpc, groups) => {
                let group = |group: &Value<_>| match group {
                    Value::Known(id) => scope.here("ec2", &format!("security-group/{id}")),
                    // It is made beside the endpoint.
                    _ => scope.here("ec2", "security-group/*"),
                };
                let vpc = scope.here("ec2", &format!("vpc/{vpc}"));
                let into: Vec<String> = groups.iter().map(group).chain([vpc, scope.endpoint()]).collect();
                to.allow(Purpose::Deploy, &["ec2:ApplySecurityGroupsToClientVpnTargetNetwork"], into.clone());
                into
            }
            Network::TransitGateway(id, _) => {
                vec![scope.here("ec2", &format!("transit-gateway/{id}")), scope.endpoint()]
            }
        };
        to.allow(Purpose::Deploy, &["ec2:CreateClientVpnEndpoint", "ec2:ModifyClientVpnEndpoint"], into);
        let own = ["ec2:CreateTags", "ec2:DeleteClientVpnEndpoint", "ec2:DeleteTags"];
        to.allow(Purpose::Deploy, &own, [scope.endpoint()]);
        to.anywhere(Purpose::Deploy, &["ec2:DescribeClientVpnEndpoints"], scope);
        if self.policy.is_some() {
            let policy = [
                "ec2:DeleteClientVpnEndpointAuthorizationPolicy",
                "ec2:GetClientVpnEndpointAuthorizationPolicy",
                "ec2:ModifyClientVpnEndpointAuthorizationPolicy",
            ];
            to.allow(Purpose::Deploy, &policy, [scope.endpoint()]);
        }
        // EC2 makes them with the first endpoint of an account, and with its first handler.
        let services = ["clientvpn.amazonaws.com", "clientvpn-connections.amazonaws.com"];
        for service in &services[..if self.connect_handler.is_some() { 2 } else { 1 }] {
            let role = scope.global("iam", &format!("role/aws-service-role/{service}/*"));
            let only = json!({ "StringEquals": { "iam:AWSServiceName": service } });
            to.only(&["iam:CreateServiceLinkedRole"], [role], &only);
        }
    }

    fn hcl(&self, scope: &hcl::Scope) -> hcl::Body {
        let Self {
            name,
            description,
            client_cidr,
            certificate,
            certificate_validated,
            authentication,
            split_tunnel,
            transport,
            port,
            dns_servers,
            portal,
            session: Session { timeout_hours, disconnect_on_timeout },
            banner,
            route_enforcement,
            ip,
            connect_handler,
            posture: _, // Not in Terraform; a rule keeps such a blueprint from here.
            policy: _,  // The same.
            log,
            policy_context: _, // The same.
            network,
        } = self;
        let block = hcl::Body::default;
        let mut body = block()
            .set("description", description.as_str())
            .set("server_certificate_arn", scope.value(certificate))
            .maybe("client_cidr_block", client_cidr.map(|cidr| cidr.to_string()))
            .set("split_tunnel", *split_tunnel)
            .set("transport_protocol", transport_name(*transport))
            .set("vpn_port", i64::from(port.get()))
            .maybe(
                "dns_servers",
                (!dns_servers.is_empty())
                    .then(|| hcl::Expression::from_iter(dns_servers.iter().map(DnsServer::as_str))),
            )
            .set("self_service_portal", on(*portal))
            .set("session_timeout_hours", i64::from(timeout_hours.get()))
            .set("disconnect_on_session_timeout", *disconnect_on_timeout)
            .set("endpoint_ip_address_type", family(ip.endpoint))
            .set("traffic_ip_address_type", family(ip.traffic));
        if let Network::Vpc(vpc, groups) = network {
            body = body
                .set("vpc_id", vpc.as_str())
                .set("security_group_ids", hcl::Expression::from_iter(groups.iter().map(|group| scope.value(group))));
        }
        let name = vec![("Name".to_owned(), name.as_str().into())];
        body = body.blank().set("tags", hcl::Expression::Object(name));
        for method in authentication {
            body = body.block("authentication_options", &[], method.hcl(scope));
        }
        if let Network::TransitGateway(id, zones) = network {
            let zones =
                (!zones.is_empty()).then(|| hcl::Expression::from_iter(zones.iter().map(AvailabilityZone::as_str)));
            let gateway = block().set("transit_gateway_id", id.as_str()).maybe("availability_zones", zones);
            body = body.block("transit_gateway_configuration", &[], gateway);
        }
        let logging = block()
            .set("enabled", log.is_some())
            .maybe("cloudwatch_log_group", log.as_ref().map(|log| scope.value(log)));
        let handler = block()
            .set("enabled", connect_handler.is_some())
            .maybe("lambda_function_arn", connect_handler.as_ref().map(LambdaArn::as_str));
        let login = block().set("enabled", banner.is_some()).maybe("banner_text", banner.as_ref().map(Banner::as_str));
        body = body
            .block("connection_log_options", &[], logging)
            .block("client_connect_options", &[], handler)
            .block("client_login_banner_options", &[], login)
            .block("client_route_enforcement_options", &[], block().set("enforced", *route_enforcement));
        if let Some(hcl::Expression::Code(arn)) = certificate_validated.as_ref().map(|arn| scope.value(arn)) {
            let of = arn.trim_end_matches(".arn");
            let precondition = block()
                .set("condition", hcl::Expression::Code(format!("{of}.status == \"ISSUED\"")))
                .set(
                    "error_message",
                    "The server certificate is not issued yet: put the record of the output server_certificate_validation into the hosted zone, wait a few minutes, and apply again.",
                );
            body = body.block("lifecycle", &[], block().block("precondition", &[], precondition));
        }
        body
    }
}
