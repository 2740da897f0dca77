//! What is to be deployed, and with whose credentials.

use crate::caller::Caller;
use crate::certificate::Issued;
use crate::client::cloudformation::Stack as Live;
use crate::error::Result;
use crate::stack::Stack;
use cvpn_blueprint::model::Blueprint;
use cvpn_compiler::artifact::Artifact;
use cvpn_compiler::target::cfn::file_of;
use serde_json::Value;

/// A blueprint with its templates.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// The blueprint.
    pub blueprint: &'a Blueprint,
    /// Its stacks, in the order in which they are deployed.
    pub stacks: Vec<Planned>,
    /// Resources that may be replaced or removed, by their logical ids.
    pub allowed: &'a [String],
    /// The certificate that is imported, where the blueprint says that one is made here.
    pub issued: Option<Issued<'a>>,
    /// The bucket for templates that are too large to be sent directly.
    pub bucket: Option<&'a str>,
}

/// A stack as it is meant.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Its name.
    pub name: String,
    /// The file of its template.
    pub file: String,
    /// The text of its template.
    pub text: String,
    /// The same as a document.
    pub template: Value,
    /// Whether it lives with Identity Center.
    pub identity: bool,
}

impl Planned {
    /// The logical ids of its resources.
    pub fn resources(&self) -> impl Iterator<Item = &String> {
        self.template["Resources"].as_object().into_iter().flat_map(|resources| resources.keys())
    }

    /// The parameters of its template.
    pub fn parameters(&self) -> impl Iterator<Item = &String> {
        self.template["Parameters"].as_object().into_iter().flat_map(|parameters| parameters.keys())
    }
}

/// The folder of the templates among the artifacts.
const FOLDER: &str = "cloudformation/";
const ENDING: &str = ".template.json";

impl<'a> Order<'a> {
    /// The stacks of a blueprint, by the templates among its artifacts. Their names are those that the runbook tells.
    pub fn new(blueprint: &'a Blueprint, artifacts: &[Artifact]) -> Self {
        let stacks = artifacts.iter().filter_map(|artifact| {
            let part = artifact.path.strip_prefix(FOLDER)?.strip_suffix(ENDING)?;
            let name = match part.strip_prefix("vpn-") {
                Some(part) => format!("{}-{part}", blueprint.name),
                None if part == "vpn" => blueprint.name.to_string(),
                None => format!("{}-{part}", blueprint.name),
            };
            Some(Planned {
                name,
                file: artifact.path.clone(),
                text: artifact.text.clone(),
                template: serde_json::from_str(&artifact.text).unwrap_or_default(),
                identity: part == "identity",
            })
        });
        Order { blueprint, stacks: stacks.collect(), allowed: &[], issued: None, bucket: None }
    }

    /// What there is of a stack, if it is one of this VPN.
    pub(crate) async fn live(&self, stack: &Stack<'_>) -> Result<Option<Live>> {
        Ok(stack.live().await?.filter(|live| self.made(&live.description)))
    }

    /// Whether a stack with this description was made from a template of this VPN. Its name alone does not tell: that of a
    /// VPN may end like that of a stack beside another one's.
    pub(crate) fn made(&self, description: &str) -> bool {
        let name = description.split_once(": ").map(|(name, _)| name);
        name == Some(self.blueprint.name.as_str()) && file_of(description).is_some()
    }
}

/// The credentials: for the VPN, and for Identity Center where it lives elsewhere.
#[derive(Clone, Debug)]
pub struct Callers {
    /// For the account and Region of the endpoint.
    pub vpn: Caller,
    /// For those of Identity Center.
    pub identity: Caller,
    /// Whether these two are different credentials.
    pub apart: bool,
}

impl Callers {
    /// The credentials for a stack.
    pub fn of(&self, stack: &Planned) -> &Caller {
        if stack.identity { &self.identity } else { &self.vpn }
    }
}
