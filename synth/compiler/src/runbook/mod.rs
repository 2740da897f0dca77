//! The runbook: what AWS leaves to a person, as steps, printed in English and in Japanese.
//!
//! ```text
//! Blueprint ──► steps, troubles, upkeep ──► en/*.hbs, ja/*.hbs ──► RUNBOOK.md, RUNBOOK.ja.md
//!               data, the same for both     words
//! ```
//!
//! Which steps there are, their order, and every value and command in them are data; a template has only the words around
//! them. So the languages cannot differ in what they tell people to do. A blueprint need not be checked: the runbook is
//! what tells people how to make the application without which there is nothing to check.

mod element;
mod label;
pub mod markdown;
mod shell;
mod step;
mod template;
#[cfg(test)]
mod tests;
mod trouble;
mod upkeep;

/// The parts of a runbook in each language, which the build script compiles.
mod compiled {
    include!(concat!(env!("OUT_DIR"), "/runbook.rs"));
}

use crate::artifact::Artifact;
use crate::target::cfn;
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::Blueprint;
use serde::Serialize;
use step::Step;
pub use step::acs;
use trouble::Trouble;
use upkeep::Upkeep;

/// A language of the runbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 2] = [Language::En, Language::Ja];

    /// Its code in HTML.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Ja => "ja",
        }
    }

    /// The name of the runbook's file in `out/<name>/`.
    pub fn file(self) -> &'static str {
        match self {
            Language::En => "RUNBOOK.md",
            Language::Ja => "RUNBOOK.ja.md",
        }
    }
}

/// The runbook of a blueprint, for every target that can express it.
pub fn runbook(blueprint: &Blueprint, language: Language) -> String {
    template::print(&Runbook::new(&blueprint.in_order(), &cvpn_blueprint::targets(blueprint), &[]), language)
}

/// A template that is written beside the runbook.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    /// The name of its file.
    file: String,
    /// The names of its parameters.
    parameters: Vec<String>,
}

impl Template {
    pub(crate) fn of(printed: &cfn::Printed) -> Self {
        let parameters = printed.template.parameters.iter().map(|parameter| parameter.name.clone()).collect();
        Template { file: printed.file.clone(), parameters }
    }
}

/// The runbook of a blueprint as files, for the targets and with the templates that are written beside it.
pub(crate) fn artifacts(blueprint: &Blueprint, targets: &[Target], templates: &[Template]) -> Vec<Artifact> {
    let blueprint = blueprint.in_order();
    let runbook = Runbook::new(&blueprint, targets, templates);
    let texts = template::print_all(&runbook);
    Language::ALL
        .into_iter()
        .zip(texts)
        .map(|(language, text)| Artifact { path: language.file().to_owned(), text })
        .collect()
}

/// What the templates see.
#[derive(Debug, Serialize)]
struct Runbook<'a> {
    name: &'a str,
    account: &'a str,
    region: &'a str,
    /// Where people sign in, unless they do so beside the endpoint or without Identity Center.
    identity: Option<step::Place<'a>>,
    steps: Vec<Numbered<'a>>,
    troubles: Vec<Trouble>,
    upkeep: Vec<Upkeep<'a>>,
}

/// A step with its number, which the data gives, because which steps there are depends on the blueprint.
#[derive(Debug, Serialize)]
struct Numbered<'a> {
    number: usize,
    #[serde(flatten)]
    step: Step<'a>,
}

impl<'a> Runbook<'a> {
    fn new(blueprint: &'a Blueprint, targets: &[Target], templates: &[Template]) -> Self {
        let steps: Vec<Numbered> = step::steps(blueprint, targets, templates)
            .into_iter()
            .enumerate()
            .map(|(index, step)| Numbered { number: index + 1, step })
            .collect();
        let deploy = steps.iter().find(|numbered| matches!(numbered.step, Step::Deploy(_)));
        let deploy = deploy.map_or(0, |numbered| numbered.number);
        Runbook {
            name: blueprint.name.as_str(),
            account: blueprint.account.as_str(),
            region: blueprint.region.as_str(),
            identity: step::apart(blueprint),
            steps,
            troubles: trouble::troubles(blueprint),
            upkeep: upkeep::upkeep(blueprint, deploy),
        }
    }
}
