//! Steps about what must be there before the output can be deployed.

use super::methods;
use crate::runbook::shell::Command;
use crate::stack::input::SERVER_CERTIFICATE_ARN;
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use serde::Serialize;

/// The variable that keeps the ARN of the server certificate.
pub(in crate::runbook) const CERTIFICATE_ARN: &str = "CERTIFICATE_ARN";

/// The server certificate that is imported.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct Import<'a> {
    account: &'a str,
    domain: &'a str,
    import: String,
    parameter: &'static str,
    variable: &'static str,
}

/// What the output leans on.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct Ready<'a> {
    account: &'a str,
    needs: Vec<Need<'a>>,
}

/// Something that must be there, and the command that shows it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Need<'a> {
    ServerCertificate { show: String },
    ClientCertificate { show: String },
    Directory { id: &'a str, show: String },
    ConnectHandler { name: &'a str, show: String },
    LogKey { arn: &'a str, principal: String },
    Topic { arn: &'a str, show: String },
    TransitGateway { id: &'a str, show: String },
}

pub(super) fn import(blueprint: &Blueprint) -> Option<Import<'_>> {
    let ServerCertificate::Issued(issued) = &blueprint.endpoint.server_certificate else { return None };
    Some(Import {
        account: blueprint.account.as_str(),
        domain: issued.domain.as_str(),
        import: import_certificate(blueprint).keep(CERTIFICATE_ARN),
        parameter: SERVER_CERTIFICATE_ARN.cfn,
        variable: SERVER_CERTIFICATE_ARN.hcl,
    })
}

/// The import of the server certificate, from the files that `cvpn cert` and easy-rsa write.
pub(in crate::runbook) fn import_certificate(blueprint: &Blueprint) -> Command {
    Command::new("aws acm import-certificate")
        .option("--region", blueprint.region.as_str())
        .option("--certificate", "fileb://server.crt")
        .option("--private-key", "fileb://server.key")
        .option("--certificate-chain", "fileb://ca.crt")
        .option("--query", "CertificateArn")
        .option("--output", "text")
}

pub(super) fn ready(blueprint: &Blueprint) -> Option<Ready<'_>> {
    let endpoint = &blueprint.endpoint;
    let aws = |program: &str| Command::new(&format!("aws {program}")).option("--region", blueprint.region.as_str());
    let certificate = |arn: &str| {
        aws("acm describe-certificate")
            .option("--certificate-arn", arn)
            .option("--query", "Certificate.[Status,KeyAlgorithm,DomainName,NotAfter]")
            .option("--output", "text")
            .print()
    };
    let mut needs = Vec::new();
    if let ServerCertificate::Arn(arn) = &endpoint.server_certificate {
        needs.push(Need::ServerCertificate { show: certificate(arn.as_str()) });
    }
    if let Some(mutual) = methods(blueprint).and_then(|methods| methods.mutual.as_ref()) {
        needs.push(Need::ClientCertificate { show: certificate(mutual.client_root_chain_arn.as_str()) });
    }
    if let Some(directory) = methods(blueprint).and_then(|methods| methods.directory.as_ref()) {
        let show = aws("ds describe-directories")
            .option("--directory-ids", directory.id.as_str())
            .option("--query", "DirectoryDescriptions[].[Stage,RadiusStatus]")
            .option("--output", "text");
        needs.push(Need::Directory { id: directory.id.as_str(), show: show.print() });
    }
    if let Some(handler) = &endpoint.connect_handler {
        let show = aws("lambda get-function")
            .option("--function-name", handler.lambda_arn.as_str())
            .option("--query", "Configuration.State")
            .option("--output", "text");
        needs.push(Need::ConnectHandler { name: handler.lambda_arn.function(), show: show.print() });
    }
    if let Some(key) = endpoint.logging.kms_key_arn.as_ref().filter(|_| endpoint.logging.enabled) {
        let principal = format!("logs.{}.amazonaws.com", blueprint.region);
        needs.push(Need::LogKey { arn: key.as_str(), principal });
    }
    let monitoring = blueprint.monitoring.as_ref().filter(|monitoring| monitoring.alarms);
    for topic in monitoring.into_iter().flat_map(|monitoring| &monitoring.notify) {
        let show = aws("sns list-subscriptions-by-topic")
            .option("--topic-arn", topic.as_str())
            .option("--query", "Subscriptions[].[Protocol,Endpoint,SubscriptionArn]")
            .option("--output", "text");
        needs.push(Need::Topic { arn: topic.as_str(), show: show.print() });
    }
    if let Some(gateway) = &blueprint.network.transit_gateway {
        let show = aws("ec2 describe-transit-gateways")
            .option("--transit-gateway-ids", gateway.id.as_str())
            .option("--query", "TransitGateways[].[State,Options.TransitGatewayCidrBlocks]")
            .option("--output", "text");
        needs.push(Need::TransitGateway { id: gateway.id.as_str(), show: show.print() });
    }
    (!needs.is_empty()).then_some(Ready { account: blueprint.account.as_str(), needs })
}
