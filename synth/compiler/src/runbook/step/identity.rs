//! Steps in Identity Center, or at another identity provider, before there is anything to deploy.

use super::{Step, applications, center_place, existing_providers, gov_cloud, methods};
use crate::runbook::shell::Command;
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::{self, Blueprint, IdentityCenter, IdentitySource, IpFamily, MfaPrompt, UnregisteredDevice};
use cvpn_blueprint::rule::cloudformation_users::makes_users;
use serde::Serialize;

/// Where the client listens for the answer of the identity provider. Source of this and the next three: Client VPN
/// administrator guide, "Single sign-on (SAML 2.0-based federated) authentication".
const ACS: &str = "http://127.0.0.1:35001";
const PORTAL_ACS: &str = "https://self-service.clientvpn.amazonaws.com/api/auth/sso/saml";
const PORTAL_ACS_GOV: &str = "https://gov.self-service.clientvpn.amazonaws.com/api/auth/sso/saml";
const AUDIENCE: &str = "urn:amazon:webservices:clientvpn";

/// The variable that keeps the id of the identity store.
pub(super) const STORE_ID: &str = "IDENTITY_STORE_ID";

/// The instance of Identity Center.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct Center<'a> {
    account: &'a str,
    region: &'a str,
    console: &'static str,
    instance: Option<&'a str>,
    store: Option<&'a str>,
    /// Keeps the id of the identity store, where the output has an input for it.
    keep_store: Option<String>,
    external: bool,
    active_directory: bool,
}

/// How people sign in. The choices are labels of the console.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct SignIn {
    prompt: &'static str,
    /// Asked of nobody who never needs a second factor.
    unregistered_device: Option<&'static str>,
    trusts_devices: bool,
    never: bool,
    active_directory: bool,
    /// Whether a target makes users, who then have no password.
    makes_users: bool,
}

/// A SAML application.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct Application<'a> {
    portal: bool,
    /// Whether it exists, and its metadata is in a SAML provider that exists too.
    exists: bool,
    /// That provider, where the endpoint uses it.
    provider: Option<&'a str>,
    name: &'a str,
    acs: &'static str,
    audience: &'static str,
    mappings: [Mapping; 2],
    /// Which of two metadata files to take, where the console offers two; a label of the console.
    variant: &'static str,
    metadata: &'a str,
    /// Where the blueprint has it.
    key: &'static str,
    arn: Option<&'a str>,
    /// Lists the applications with their ARNs.
    list: String,
}

/// A row of the attribute mapping.
#[derive(Debug, Serialize)]
struct Mapping {
    attribute: &'static str,
    value: &'static str,
    format: &'static str,
}

/// `${user:groups}` is not in AWS's table of values. AWS's own guide to Client VPN with Identity Center uses it.
const MAPPINGS: [Mapping; 2] = [
    Mapping { attribute: "Subject", value: "${user:email}", format: "emailAddress" },
    Mapping { attribute: "memberOf", value: "${user:groups}", format: "unspecified" },
];

/// An identity provider other than Identity Center.
#[derive(Debug, Serialize)]
pub(in crate::runbook) struct Provider<'a> {
    providers: Vec<Registered<'a>>,
    audience: &'static str,
}

/// Its registration in IAM, and the URL that belongs to it.
#[derive(Debug, Serialize)]
struct Registered<'a> {
    portal: bool,
    arn: &'a str,
    acs: &'static str,
}

pub(super) fn center<'a>(
    blueprint: &'a Blueprint,
    center: &'a IdentityCenter,
    targets: &[Target],
    steps: &mut Vec<Step<'a>>,
) {
    let place = center_place(blueprint);
    let external = center.source == IdentitySource::External;
    steps.push(Step::OpenIdentityCenter(Center {
        account: place.account,
        region: place.region,
        console: if gov_cloud(place.region) {
            "https://console.amazonaws-us-gov.com/singlesignon"
        } else {
            "https://console.aws.amazon.com/singlesignon"
        },
        instance: center.instance_arn.as_ref().map(|arn| arn.as_str()),
        store: center.identity_store_id.as_ref().map(|id| id.as_str()),
        keep_store: needs_store(center).then(|| {
            Command::new("aws sso-admin list-instances")
                .option("--region", place.region)
                .option("--query", "Instances[0].IdentityStoreId")
                .option("--output", "text")
                .keep(STORE_ID)
        }),
        external,
        active_directory: center.source == IdentitySource::ActiveDirectory,
    }));
    steps.push(if external { Step::SignInElsewhere } else { Step::SignIn(sign_in(center, targets, place.region)) });
    let applications = applications(center);
    steps.extend(applications.map(|(it, portal)| Step::Application(application(blueprint, it, portal))));
    steps.push(Step::Synthesize { synthesize: "cvpn synth BLUEPRINT" });
}

/// Whether the output has an input for the identity store.
pub(super) fn needs_store(center: &IdentityCenter) -> bool {
    let makes = center.groups.values().any(|group| group.id.is_none()) || !center.users.is_empty();
    center.identity_store_id.is_none() && makes
}

fn sign_in(center: &IdentityCenter, targets: &[Target], region: &str) -> SignIn {
    let model::Mfa { prompt, unregistered_device } = center.mfa.unwrap_or_default();
    let device = match unregistered_device {
        UnregisteredDevice::RegisterAtSignIn => "Require them to register an MFA device at sign in",
        UnregisteredDevice::EmailOtp => "Require them to provide a one-time password sent by email to sign in",
        UnregisteredDevice::Block => "Block their sign-in",
        UnregisteredDevice::Allow => "Allow them to sign in",
    };
    let never = prompt == MfaPrompt::Never;
    SignIn {
        prompt: match prompt {
            MfaPrompt::Always => "Every time they sign in (always-on)",
            MfaPrompt::ContextAware => "Only when their sign-in context changes (context-aware)",
            MfaPrompt::Never => "Never (disabled)",
        },
        unregistered_device: (!never).then_some(device),
        trusts_devices: prompt == MfaPrompt::ContextAware,
        never,
        active_directory: center.source == IdentitySource::ActiveDirectory,
        makes_users: !center.users.is_empty() && targets.iter().any(|target| makes_users(*target, region)),
    }
}

fn application<'a>(blueprint: &'a Blueprint, application: &'a model::Application, portal: bool) -> Application<'a> {
    let place = center_place(blueprint);
    let list = Command::new("aws sso-admin list-applications").option("--region", place.region);
    let list = match blueprint.identity_center.as_ref().and_then(|center| center.instance_arn.as_ref()) {
        Some(arn) => list.option("--instance-arn", arn.as_str()),
        None => {
            let instance = Command::new("aws sso-admin list-instances")
                .option("--region", place.region)
                .option("--query", "Instances[0].InstanceArn")
                .option("--output", "text");
            list.raw(format!("--instance-arn \"$({})\"", instance.print()))
        }
    };
    let providers = existing_providers(blueprint);
    let provider = providers.and_then(|providers| match portal {
        true => providers.portal_saml_provider_arn.as_ref(),
        false => Some(&providers.saml_provider_arn),
    });
    Application {
        portal,
        exists: providers.is_some(),
        provider: provider.map(|arn| arn.as_str()),
        name: application.name.as_str(),
        acs: acs(blueprint, portal),
        audience: AUDIENCE,
        mappings: MAPPINGS,
        variant: match blueprint.endpoint.ip.endpoint {
            IpFamily::Ipv4 => "Default (IPv4 only)",
            IpFamily::Ipv6 | IpFamily::DualStack => "Dual-stack",
        },
        metadata: metadata(application, portal),
        key: if portal { "identity_center.portal_application" } else { "identity_center.application" },
        arn: application.arn.as_ref().map(|arn| arn.as_str()),
        list: list.option("--query", "Applications[].[Name,ApplicationArn]").option("--output", "text").print(),
    }
}

/// The metadata file of an application; where the blueprint names none yet, one that it could name.
pub(in crate::runbook) fn metadata(application: &model::Application, portal: bool) -> &str {
    let usual = if portal { "saml/client-vpn-portal.xml" } else { "saml/client-vpn.xml" };
    application.metadata.as_ref().map_or(usual, |file| file.as_str())
}

/// The application ACS URL: of the client's application, or of the self-service portal's.
pub fn acs(blueprint: &Blueprint, portal: bool) -> &'static str {
    match portal {
        true if gov_cloud(blueprint.region.as_str()) => PORTAL_ACS_GOV,
        true => PORTAL_ACS,
        false => ACS,
    }
}

pub(super) fn provider(blueprint: &Blueprint) -> Provider<'_> {
    let federated = methods(blueprint).and_then(|methods| methods.federated.as_ref());
    let all = federated.into_iter().flat_map(|federated| {
        [(Some(&federated.saml_provider_arn), false), (federated.portal_saml_provider_arn.as_ref(), true)]
    });
    Provider {
        providers: all
            .filter_map(|(arn, portal)| Some(Registered { portal, arn: arn?.as_str(), acs: acs(blueprint, portal) }))
            .collect(),
        audience: AUDIENCE,
    }
}
