//! Synthesize: a checked blueprint to the files of its output.

use crate::artifact::Artifact;
use crate::dynamic;
use crate::lower::{lower, tags};
use crate::runbook;
use crate::target::{cfn, hcl};
use cvpn_blueprint::Checked;
use cvpn_blueprint::fault::{Fault, Severity, Target};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::plan;

/// The output of a blueprint.
#[derive(Clone, Debug, Default)]
pub struct Synthesis {
    /// The files, in the order in which they are written.
    pub artifacts: Vec<Artifact>,
    /// What the compiler found.
    pub faults: Vec<Fault>,
}

/// Compiles a checked blueprint for its targets and writes its runbook. `tool` is the version that the templates name.
pub fn synthesize(checked: &Checked, tool: &str) -> Synthesis {
    let (mut synthesis, templates) = compiled(checked, tool);
    let paths = synthesis.artifacts.iter().map(|artifact| &artifact.path);
    let folders: Vec<&str> = paths.filter_map(|path| path.split('/').next()).collect();
    let written: Vec<Target> = checked.targets().filter(|target| folders.contains(&folder(*target))).collect();
    if !written.is_empty() {
        synthesis.artifacts.extend(runbook::artifacts(checked.blueprint(), &written, &templates));
    }
    synthesis
}

/// Compiles a checked blueprint for its targets, without the runbook.
pub fn compile(checked: &Checked, tool: &str) -> Synthesis {
    compiled(checked, tool).0
}

/// What comes out, and of its templates what the runbook tells people to deploy.
fn compiled(checked: &Checked, tool: &str) -> (Synthesis, Vec<runbook::Template>) {
    let mut synthesis = Synthesis::default();
    let mut deployed = Vec::new();
    for target in checked.targets() {
        let plan = lower(checked, target);
        let mut add = |file: &str, text| {
            synthesis.artifacts.push(Artifact { path: format!("{}/{file}", folder(target)), text });
        };
        match target {
            Target::CloudFormation => {
                let templates = cfn::templates(&plan, tool);
                let mut faults = size(&templates, checked.targets().count() == 1);
                faults.extend(dynamic::references(checked, &templates));
                if !faults.iter().any(|fault| fault.blocks.is_some()) {
                    deployed.extend(templates.iter().map(runbook::Template::of));
                    templates.into_iter().for_each(|printed| add(&printed.file, printed.text));
                }
                synthesis.faults.extend(faults);
            }
            Target::Terraform => {
                let files = hcl::modules(&plan, &tags(checked.blueprint()));
                files.iter().for_each(|(file, body)| add(file, hcl::print(body)));
            }
        }
    }
    // What keeps a target from being written cannot be accepted away.
    synthesis.faults.retain(|fault| fault.blocks.is_some() || !checked.accepts(fault));
    (synthesis, deployed)
}

/// The folder of a target's files.
fn folder(target: Target) -> &'static str {
    match target {
        Target::CloudFormation => "cloudformation",
        Target::Terraform => "terraform",
    }
}

/// What is to be said of the templates' sizes. A template that CloudFormation does not take is an error only if nothing
/// else would come out.
fn size(templates: &[cfn::Printed], alone: bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let fault = |message: String| Fault::new(&plan::TEMPLATE_SIZE, path!["name"], message);
    for printed in templates {
        let file = &printed.file;
        if let Err(why) = printed.template.fits(&printed.text) {
            let mut fault = fault(format!("{file} would have {why}"))
                .help("deploy with Terraform, or split the blueprint into two VPNs")
                .blocks(Target::CloudFormation);
            if alone {
                fault.severity = Severity::Error;
            }
            faults.push(fault);
        } else if printed.text.len() > cfn::INLINE {
            faults.push(
                fault(format!("{file} has {} bytes and must go to CloudFormation through S3", printed.text.len()))
                    .allowed(format!("{} bytes directly", cfn::INLINE))
                    .help("deploy it with `aws cloudformation deploy --s3-bucket BUCKET`"),
            );
        }
    }
    if faults.iter().any(|fault| fault.blocks.is_some()) {
        return faults;
    }
    let beside: Vec<&str> =
        templates.iter().map(|printed| printed.file.as_str()).filter(|file| file.starts_with("vpn-")).collect();
    if !beside.is_empty() {
        faults.push(
            fault(format!(
                "the VPN is too large for one template; {} stand beside vpn.template.json",
                beside.join(", ")
            ))
            .help(
                "deploy them after it, one after another, with its outputs as their parameters, as the runbook says; \
                     delete them before it",
            ),
        );
    }
    faults
}
