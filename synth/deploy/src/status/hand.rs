//! What only a person can confirm, because AWS has no API that tells it.

use cvpn_blueprint::model::{Blueprint, IdentityCenter, IdentitySource, MfaPrompt, SignIn, UnregisteredDevice};
use cvpn_compiler::runbook::acs;

/// The audience of Client VPN. Source: Client VPN administrator guide, "Federated authentication".
const AUDIENCE: &str = "urn:amazon:webservices:clientvpn";

/// The steps, a sentence each.
pub(super) fn steps(blueprint: &Blueprint) -> Vec<String> {
    let mut steps = Vec::new();
    if let Some(SignIn::IdentityCenter(center)) = blueprint.sign_in() {
        for (key, application) in center.applications() {
            let acs = acs(blueprint, key != "application");
            steps.push(format!("{}: the application ACS URL is {acs}, the SAML audience {AUDIENCE}", application.name));
            steps.push(format!(
                "{}: Subject is ${{user:email}} (emailAddress), memberOf is ${{user:groups}} (unspecified)",
                application.name
            ));
        }
        steps.extend(mfa(center));
    }
    if blueprint.network.vpc.is_some() {
        steps.push("the security groups of what people reach let the endpoint's security group in".to_owned());
    }
    steps
}

/// What Identity Center asks for. Where people sign in at another identity provider, that one asks.
fn mfa(center: &IdentityCenter) -> Option<String> {
    if center.source == IdentitySource::External {
        return None;
    }
    let mfa = center.mfa.unwrap_or_default();
    let prompt = match mfa.prompt {
        MfaPrompt::Always => "every time they sign in",
        MfaPrompt::ContextAware => "only when their sign-in context changes",
        MfaPrompt::Never => "never",
    };
    let device = match mfa.unregistered_device {
        UnregisteredDevice::RegisterAtSignIn => "they register one at sign-in",
        UnregisteredDevice::EmailOtp => "they get a one-time password by email",
        UnregisteredDevice::Block => "they cannot sign in",
        UnregisteredDevice::Allow => "they sign in without one",
    };
    let device =
        if mfa.prompt == MfaPrompt::Never { String::new() } else { format!("; without a registered device {device}") };
    Some(format!("Identity Center asks for MFA {prompt}{device}"))
}
