//! `arn-placement`

use super::Context;
use crate::fault::{Fault, Path};
use crate::model::ServerCertificate;
use crate::path;
use crate::types::{AccountId, Region};

rule! {
    /// An ARN is of another account or Region than the one where it is used.
    ///
    /// Certificates and the connect handler are in the endpoint's account and Region, SAML providers in the endpoint's
    /// account, applications in the account of Identity Center. The key of the log group and the topics of the alarms
    /// are in the endpoint's Region; they may be another account's, if its policies allow it.
    ///
    /// Source: EC2 API, CreateClientVpnEndpoint; Client VPN guide, "Connection authorization", "Federated
    /// authentication"; CloudWatch Logs API, AssociateKmsKey; CloudWatch guide, "Alarms".
    ARN_PLACEMENT = "arn-placement", Error, check
}

/// Where an ARN must be.
struct Wanted<'a> {
    /// The account and where the blueprint says it; `None` where any will do.
    account: Option<(&'a AccountId, Path)>,
    /// The Region; `None` where there is none or any will do.
    region: Option<&'a Region>,
    /// What to do about one that is not there.
    help: &'static str,
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let blueprint = context.blueprint;
    let endpoint = &blueprint.endpoint;
    let account = || Some((&blueprint.account, path!["account"]));
    let region = Some(&blueprint.region);
    let help = "name one that is there, or make it there first";
    let here = Wanted { account: account(), region, help };
    let any_account = Wanted { account: None, region, help };
    let global = Wanted { account: account(), region: None, help };
    let mut compare = |what: &str, path: Path, found: (&str, &str), wanted: &Wanted| {
        if let Some((account, at)) = wanted.account.as_ref().filter(|(account, _)| account.as_str() != found.0) {
            let [found, account] = [found.0, account.as_str()].map(|account| format!("account {account}"));
            faults.push(fault(what, &path, &found, &account, at.clone()).help(wanted.help));
        }
        if let Some(region) = wanted.region.filter(|region| region.as_str() != found.1) {
            faults.push(fault(what, &path, found.1, region.as_str(), path!["region"]).help(wanted.help));
        }
    };
    if let ServerCertificate::Arn(arn) = &endpoint.server_certificate {
        let path = path!["endpoint", "server_certificate", "arn"];
        compare("the server certificate", path, (arn.account(), arn.region()), &here);
    }
    let methods = endpoint.authentication.as_ref();
    let at = |method: &str, key: &str| path!["endpoint", "authentication", method, key];
    if let Some(arn) = methods.and_then(|methods| methods.mutual.as_ref()).map(|mutual| &mutual.client_root_chain_arn) {
        let path = at("mutual", "client_root_chain_arn");
        compare("the certificate of the clients' CA", path, (arn.account(), arn.region()), &here);
    }
    if let Some(federated) = methods.and_then(|methods| methods.federated.as_ref()) {
        let arn = &federated.saml_provider_arn;
        compare("the SAML provider", at("federated", "saml_provider_arn"), (arn.account(), ""), &global);
        if let Some(arn) = &federated.portal_saml_provider_arn {
            let path = at("federated", "portal_saml_provider_arn");
            compare("the portal's SAML provider", path, (arn.account(), ""), &global);
        }
    }
    if let Some(arn) = endpoint.connect_handler.as_ref().map(|handler| &handler.lambda_arn) {
        let path = path!["endpoint", "connect_handler", "lambda_arn"];
        compare("the connect handler", path, (arn.account(), arn.region()), &here);
    }
    if let Some(arn) = &endpoint.logging.kms_key_arn {
        let path = path!["endpoint", "logging", "kms_key_arn"];
        compare("the key of the log", path, (arn.account(), arn.region()), &any_account);
    }
    for (index, arn) in blueprint.monitoring.iter().flat_map(|monitoring| &monitoring.notify).enumerate() {
        let path = path!["monitoring", "notify", index];
        compare("the topic of the alarms", path, (arn.account(), arn.region()), &any_account);
    }
    if let Some(center) = &blueprint.identity_center {
        let own = center.account.as_ref().map(|account| (account, path!["identity_center", "account"]));
        let help = "correct the ARN, or `identity_center.account` if Identity Center is where the ARN says";
        let there = Wanted { account: own.or(account()), region: None, help };
        let at = |application: &str| path!["identity_center", application, "arn"];
        if let Some(arn) = &center.application.arn {
            compare("the application", at("application"), (arn.account(), ""), &there);
        }
        if let Some(arn) = center.portal_application.as_ref().and_then(|application| application.arn.as_ref()) {
            compare("the portal's application", at("portal_application"), (arn.account(), ""), &there);
        }
    }
}

fn fault(what: &str, path: &Path, found: &str, wanted: &str, at: Path) -> Fault {
    Fault::new(&ARN_PLACEMENT, path.clone(), format!("{what} is in {found}, not in {wanted}"))
        .related(at, format!("it is used in {wanted}"))
        .allowed(format!("an ARN of {wanted}"))
}
