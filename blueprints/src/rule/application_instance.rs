//! `application-instance`

use super::Context;
use crate::fault::Fault;
use crate::path;

rule! {
    /// An application belongs to another instance of Identity Center than the blueprint says.
    ///
    /// The id of the instance is part of an application's ARN. The groups are those of one instance; assigned to an
    /// application of another one, they do not exist there.
    ///
    /// Source: IAM Identity Center API, CreateApplicationAssignment, ApplicationArn.
    APPLICATION_INSTANCE = "application-instance", Error, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    // The instance's own ARN says which one it is; without it, the first application does.
    let first = center.application.arn.as_ref().map(|arn| arn.instance_id());
    let (expected, path, label) = match &center.instance_arn {
        Some(arn) => (arn.id(), path!["identity_center", "instance_arn"], "the instance"),
        None => {
            let Some(first) = first else { return };
            (first, path!["identity_center", "application", "arn"], "the VPN's application")
        }
    };
    for (key, application) in center.applications() {
        let Some(found) = application.arn.as_ref().map(|arn| arn.instance_id()) else { continue };
        if found != expected {
            let place = path!["identity_center", key, "arn"];
            let message = format!("the application belongs to the instance {found}, not to {expected}");
            faults.push(
                Fault::new(&APPLICATION_INSTANCE, place, message)
                    .related(path.clone(), label)
                    .allowed("applications of one instance of Identity Center")
                    .help("compare both with the console: Settings > Details, and the application's page"),
            );
        }
    }
}
