//! `arn-placement`

use super::Context;
use crate::fault::{Fault, Path};
use crate::model::ServerCertificate;
use crate::path;
use crate::types::{AccountId, ArnPlace, Region};

rule! {
    /// An ARN is of another partition, account or Region than the one where it is used.
    ///
    /// Certificates and the connect handler are in the endpoint's account and Region, SAML providers in the endpoint's
    /// account, applications in the account of Identity Center. The key of the log group and the topics of the alarms
    /// are in the endpoint's Region; they may be another account's, if its policies allow it. Every ARN begins with the
    /// partition of its Region: `arn:aws:`, or `arn:aws-us-gov:` in GovCloud.
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint; Client VPN guide, "Connection authorization", "Federated
    /// authentication"; CloudWatch Logs API, AssociateKmsKey; CloudWatch guide, "Alarms".
    ARN_PLACEMENT = "arn-placement", Error, check
}

/// Where an ARN must be.
struct Wanted<'a> {
    /// The account and where the blueprint says it; `None` where any will do.
    account: Option<(&'a AccountId, Path)>,
    /// The Region and where the blueprint says it.
    region: (&'a Region, Path),
    /// Whether the ARN names its Region.
    regional: bool,
    /// What to do about one that is not there.
    help: &'static str,
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let endpoint = &blueprint.endpoint;
    let account = || Some((&blueprint.account, path!["account"]));
    let region = || (&blueprint.region, path!["region"]);
    let help = "name one that is there, or make it there first";
    let here = Wanted { account: account(), region: region(), regional: true, help };
    let any_account = Wanted { account: None, region: region(), regional: true, help };
    let global = Wanted { account: account(), region: region(), regional: false, help };
    let mut compare = |what: &str, path: Path, found: ArnPlace, wanted: &Wanted| {
        let mut fault = |is: &str, right: &str, at: &Path| {
            let message = format!("{what} is in {is}, not in {right}");
            let fault = Fault::new(&ARN_PLACEMENT, path.clone(), message);
            let fault = fault.related(at.clone(), format!("it is used in {right}"));
            faults.push(fault.allowed(format!("an ARN of {right}")).help(wanted.help));
        };
        let (right, at) = &wanted.region;
        if found.partition != right.partition() {
            // Nothing of another partition is within reach, so its account and Region say no more.
            return fault(&format!("partition {}", found.partition), &format!("partition {}", right.partition()), at);
        }
        if let Some((right, at)) = wanted.account.as_ref().filter(|(right, _)| right.as_str() != found.account) {
            fault(&format!("account {}", found.account), &format!("account {right}"), at);
        }
        if wanted.regional && right.as_str() != found.region {
            fault(found.region, right.as_str(), at);
        }
    };
    if let ServerCertificate::Arn(arn) = &endpoint.server_certificate {
        let path = path!["endpoint", "server_certificate", "arn"];
        compare("the server certificate", path, arn.place(), &here);
    }
    let methods = endpoint.authentication.as_ref();
    let at = |method: &str, key: &str| path!["endpoint", "authentication", method, key];
    if let Some(arn) = methods.and_then(|methods| methods.mutual.as_ref()).map(|mutual| &mutual.client_root_chain_arn) {
        let path = at("mutual", "client_root_chain_arn");
        compare("the certificate of the clients' CA", path, arn.place(), &here);
    }
    if let Some(federated) = methods.and_then(|methods| methods.federated.as_ref()) {
        let arn = &federated.saml_provider_arn;
        compare("the SAML provider", at("federated", "saml_provider_arn"), arn.place(), &global);
        if let Some(arn) = &federated.portal_saml_provider_arn {
            let path = at("federated", "portal_saml_provider_arn");
            compare("the portal's SAML provider", path, arn.place(), &global);
        }
    }
    if let Some(arn) = endpoint.connect_handler.as_ref().map(|handler| &handler.lambda_arn) {
        let path = path!["endpoint", "connect_handler", "lambda_arn"];
        compare("the connect handler", path, arn.place(), &here);
    }
    if let Some(arn) = &endpoint.logging.kms_key_arn {
        let path = path!["endpoint", "logging", "kms_key_arn"];
        compare("the key of the log", path, arn.place(), &any_account);
    }
    for (index, arn) in blueprint.monitoring.iter().flat_map(|monitoring| &monitoring.notify).enumerate() {
        let path = path!["monitoring", "notify", index];
        compare("the topic of the alarms", path, arn.place(), &any_account);
    }
    if let Some(center) = &blueprint.identity_center {
        let own = center.account.as_ref().map(|account| (account, path!["identity_center", "account"]));
        let help = "correct the ARN, or `identity_center.account` if Identity Center is where the ARN says";
        let place = center.region.as_ref().map_or_else(region, |region| (region, path!["identity_center", "region"]));
        if let Some(arn) = &center.instance_arn {
            let any_account = Wanted { account: None, region: place.clone(), regional: false, help };
            compare("the instance", path!["identity_center", "instance_arn"], arn.place(), &any_account);
        }
        let there = Wanted { account: own.or(account()), region: place, regional: false, help };
        let at = |application: &str| path!["identity_center", application, "arn"];
        if let Some(arn) = &center.application.arn {
            compare("the application", at("application"), arn.place(), &there);
        }
        if let Some(arn) = center.portal_application.as_ref().and_then(|application| application.arn.as_ref()) {
            compare("the portal's application", at("portal_application"), arn.place(), &there);
        }
    }
}
