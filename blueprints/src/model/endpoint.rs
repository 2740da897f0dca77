//! `endpoint`: what clients connect to.

use crate::types::{
    Banner, CertificateArn, Cidr, Description, DirectoryId, DnsServer, DomainName, FileName, HostedZoneId, HttpsUrl,
    KmsKeyArn, LambdaArn, Port, RetentionDays, SamlProviderArn, SessionHours, Words,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The VPN endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// What the endpoint is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
    /// The network from which clients get their addresses: IPv4, /12 to /22, disjoint from everything they reach. It can
    /// never be changed. Required unless `ip.traffic` is ipv6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_cidr: Option<Cidr>,
    /// Whether only the routes of the endpoint go through the VPN, and all else stays on the client's own network.
    #[serde(default = "yes")]
    pub split_tunnel: bool,
    /// The protocol of the tunnel.
    #[serde(default)]
    pub transport: Transport,
    /// The port of the tunnel: 443 (default) or 1194.
    #[serde(default)]
    pub port: Port,
    /// DNS servers for the clients, at most 2. None: clients keep their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dns_servers: Vec<DnsServer>,
    /// The self-service portal, where people download the client and their profile.
    #[serde(default)]
    pub portal: Portal,
    /// How long a session may last.
    #[serde(default)]
    pub session: Session,
    /// What people read when they connect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub banner: Option<Banner>,
    /// Whether the client puts removed or changed routes back (AWS client 5.2.0 or newer).
    #[serde(default)]
    pub route_enforcement: bool,
    /// IPv4 or IPv6, outside and inside the tunnel.
    #[serde(default)]
    pub ip: IpFamilies,
    /// The certificate with which the endpoint shows who it is.
    pub server_certificate: ServerCertificate,
    /// How clients show who they are. Left out: through the application of Identity Center alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authentication: Option<Authentication>,
    /// A Lambda function that is asked at each connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connect_handler: Option<ConnectHandler>,
    /// Products that vouch for the state of a device. CloudFormation only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub device_posture: Vec<Posture>,
    /// A Cedar policy that is evaluated at each connection and every five minutes. CloudFormation only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_policy: Option<AuthorizationPolicy>,
    /// The connection log. On by default, because a VPN without a log cannot be investigated.
    #[serde(default)]
    pub logging: Logging,
}

fn yes() -> bool {
    true
}

/// The protocol of the tunnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// Faster.
    #[default]
    Udp,
    /// Passes networks that block UDP.
    Tcp,
}

/// The self-service portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Portal {
    /// No portal.
    #[default]
    Disabled,
    /// People sign in to it through a second application, `identity_center.portal_application`.
    Enabled,
}

/// How long a session may last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Hours after which a session ends: 8, 10, 12 or 24 (default).
    #[serde(default)]
    pub timeout_hours: SessionHours,
    /// Whether people must connect again by themselves; otherwise the client tries for them.
    #[serde(default = "yes")]
    pub disconnect_on_timeout: bool,
}

impl Default for Session {
    fn default() -> Self {
        Session { timeout_hours: SessionHours::default(), disconnect_on_timeout: true }
    }
}

/// IPv4 or IPv6, outside and inside the tunnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IpFamilies {
    /// How clients reach the endpoint.
    #[serde(default)]
    pub endpoint: IpFamily,
    /// What goes through the tunnel.
    #[serde(default)]
    pub traffic: IpFamily,
}

/// IPv4, IPv6 or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum IpFamily {
    /// IPv4.
    #[default]
    #[serde(rename = "ipv4")]
    Ipv4,
    /// IPv6.
    #[serde(rename = "ipv6")]
    Ipv6,
    /// Both.
    #[serde(rename = "dual-stack")]
    DualStack,
}

impl IpFamily {
    /// Whether IPv4 is in it.
    pub fn ipv4(self) -> bool {
        self != IpFamily::Ipv6
    }

    /// Whether IPv6 is in it.
    pub fn ipv6(self) -> bool {
        self != IpFamily::Ipv4
    }

    /// Whether a network is of it.
    pub fn carries(self, network: Cidr) -> bool {
        if network.is_ipv4() { self.ipv4() } else { self.ipv6() }
    }
}

/// The certificate with which the endpoint shows who it is: exactly one of the three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServerCertificate {
    /// One that is in ACM already: RSA 2048, with a domain, in the endpoint's Region.
    Arn(CertificateArn),
    /// One that `cvpn cert` makes and that is imported into ACM. Its ARN is a parameter of the output.
    Issued(IssuedCertificate),
    /// One that ACM issues and renews by itself, proven through a hosted zone of Route 53.
    DnsValidated(DnsValidatedCertificate),
}

/// A certificate that `cvpn cert` makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedCertificate {
    /// The domain in it. Profiles pin it, so another one means a new profile for everyone.
    pub domain: DomainName,
}

/// A certificate that ACM issues and renews by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DnsValidatedCertificate {
    /// The domain in it. Profiles pin it, so another one means a new profile for everyone.
    pub domain: DomainName,
    /// The public hosted zone of that domain.
    pub hosted_zone_id: HostedZoneId,
}

/// How clients show who they are: a certificate, a user-based method, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authentication {
    /// By a certificate on the device; alone, or beside a user-based method (then both must succeed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mutual: Option<Mutual>,
    /// Against an Active Directory, instead of Identity Center.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<Directory>,
    /// Through a SAML provider that exists in IAM already, instead of one made here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federated: Option<Federated>,
}

/// Authentication by a certificate on the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mutual {
    /// The certificate in ACM whose CA signed the clients' certificates. The server certificate's ARN, if it is the
    /// same CA.
    pub client_root_chain_arn: CertificateArn,
}

/// Authentication against an Active Directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// The directory, in the endpoint's account.
    pub id: DirectoryId,
}

/// Authentication through SAML providers that exist in IAM already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Federated {
    /// The provider for the VPN, in the endpoint's account.
    pub saml_provider_arn: SamlProviderArn,
    /// The provider for the self-service portal; exactly when `endpoint.portal` is enabled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_saml_provider_arn: Option<SamlProviderArn>,
}

/// A Lambda function that is asked at each connection, after authentication and before the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConnectHandler {
    /// The function, in the endpoint's account and Region. Its name must start with `AWSClientVPN-`.
    pub lambda_arn: LambdaArn,
}

/// A product that vouches for the state of a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Posture {
    /// The product.
    #[serde(rename = "type")]
    pub provider: PostureProvider,
    /// The customer's id at the product.
    pub tenant_id: Words,
    /// Where the product's signing keys are; not for jamf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_signing_key_url: Option<HttpsUrl>,
}

/// A product that vouches for devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PostureProvider {
    /// CrowdStrike, for macOS and Windows.
    CrowdStrike,
    /// Jamf, for macOS.
    Jamf,
    /// JumpCloud, for macOS, Windows and Ubuntu.
    JumpCloud,
}

impl PostureProvider {
    /// All of them.
    pub const ALL: [PostureProvider; 3] =
        [PostureProvider::CrowdStrike, PostureProvider::Jamf, PostureProvider::JumpCloud];

    /// Its name, in a blueprint, in AWS, and in a policy as `context.NAME`.
    pub fn as_str(self) -> &'static str {
        match self {
            PostureProvider::CrowdStrike => "crowdstrike",
            PostureProvider::Jamf => "jamf",
            PostureProvider::JumpCloud => "jumpcloud",
        }
    }
}

impl std::fmt::Display for PostureProvider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A Cedar policy that decides about a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorizationPolicy {
    /// The policy's file, at most 10,000 bytes: a path relative to the blueprint.
    pub file: FileName,
    /// What the policy is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
    /// Whether the policy is evaluated and logged without being enforced.
    #[serde(default = "yes")]
    pub shadow: bool,
}

/// The connection log in CloudWatch Logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Logging {
    /// Whether connections are logged.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Days for which the log is kept.
    #[serde(default)]
    pub retention_days: RetentionDays,
    /// The KMS key that encrypts the log; left out: a key of AWS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kms_key_arn: Option<KmsKeyArn>,
    /// Whether the log says what the authorization policy saw. It is personal data. CloudFormation only.
    #[serde(default)]
    pub policy_context: bool,
}

impl Default for Logging {
    fn default() -> Self {
        Logging { enabled: true, retention_days: RetentionDays::default(), kms_key_arn: None, policy_context: false }
    }
}

impl Endpoint {
    /// An endpoint with all defaults.
    pub fn new(client_cidr: Cidr, server_certificate: ServerCertificate) -> Self {
        Endpoint {
            description: None,
            client_cidr: Some(client_cidr),
            split_tunnel: true,
            transport: Transport::default(),
            port: Port::default(),
            dns_servers: Vec::new(),
            portal: Portal::default(),
            session: Session::default(),
            banner: None,
            route_enforcement: false,
            ip: IpFamilies::default(),
            server_certificate,
            authentication: None,
            connect_handler: None,
            device_posture: Vec::new(),
            authorization_policy: None,
            logging: Logging::default(),
        }
    }
}
