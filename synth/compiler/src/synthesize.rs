//! Synthesize: a checked blueprint to the files of its output.

use crate::artifact::Artifact;
use crate::lower::{lower, tags};
use crate::runbook;
use crate::target::{cfn, hcl};
use cvpn_blueprint::Checked;
use cvpn_blueprint::fault::{Fault, Target};

/// The output of a blueprint.
#[derive(Clone, Debug, Default)]
pub struct Synthesis {
    /// The files, in the order in which they are written.
    pub artifacts: Vec<Artifact>,
    /// What the compiler found.
    pub faults: Vec<Fault>,
}

/// Compiles a checked blueprint for its targets. `tool` is the version that the templates name.
pub fn synthesize(checked: &Checked, tool: &str) -> Synthesis {
    let mut synthesis = Synthesis::default();
    for target in checked.targets() {
        let plan = lower(checked, target);
        match target {
            Target::CloudFormation => {
                for (file, template) in cfn::templates(&plan, tool) {
                    let path = format!("cloudformation/{file}");
                    synthesis.artifacts.push(Artifact { path, text: template.print(false) });
                }
            }
            Target::Terraform => {
                for (file, body) in hcl::modules(&plan, &tags(checked.blueprint())) {
                    let path = format!("terraform/{file}");
                    synthesis.artifacts.push(Artifact { path, text: hcl::print(&body) });
                }
            }
        }
    }
    let targets: Vec<Target> = checked.targets().collect();
    if !targets.is_empty() {
        synthesis.artifacts.extend(runbook::artifacts(checked.blueprint(), &targets));
    }
    synthesis
}
