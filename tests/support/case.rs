//! Blueprints with their outputs: those of the gallery, and any other.

use super::output::Output;
use super::{circumstances, render};
use cvpn_blueprint::fault::{Severity, Target};
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::{Checked, Document, check};
use cvpn_compiler::artifact::Artifact;
use cvpn_compiler::synthesize;
use serde_json::Value;
use std::sync::LazyLock;

/// The tool's version in all tests.
const TOOL: &str = "0.0.0";

/// A checked blueprint with its output.
pub struct Case {
    /// The blueprint.
    pub checked: Checked,
    /// Its files.
    pub artifacts: Vec<Artifact>,
}

/// As the blueprint, which is what a person needs to see what went wrong.
impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&json(self.checked.blueprint()))
    }
}

/// A blueprint as JSON, which is YAML too.
pub fn json(blueprint: &Blueprint) -> String {
    serde_json::to_string_pretty(blueprint).expect("a blueprint is JSON")
}

impl Case {
    /// Checks and synthesizes a blueprint; the faults, as people read them, if one is an error.
    pub fn of(blueprint: Blueprint) -> Result<Case, String> {
        let circumstances = circumstances(&blueprint);
        let (checked, faults) = check(blueprint, circumstances);
        let Some(checked) = checked else {
            let errors = faults.into_iter().filter(|fault| fault.severity == Severity::Error).collect();
            return Err(render(&(Document::parse("blueprint", "").document, errors)));
        };
        Ok(Self::synthesized(checked))
    }

    /// Synthesizes a checked blueprint.
    pub fn synthesized(checked: Checked) -> Case {
        let artifacts = synthesize(&checked, TOOL).artifacts;
        Case { checked, artifacts }
    }

    /// The blueprint's name.
    pub fn name(&self) -> &str {
        self.checked.blueprint().name.as_str()
    }

    /// Whether a target was written.
    pub fn has(&self, target: Target) -> bool {
        let folder = match target {
            Target::CloudFormation => "cloudformation/",
            Target::Terraform => "terraform/",
        };
        self.artifacts.iter().any(|artifact| artifact.path.starts_with(folder))
    }

    /// The templates, read back.
    pub fn templates(&self) -> Vec<(&str, Value)> {
        let read = |artifact: &Artifact| serde_json::from_str(&artifact.text).expect("a template is JSON");
        self.files("cloudformation/", ".json").map(|artifact| (artifact.path.as_str(), read(artifact))).collect()
    }

    /// The files of the root module, read back.
    pub fn modules(&self) -> Vec<(&str, hcl::Body)> {
        let read = |artifact: &Artifact| match hcl::parse(&artifact.text) {
            Ok(body) => body,
            Err(error) => panic!("{} is not HCL: {error}\n{}", artifact.path, artifact.text),
        };
        self.files("terraform/", ".tf").map(|artifact| (artifact.path.as_str(), read(artifact))).collect()
    }

    fn files<'a>(&'a self, folder: &'a str, end: &'a str) -> impl Iterator<Item = &'a Artifact> {
        self.artifacts.iter().filter(move |artifact| artifact.path.starts_with(folder) && artifact.path.ends_with(end))
    }

    /// What the templates say together.
    pub fn cloudformation(&self) -> Output {
        let templates: Vec<Value> = self.templates().into_iter().map(|(_, template)| template).collect();
        Output::cloudformation(&templates)
    }

    /// What the root module says.
    pub fn terraform(&self) -> Output {
        let files: Vec<hcl::Body> = self.modules().into_iter().map(|(_, body)| body).collect();
        Output::terraform(&files)
    }
}

/// The texts of the gallery, by file name.
pub fn gallery_texts() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/gallery");
    let files = std::fs::read_dir(folder).expect("the gallery").map(|entry| entry.expect("a file").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| std::fs::read_to_string(path).expect("a text");
    files.iter().map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), read(path))).collect()
}

/// The gallery with its outputs.
pub fn gallery() -> &'static [Case] {
    static GALLERY: LazyLock<Vec<Case>> = LazyLock::new(|| {
        let case = |(file, text): (String, String)| {
            let parsed = Document::parse(&file, text);
            let mut blueprint = parsed.blueprint.unwrap_or_else(|| panic!("{file} is a blueprint"));
            // What is accepted changes no output.
            blueprint.accept.clear();
            Case::of(blueprint).unwrap_or_else(|faults| panic!("{file} has faults\n{faults}"))
        };
        gallery_texts().into_iter().map(case).collect()
    });
    &GALLERY
}
