//! Settings of an endpoint, and what belongs to them.

use super::words::{fit, hostile, known, of};
use cvpn_blueprint::model::{
    AuthorizationPolicy, ConnectHandler, DnsValidatedCertificate, IpFamilies, IpFamily, IssuedCertificate, Logging,
    Posture, PostureProvider, ServerCertificate, Session, Transport,
};
use cvpn_blueprint::types::{Banner, Description, DnsServer, Port, RetentionDays, SessionHours, Words};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Settings of an endpoint that depend on nothing else.
#[derive(Clone, Debug)]
pub struct Settings {
    pub description: Option<Description>,
    pub split_tunnel: bool,
    pub transport: Transport,
    pub port: Port,
    pub dns_servers: Vec<DnsServer>,
    pub session: Session,
    pub banner: Option<Banner>,
    pub route_enforcement: bool,
    pub outside: IpFamily,
    pub server_certificate: ServerCertificate,
    pub connect_handler: Option<ConnectHandler>,
    pub device_posture: Vec<Posture>,
    pub authorization_policy: Option<AuthorizationPolicy>,
    pub logging: Logging,
}

impl Settings {
    /// IPv4 or IPv6, with what goes through the tunnel.
    pub fn ip(&self, traffic: IpFamily) -> IpFamilies {
        IpFamilies { endpoint: self.outside, traffic }
    }
}

/// A number type that takes a few values.
fn choice<T: TryFrom<i64, Error: std::fmt::Debug> + std::fmt::Debug + Clone + 'static>(
    allowed: Vec<i64>,
) -> impl Strategy<Value = T> {
    select(allowed).prop_map(|number| T::try_from(number).expect("an allowed number"))
}

fn numbers<N: Copy + Into<i64>>(allowed: &[N]) -> Vec<i64> {
    allowed.iter().map(|number| (*number).into()).collect()
}

fn certificate(account: &'static str, region: &'static str) -> impl Strategy<Value = ServerCertificate> {
    let arn = format!("arn:aws:acm:{region}:{account}:certificate/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9");
    prop_oneof![
        Just(ServerCertificate::Arn(known(&arn))),
        Just(ServerCertificate::Issued(IssuedCertificate { domain: known("vpn.example.com") })),
        Just(ServerCertificate::DnsValidated(DnsValidatedCertificate {
            domain: known("vpn.example.com"),
            hosted_zone_id: known("Z0123456789ABCDEFGHIJ"),
        })),
    ]
}

/// Device posture with or without a policy. The policy of the gallery reads two of the products.
fn posture() -> impl Strategy<Value = (Vec<Posture>, Option<AuthorizationPolicy>)> {
    let url = "https://keys.example.com/jwk.json";
    let one = move |provider, tenant_id: Words| Posture {
        provider,
        tenant_id,
        public_signing_key_url: (provider != PostureProvider::Jamf).then(|| known(url)),
    };
    let all = vec![PostureProvider::CrowdStrike, PostureProvider::Jamf, PostureProvider::JumpCloud];
    let tenants = prop::collection::vec(of::<Words>(40), 3);
    let policy = prop::option::of((prop::option::of(of::<Description>(255)), any::<bool>()));
    prop_oneof![
        4 => Just((Vec::new(), None)),
        1 => (subsequence(all, 1..=3), tenants, policy).prop_map(move |(providers, tenants, policy)| {
            let postures: Vec<Posture> = providers.iter().zip(tenants).map(|(of, tenant)| one(*of, tenant)).collect();
            let read = [PostureProvider::CrowdStrike, PostureProvider::Jamf];
            let policy = policy.filter(|_| read.iter().all(|needed| providers.contains(needed)));
            let policy = policy.map(|(description, shadow)| AuthorizationPolicy {
                file: known("policies/zero-trust.cedar"),
                description,
                shadow,
            });
            (postures, policy)
        }),
    ]
}

fn logging(account: &'static str, region: &'static str) -> impl Strategy<Value = Logging> {
    let key = known(&format!("arn:aws:kms:{region}:{account}:key/2c3d4e5f-6071-4293-a4b5-c6d7e8f90a1b"));
    let parts = (
        prop::bool::weighted(0.8),
        choice::<RetentionDays>(numbers(RetentionDays::ALLOWED)),
        prop::option::of(Just(key)),
    );
    parts.prop_map(|(enabled, retention_days, kms_key_arn)| match enabled {
        true => Logging { enabled, retention_days, kms_key_arn, policy_context: false },
        false => Logging { enabled, ..Logging::default() },
    })
}

/// Settings of an endpoint in an account and Region.
pub fn settings(account: &'static str, region: &'static str) -> impl Strategy<Value = Settings> {
    let lambda = known(&format!("arn:aws:lambda:{region}:{account}:function:AWSClientVPN-check"));
    let handler = prop::option::weighted(0.3, Just(ConnectHandler { lambda_arn: lambda }));
    let texts = (
        prop::option::of(of::<Description>(255)),
        prop::option::of(hostile(200).prop_map(|text| fit::<Banner>(&text))),
    );
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let transport = prop_oneof![Just(Transport::Udp), Just(Transport::Tcp)];
    let limits = (choice::<Port>(numbers(Port::ALLOWED)), choice::<SessionHours>(numbers(SessionHours::ALLOWED)));
    let dns = subsequence(vec!["10.0.0.2", "10.0.0.3"], 0..=2).prop_shuffle();
    let outside = prop_oneof![4 => Just(IpFamily::Ipv4), 1 => Just(IpFamily::Ipv6), 1 => Just(IpFamily::DualStack)];
    let objects = (certificate(account, region), handler, posture(), logging(account, region), any::<bool>());
    (texts, flags, transport, limits, dns, outside, objects).prop_map(
        |(
            (description, banner),
            (split_tunnel, disconnect, route_enforcement),
            transport,
            (port, hours),
            dns,
            outside,
            objects,
        )| {
            let (server_certificate, connect_handler, (device_posture, authorization_policy), mut logging, context) =
                objects;
            logging.policy_context = context && logging.enabled && authorization_policy.is_some();
            Settings {
                description,
                split_tunnel,
                transport,
                port,
                dns_servers: dns.into_iter().map(known).collect(),
                session: Session { timeout_hours: hours, disconnect_on_timeout: disconnect },
                banner,
                route_enforcement,
                outside,
                server_certificate,
                connect_handler,
                device_posture,
                authorization_policy,
                logging,
            }
        },
    )
}
