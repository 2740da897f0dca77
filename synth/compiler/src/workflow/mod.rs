//! The workflow of GitHub Actions for a blueprint, and the trust that its roles need in AWS.
//!
//! ```text
//! Checked ──► Workflow ──► github.hbs ──► .github/workflows/<name>.yml
//!        └──► roles ─────► trust ───────► trust policies of IAM
//! ```
//!
//! Which jobs there are and what they run stands in the template; all that depends on the blueprint is data, and each value
//! becomes a quoted scalar. Scripts get values from the environment only, so no text is ever read as a command.

mod path;
mod print;
mod role;
mod setting;
mod trust;

pub use path::{FilePath, Refused};
pub use setting::{Branch, Environment, Repository, Revision, RoleName, Source};
pub use trust::{Trust, trust};

use cvpn_blueprint::Checked;
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use cvpn_blueprint::types::FileName;
use role::{Role, roles};
use serde::Serialize;

/// What the workflow is told beside the blueprint. What is left out follows from the blueprint's name.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The branch that is deployed.
    pub branch: Branch,
    /// The environment of GitHub that a deployment needs.
    pub environment: Option<Environment>,
    /// The role that deploys.
    pub deploy_role: Option<RoleName>,
    /// The role that looks.
    pub status_role: Option<RoleName>,
    /// Where the sources of cvpn are; those of a repository `cvpn` of the same owner if nothing is said.
    pub source: Option<Source>,
}

impl Settings {
    /// The environment.
    fn environment(&self, blueprint: &Blueprint) -> String {
        self.environment.as_ref().map_or_else(|| blueprint.name.to_string(), ToString::to_string)
    }
}

/// The name that both roles would have. IAM knows no capitals in it.
pub fn shared_role(checked: &Checked, settings: &Settings) -> Option<String> {
    let [deploy, status] = roles(checked, settings);
    let same = |one: &&Role| status.iter().any(|other| other.name.eq_ignore_ascii_case(&one.name));
    deploy.iter().find(same).map(|role| role.name.clone())
}

/// The workflow for a blueprint that stands in `path`, with cvpn at a revision.
pub fn github(checked: &Checked, path: &FilePath, revision: &Revision, settings: &Settings) -> Result<String, Refused> {
    let blueprint = checked.blueprint();
    let [deploy, status] = roles(checked, settings);
    let workflow = Workflow {
        name: blueprint.name.as_str(),
        title: format!("VPN {}", blueprint.name),
        paths: paths(blueprint, path)?,
        branch: settings.branch.as_str(),
        blueprint: path.argument(),
        source: settings.source.as_ref().map(Source::as_str),
        revision: revision.as_str(),
        environment: settings.environment(blueprint),
        mark: format!("<!-- cvpn diff {} -->", blueprint.name),
        apart: deploy.len() > 1,
        issued: matches!(blueprint.endpoint.server_certificate, ServerCertificate::Issued(_)),
        status,
        deploy,
    };
    Ok(print::print(&workflow))
}

/// What the template sees.
#[derive(Debug, Serialize)]
struct Workflow<'a> {
    name: &'a str,
    title: String,
    /// What a change must touch for the workflow to run.
    paths: Vec<String>,
    branch: &'a str,
    blueprint: String,
    source: Option<&'a str>,
    revision: &'a str,
    environment: String,
    /// The first line of the comment, by which it is found again.
    mark: String,
    /// Whether there are two accounts, and so two sets of credentials.
    apart: bool,
    /// Whether the server certificate comes from a folder that is in no repository.
    issued: bool,
    status: Vec<Role>,
    deploy: Vec<Role>,
}

/// The blueprint, the files that it names, its output, and the workflow itself, as patterns of GitHub.
fn paths(blueprint: &Blueprint, path: &FilePath) -> Result<Vec<String>, Refused> {
    let defaults = blueprint.extends.as_ref().map(FileName::from);
    let mut paths = vec![path.pattern()];
    for file in defaults.iter().chain(blueprint.files()) {
        let pattern = path.beside(file)?.pattern();
        // Two applications may share a file.
        if !paths.contains(&pattern) {
            paths.push(pattern);
        }
    }
    paths.push(format!("out/{}/**", blueprint.name));
    paths.push(format!(".github/workflows/{}.yml", blueprint.name));
    Ok(paths)
}
