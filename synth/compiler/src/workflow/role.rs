//! The roles that the workflow takes in AWS: one for each purpose in each account.

use super::Settings;
use crate::lower::lower;
use crate::permission::Purpose;
use crate::stack::Placement;
use cvpn_blueprint::Checked;
use cvpn_blueprint::fault::Target;
use serde::Serialize;

/// A role in an account.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Role {
    /// The profile that its credentials go into, where there are two of them.
    pub profile: &'static str,
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// The account.
    pub account: String,
    /// The Region of what is looked at or deployed there.
    pub region: String,
    /// The partition of AWS.
    #[serde(skip)]
    pub partition: &'static str,
}

/// The roles that deploy and those that look; two of each where Identity Center lives in another account.
pub(super) fn roles(checked: &Checked, settings: &Settings) -> [Vec<Role>; 2] {
    let plan = lower(checked, Target::CloudFormation);
    let mut places = vec![("vpn", &plan.endpoint)];
    if plan.identity.account != plan.endpoint.account {
        places.push(("identity", &plan.identity));
    }
    let named = [(&settings.deploy_role, Purpose::Deploy), (&settings.status_role, Purpose::Status)];
    named.map(|(given, purpose)| {
        let derived = format!("{}-{}", plan.name, purpose.word());
        let name = given.as_ref().map_or(derived, ToString::to_string);
        places.iter().map(|(profile, place)| role(profile, &name, place)).collect()
    })
}

fn role(profile: &'static str, name: &str, place: &Placement) -> Role {
    let Placement { account, region } = place;
    Role {
        profile,
        name: name.to_owned(),
        arn: format!("arn:{}:iam::{account}:role/{name}", region.partition()),
        account: account.to_string(),
        region: region.to_string(),
        partition: region.partition(),
    }
}
