//! `endpoint` to the endpoint, its certificate, log group and security group.

use super::{EndpointHandle, People, tags};
use crate::resource::{Authentication, Certificate, Endpoint, LogGroup, LogGroupName, Network, Policy, SecurityGroup};
use crate::stack::{Plan, Value, input};
use cvpn_blueprint::Checked;
use cvpn_blueprint::model::{Blueprint, IpFamily, Portal, ServerCertificate, SignIn};
use cvpn_blueprint::types::{CertificateArn, SecurityGroupId};

pub(super) fn lower(checked: &Checked, people: &People, plan: &mut Plan) -> (EndpointHandle, Value<CertificateArn>) {
    let blueprint = checked.blueprint();
    let endpoint = &blueprint.endpoint;
    let (certificate, validated) = match &endpoint.server_certificate {
        ServerCertificate::Arn(arn) => (Value::Known(arn.clone()), None),
        ServerCertificate::Issued(certificate) => {
            plan.server_domain = Some(certificate.domain.to_string());
            plan.server_certificate = "issued";
            (Value::Input(&input::SERVER_CERTIFICATE_ARN), None)
        }
        ServerCertificate::DnsValidated(certificate) => {
            plan.server_domain = Some(certificate.domain.to_string());
            plan.server_certificate = "dns_validated";
            let handle = plan.add(Certificate {
                domain: certificate.domain.clone(),
                zone: certificate.hosted_zone_id.clone(),
                tags: tags(blueprint),
            });
            (handle.arn(), Some(handle.arn()))
        }
    };
    let log = endpoint.logging.enabled.then(|| {
        let group = LogGroup {
            name: LogGroupName(format!("/aws/clientvpn/{}", blueprint.name)),
            retention: endpoint.logging.retention_days,
            key: endpoint.logging.kms_key_arn.clone(),
            tags: tags(blueprint),
        };
        plan.add(group).name()
    });
    let network = network(blueprint, plan);
    let policy = endpoint.authorization_policy.as_ref().and_then(|policy| {
        Some(Policy {
            document: checked.circumstances().text(&policy.file)?.to_owned(),
            description: policy.description.clone(),
            shadow: policy.shadow,
        })
    });
    let handle = plan.add(Endpoint {
        name: blueprint.name.to_string(),
        description: endpoint
            .description
            .as_ref()
            .map_or_else(|| format!("Client VPN {}", blueprint.name), ToString::to_string),
        client_cidr: endpoint.client_cidr,
        certificate: certificate.clone(),
        certificate_validated: validated,
        authentication: authentication(blueprint, people),
        split_tunnel: endpoint.split_tunnel,
        transport: endpoint.transport,
        port: endpoint.port,
        dns_servers: endpoint.dns_servers.clone(),
        portal: endpoint.portal == Portal::Enabled,
        session: endpoint.session,
        banner: endpoint.banner.clone(),
        route_enforcement: endpoint.route_enforcement,
        ip: endpoint.ip,
        connect_handler: endpoint.connect_handler.as_ref().map(|handler| handler.lambda_arn.clone()),
        posture: endpoint.device_posture.clone(),
        policy,
        log,
        policy_context: endpoint.logging.policy_context,
        network,
    });
    (handle, certificate)
}

/// A certificate first, then the user-based method: AWS knows no order, but the output has one.
fn authentication(blueprint: &Blueprint, people: &People) -> Vec<Authentication> {
    let methods = blueprint.endpoint.authentication.as_ref();
    let mutual = methods.and_then(|methods| methods.mutual.as_ref());
    let certificate = mutual.map(|mutual| Authentication::Mutual(mutual.client_root_chain_arn.clone()));
    let user_based = match blueprint.sign_in() {
        Some(SignIn::Directory(directory)) => Some(Authentication::Directory(directory.id.clone())),
        Some(SignIn::Provider(federated)) => Some(Authentication::Federated(
            federated.saml_provider_arn.clone().into(),
            federated.portal_saml_provider_arn.clone().map(Value::Known),
        )),
        Some(SignIn::IdentityCenter(_)) => people
            .vpn_provider
            .clone()
            .map(|provider| Authentication::Federated(provider, people.portal_provider.clone())),
        Some(SignIn::Certificate(_)) | None => None,
    };
    certificate.into_iter().chain(user_based).collect()
}

fn network(blueprint: &Blueprint, plan: &mut Plan) -> Network {
    let network = &blueprint.network;
    if let Some(gateway) = &network.transit_gateway {
        let mut zones = gateway.availability_zones.clone();
        zones.sort();
        return Network::TransitGateway(gateway.id.clone(), zones);
    }
    let vpc = network.vpc.as_ref().expect("the rule network-kind has seen a VPC or a transit gateway").id.clone();
    let groups: Vec<Value<SecurityGroupId>> = match &network.security_groups {
        Some(ids) => {
            let mut ids = ids.clone();
            ids.sort();
            ids.into_iter().map(Value::Known).collect()
        }
        None => {
            let made = plan.add(SecurityGroup {
                name: format!("{}-clients", blueprint.name),
                vpc: vpc.clone(),
                ipv6: blueprint.endpoint.ip.traffic != IpFamily::Ipv4,
                tags: tags(blueprint),
            });
            vec![made.id()]
        }
    };
    Network::Vpc(vpc, groups)
}
