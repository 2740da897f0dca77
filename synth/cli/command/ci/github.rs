//! `cvpn ci github`: a workflow of GitHub Actions, and the trust that its roles need in AWS.

use crate::args::{Format, VERSION};
use crate::clock;
use crate::examine;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use crate::source::Source;
use crate::write::replace;
use clap::ValueHint;
use cvpn_blueprint::Checked;
use cvpn_blueprint::fault::Target;
use cvpn_compiler::workflow::{
    self, Branch, Environment, FilePath, Refused, Repository, Revision, RoleName, Settings, Trust,
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Print a workflow of GitHub Actions that checks a blueprint, comments what it would change, and deploys it
///
/// A pull request is checked, and told by a comment what it would change: with a role that only looks, and not for forks. What
/// is merged is deployed, with another role, once the environment lets it. Run it in the root of the repository.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Three commands go together:
  cvpn ci github corp-vpn.yaml -o .github/workflows/corp-vpn.yml       a workflow that takes two roles
  cvpn ci github corp-vpn.yaml --trust --repository example/network    who may take them
  cvpn policy corp-vpn.yaml                                            what they may do

In AWS, each account of the blueprint needs an OIDC provider for the tokens of GitHub, which is
https://token.actions.githubusercontent.com with the audience sts.amazonaws.com, and both roles, with
the trust of the second command and the policies of the third. On GitHub, the environment needs a rule
that only the deployed branch may use it, and reviewers, if somebody is to approve.")]
pub struct Args {
    /// The blueprint, by its path from the root of the repository
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// Print the trust policies of the roles instead: an object of JSON by account and role
    #[arg(long, requires = "repository")]
    trust: bool,
    /// The repository whose workflow may take the roles
    #[arg(long, value_name = "OWNER/NAME", requires = "trust")]
    repository: Option<Repository>,
    /// The branch that is deployed
    #[arg(long, value_name = "NAME", default_value_t)]
    branch: Branch,
    /// The environment of GitHub that lets a deployment through [default: the blueprint's name]
    #[arg(long, value_name = "NAME")]
    environment: Option<Environment>,
    /// The role that deploys [default: the blueprint's name with -deploy]
    #[arg(long, value_name = "NAME")]
    deploy_role: Option<RoleName>,
    /// The role that only looks [default: the blueprint's name with -status]
    #[arg(long, value_name = "NAME")]
    status_role: Option<RoleName>,
    /// The git repository with cvpn's sources, readable without credentials [default: `cvpn` of the same owner on GitHub]
    #[arg(long, value_name = "URL")]
    source: Option<workflow::Source>,
    /// The commit of cvpn to install [default: the one that this cvpn was built from]
    #[arg(long, value_name = "COMMIT")]
    revision: Option<Revision>,
    /// The file to write, which is replaced if it is there [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

impl Args {
    fn settings(&self) -> Settings {
        Settings {
            branch: self.branch.clone(),
            environment: self.environment.clone(),
            deploy_role: self.deploy_role.clone(),
            status_role: self.status_role.clone(),
            source: self.source.clone(),
        }
    }

    fn revision(&self) -> Result<Revision, Failure> {
        let given = self.revision.clone().or_else(|| env!("CVPN_REVISION").parse().ok());
        given.ok_or_else(|| {
            Failure::new("this cvpn does not know the commit that it was built from")
                .help("say with --revision which commit of cvpn to install")
        })
    }
}

/// What is printed: its key in JSON, its value there, and its text.
type Made = (&'static str, Value, String);

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let path = path(&args.file)?;
    let examination =
        examine::one(Source::of(&args.file), &[Target::CloudFormation], clock::today()?, cvpn_compiler::compile);
    let checked = examination.checked.as_ref().filter(|_| examination.artifacts.is_some());
    let made = checked.map(|checked| make(args, checked, &path)).transpose()?;
    if report.format == Format::Json {
        let mut value = examination.json();
        value["tool"] = json!({ "name": "cvpn", "version": VERSION });
        if let Some((key, made, _)) = &made {
            value[key] = made.clone();
        }
        report.json(&value)?;
    } else if let Some((key, _, text)) = &made {
        match &args.output {
            Some(file) => replace(file, text, [&args.file])?,
            None => report.data(text)?,
        }
        if let (&"workflow", Some(name), None) = (key, examination.name(), &args.output) {
            report.note(&format!("it belongs into .github/workflows/{name}.yml"));
        }
    } else {
        report.refused(&examination);
    }
    Ok(if made.is_none() && examination.failure.is_none() { Exit::Faults } else { examination.exit() })
}

fn make(args: &Args, checked: &Checked, path: &FilePath) -> Result<Made, Failure> {
    if let Some(role) = workflow::shared_role(checked, &args.settings()) {
        let failure = Failure::new(format!("{role} would be the role that deploys and the one that only looks"));
        return Err(failure.help("a pull request takes the latter, so give it a role of its own"));
    }
    if let Some(repository) = &args.repository {
        let trust = workflow::trust(checked, &args.settings(), repository);
        return Ok(("trust", json!(trust), format!("{:#}\n", by_account(&trust))));
    }
    let text = workflow::github(checked, path, &args.revision()?, &args.settings()).map_err(refused)?;
    Ok(("workflow", json!(text), text))
}

/// The documents by account and role, as `cvpn policy` has those of its policies.
fn by_account(trust: &[Trust]) -> Value {
    let mut accounts = json!({});
    for Trust { account, role, document } in trust {
        accounts[account][role] = document.clone();
    }
    accounts
}

fn path(file: &Path) -> Result<FilePath, Failure> {
    if file == Path::new("-") {
        let failure = Failure::new("a workflow needs the path of the blueprint, and standard input has none");
        return Err(failure.help("name the file by its path from the root of the repository"));
    }
    let text = file.to_str().ok_or_else(|| {
        Failure::new(format!("{} cannot stand in a workflow: it is not UTF-8", file.display()))
            .help("give the file a plain name")
    })?;
    text.parse().map_err(refused)
}

fn refused(Refused { message, help }: Refused) -> Failure {
    Failure::new(message).help(help)
}
