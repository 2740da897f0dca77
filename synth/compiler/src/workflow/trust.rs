//! Who may take the roles: runs of the workflow in one repository, known by the token that GitHub signs for each of them.

use super::role::{Role, roles};
use super::{Repository, Settings};
use cvpn_blueprint::Checked;
use serde::Serialize;
use serde_json::{Value, json};

/// Who signs the tokens.
const ISSUER: &str = "token.actions.githubusercontent.com";

/// For whom they are signed.
const AUDIENCE: &str = "sts.amazonaws.com";

/// The trust policy of a role.
#[derive(Clone, Debug, Serialize)]
pub struct Trust {
    /// The account.
    pub account: String,
    /// The role.
    pub role: String,
    /// The document.
    pub document: Value,
}

/// The trust policies of the roles, those that deploy first.
pub fn trust(checked: &Checked, settings: &Settings, repository: &Repository) -> Vec<Trust> {
    let [deploy, status] = roles(checked, settings);
    let environment = settings.environment(checked.blueprint());
    // A run of a pull request looks; only one that the environment let through deploys.
    let deploy = deploy.iter().map(|role| (role, format!("environment:{environment}")));
    let status = status.iter().map(|role| (role, "pull_request".to_owned()));
    deploy.chain(status).map(|(role, run)| of(role, &format!("repo:{repository}:{run}"))).collect()
}

fn of(role: &Role, subject: &str) -> Trust {
    let Role { name, account, partition, .. } = role;
    let equal = json!({ format!("{ISSUER}:aud"): AUDIENCE, format!("{ISSUER}:sub"): subject });
    let statement = json!({
        "Effect": "Allow",
        "Principal": { "Federated": format!("arn:{partition}:iam::{account}:oidc-provider/{ISSUER}") },
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": { "StringEquals": equal },
    });
    Trust {
        account: account.clone(),
        role: name.clone(),
        document: json!({ "Version": "2012-10-17", "Statement": [statement] }),
    }
}
