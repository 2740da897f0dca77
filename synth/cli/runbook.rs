//! Stands in for `cvpn_compiler::runbook`, until it is there.

use cvpn_blueprint::model::Blueprint;

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

    /// The name of the runbook's file in `out/<name>/`.
    pub fn file(self) -> &'static str {
        match self {
            Language::En => "RUNBOOK.md",
            Language::Ja => "RUNBOOK.ja.md",
        }
    }
}

/// The runbook of a blueprint.
pub fn runbook(blueprint: &Blueprint, language: Language) -> String {
    match language {
        Language::En => format!("# Runbook: {}\n", blueprint.name),
        Language::Ja => format!("# 手順書: {}\n", blueprint.name),
    }
}
