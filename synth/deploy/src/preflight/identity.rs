//! Identity Center: its instance, identity store and applications; the names of SAML providers.

use super::Facts;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::model::{Blueprint, IdentityCenter, SignIn};
use cvpn_blueprint::rule::live::{APPLICATION_UNUSABLE, IDENTITY_CENTER_DIFFERS, SAML_PROVIDER_TAKEN};
use cvpn_blueprint::{nearest, path};

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    let Some(SignIn::IdentityCenter(center)) = order.blueprint.sign_in() else { return Ok(()) };
    let sso = &callers.identity.sso;
    facts.instances = Some(sso.instances().await?);
    for arn in center.applications().filter_map(|(_, application)| application.arn.as_ref()) {
        let found = sso.application(arn.as_str()).await?;
        if found.is_none() && facts.others.is_empty() {
            let instance = format!("arn:aws:sso:::instance/{}", arn.instance_id());
            // Only for a better help: what is wrong is known already.
            facts.others = sso.applications(&instance).await.unwrap_or_default();
        }
        facts.applications.insert(arn.to_string(), found);
    }
    for (_, arn) in providers(order.blueprint, center) {
        if callers.vpn.iam.metadata(&arn).await?.is_some() {
            facts.providers.insert(arn);
        }
    }
    Ok(())
}

/// The names and ARNs of the SAML providers that the deployment makes.
fn providers(blueprint: &Blueprint, center: &IdentityCenter) -> Vec<(String, String)> {
    let partition = blueprint.region.partition();
    let portal = center.portal_application.as_ref().map(|_| format!("{}-portal", blueprint.name));
    let names = [Some(blueprint.name.to_string()), portal].into_iter().flatten();
    let arn = |name: &str| format!("arn:{partition}:iam::{}:saml-provider/{name}", blueprint.account);
    names.map(|name| (name.clone(), arn(&name))).collect()
}

pub(super) fn check(order: &Order<'_>, facts: &Facts, faults: &mut Vec<Fault>) {
    let Some(SignIn::IdentityCenter(center)) = order.blueprint.sign_in() else { return };
    instance(order.blueprint, center, facts, faults);
    applications(center, facts, faults);
    for (name, arn) in providers(order.blueprint, center) {
        if facts.providers.contains(&arn) && !facts.owns(&arn) {
            let message = format!("IAM has a SAML provider {name} that is not of this VPN's stack");
            let fault = Fault::new(&SAML_PROVIDER_TAKEN, path!["name"], message).label(arn);
            faults.push(fault.help("delete it, or give the VPN another name"));
        }
    }
}

fn instance(blueprint: &Blueprint, center: &IdentityCenter, facts: &Facts, faults: &mut Vec<Fault>) {
    let Some(instances) = &facts.instances else { return };
    let region = center.region.as_ref().unwrap_or(&blueprint.region);
    let live = match &center.instance_arn {
        Some(arn) => instances.iter().find(|instance| instance.arn == arn.as_str()),
        None => instances.first(),
    };
    let Some(live) = live else {
        let (place, what) = match &center.instance_arn {
            Some(arn) => (path!["identity_center", "instance_arn"], format!("no instance {arn}")),
            None => (path!["identity_center"], "no Identity Center".to_owned()),
        };
        let fault = Fault::new(&IDENTITY_CENTER_DIFFERS, place, format!("there is {what} in {region}"));
        let all: Vec<&str> = instances.iter().map(|instance| instance.arn.as_str()).collect();
        let fault = if all.is_empty() { fault } else { fault.allowed(all.join(", ")) };
        faults.push(fault.help("`identity_center.account` and `.region` say where it lives: its primary Region"));
        return;
    };
    if let Some(store) = center.identity_store_id.as_ref().filter(|store| store.as_str() != live.store) {
        let place = path!["identity_center", "identity_store_id"];
        let message = format!("{} has the identity store {}, not {store}", live.arn, live.store);
        faults.push(Fault::new(&IDENTITY_CENTER_DIFFERS, place, message).allowed(live.store.clone()));
    }
}

fn applications(center: &IdentityCenter, facts: &Facts, faults: &mut Vec<Fault>) {
    for (key, application) in center.applications() {
        let Some(arn) = &application.arn else { continue };
        let place = path!["identity_center", key, "arn"];
        match facts.applications.get(arn.as_str()) {
            Some(Some(live)) if !live.enabled => {
                let message = format!("the application {} is disabled", live.name);
                let fault = Fault::new(&APPLICATION_UNUSABLE, place, message);
                faults.push(fault.help("enable it on its page in the console"));
            }
            Some(None) => {
                let fault = Fault::new(&APPLICATION_UNUSABLE, place, format!("there is no application {arn}"));
                let (name, others) = (application.name.as_str(), &facts.others);
                let help = match others.iter().find(|other| other.name == name) {
                    Some(other) => format!("the application of that name is {}", other.arn),
                    None => match nearest(name, others.iter().map(|other| other.name.as_str())) {
                        Some(other) => format!("there is one called {other}; its page shows its ARN"),
                        None => "`cvpn runbook` says how to make it in the console".to_owned(),
                    },
                };
                faults.push(fault.help(help));
            }
            _ => {}
        }
    }
}
