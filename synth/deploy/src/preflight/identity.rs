//! Identity Center: its instance, identity store and applications; the names of SAML providers.

use super::Look;
use crate::error::Result;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::model::{IdentityCenter, SignIn};
use cvpn_blueprint::rule::live::{APPLICATION_UNUSABLE, IDENTITY_CENTER_DIFFERS, SAML_PROVIDER_TAKEN};
use cvpn_blueprint::{nearest, path};

pub(super) async fn check(look: Look<'_>, faults: &mut Vec<Fault>) -> Result<()> {
    let blueprint = look.blueprint();
    if let Some(SignIn::IdentityCenter(center)) = blueprint.sign_in() {
        instance(look, center, faults).await?;
        applications(look, center, faults).await?;
        providers(look, center, faults).await?;
    }
    Ok(())
}

async fn instance(look: Look<'_>, center: &IdentityCenter, faults: &mut Vec<Fault>) -> Result<()> {
    let instances = look.callers.identity.sso.instances().await?;
    let all: Vec<&str> = instances.iter().map(|instance| instance.arn.as_str()).collect();
    let region = &look.callers.identity.region;
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
        let fault = if all.is_empty() { fault } else { fault.allowed(all.join(", ")) };
        faults.push(fault.help("`identity_center.account` and `.region` say where it lives: its primary Region"));
        return Ok(());
    };
    if let Some(store) = center.identity_store_id.as_ref().filter(|store| store.as_str() != live.store) {
        let place = path!["identity_center", "identity_store_id"];
        let message = format!("{} has the identity store {}, not {store}", live.arn, live.store);
        faults.push(Fault::new(&IDENTITY_CENTER_DIFFERS, place, message).allowed(live.store.clone()));
    }
    Ok(())
}

async fn applications(look: Look<'_>, center: &IdentityCenter, faults: &mut Vec<Fault>) -> Result<()> {
    let sso = &look.callers.identity.sso;
    for (key, application) in center.applications() {
        let Some(arn) = &application.arn else { continue };
        let place = path!["identity_center", key, "arn"];
        match sso.application(arn.as_str()).await? {
            Some(live) if live.enabled => {}
            Some(live) => {
                let message = format!("the application {} is disabled", live.name);
                faults.push(
                    Fault::new(&APPLICATION_UNUSABLE, place, message).help("enable it on its page in the console"),
                );
            }
            None => {
                let fault = Fault::new(&APPLICATION_UNUSABLE, place, format!("there is no application {arn}"));
                let instance = arn.instance_id();
                let instance = format!("arn:aws:sso:::instance/{instance}");
                let others = sso.applications(&instance).await.unwrap_or_default();
                let name = application.name.as_str();
                let help = match others.iter().find(|other| other.name == name) {
                    Some(other) => format!("the application of that name is {}", other.arn),
                    None => match nearest(name, others.iter().map(|other| other.name.as_str())) {
                        Some(other) => format!("there is one called {other}; its page shows its ARN"),
                        None => "`cvpn runbook` says how to make it in the console".to_owned(),
                    },
                };
                faults.push(fault.help(help));
            }
        }
    }
    Ok(())
}

async fn providers(look: Look<'_>, center: &IdentityCenter, faults: &mut Vec<Fault>) -> Result<()> {
    let blueprint = look.blueprint();
    let partition = if blueprint.region.as_str().starts_with("us-gov-") { "aws-us-gov" } else { "aws" };
    let portal = center.portal_application.as_ref().map(|_| format!("{}-portal", blueprint.name));
    for name in [Some(blueprint.name.to_string()), portal].into_iter().flatten() {
        let arn = format!("arn:{partition}:iam::{}:saml-provider/{name}", blueprint.account);
        if !look.owns(&arn) && look.callers.vpn.iam.metadata(&arn).await?.is_some() {
            let message = format!("IAM has a SAML provider {name} that is not of this VPN's stack");
            let fault = Fault::new(&SAML_PROVIDER_TAKEN, path!["name"], message).label(arn);
            faults.push(fault.help("delete it, or give the VPN another name"));
        }
    }
    Ok(())
}
