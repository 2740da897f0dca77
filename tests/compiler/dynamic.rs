//! Text that CloudFormation would replace never reaches a template.

use crate::support::place::Place;
use crate::support::{circumstances, render, small, snapshot};
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::{Document, examine};
use cvpn_compiler::{Synthesis, synthesize};

fn synthesized(text: &str, targets: &[Target]) -> (Document, Synthesis) {
    let examined = examine(Document::parse("vpn.yaml", text), |blueprint| {
        let mut circumstances = circumstances(blueprint);
        circumstances.targets = targets.to_vec();
        circumstances
    });
    (examined.document, synthesize(&examined.checked.expect("no errors"), "0.0.0"))
}

const SECRET: &str = "{{resolve:secretsmanager:vpn}}";

#[test]
fn a_dynamic_reference_keeps_cloudformation_from_being_written() {
    let text = small(&[("Application subnet", &format!("\"{SECRET}\""))]);
    let (document, synthesis) = synthesized(&text, &Target::ALL);
    snapshot!("dynamic-reference", render(&(document, synthesis.faults)));
    assert!(!synthesis.artifacts.iter().any(|artifact| artifact.path.starts_with("cloudformation/")));
    let access = synthesis.artifacts.iter().find(|artifact| artifact.path == "terraform/access.tf").expect("Terraform");
    assert!(access.text.contains(SECRET), "Terraform takes the text as it is:\n{}", access.text);
}

#[test]
fn it_is_an_error_where_only_cloudformation_is_asked_for() {
    let text = small(&[("Application subnet", &format!("\"{SECRET}\""))]);
    let (document, synthesis) = synthesized(&text, &[Target::CloudFormation]);
    snapshot!("dynamic-reference-alone", render(&(document, synthesis.faults)));
    assert!(synthesis.artifacts.is_empty());
}

#[test]
fn what_blocks_the_last_target_leaves_the_output_as_it_is() {
    let place = Place::small();
    // Terraform has no argument for device posture.
    let posture = "  device_posture: [{ type: jamf, tenant_id: 0123456789abcdef0123456789abcdef }]\n";
    place.edit("vpn.yaml", "  client_cidr", &format!("{posture}  client_cidr"));
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let before = place.tree("out");
    assert!(before.contains_key("corp-vpn/cloudformation/vpn.template.json"));
    place.edit("vpn.yaml", "  client_cidr", &format!("  description: \"{SECRET}\"\n  client_cidr"));
    let run = place.run(&["synth"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("error[dynamic-reference]"), "{run:?}");
    assert_eq!(place.tree("out"), before);
}

#[test]
fn two_braces_alone_are_only_text() {
    let (_, synthesis) = synthesized(&small(&[("Application subnet", "\"{{x}} resolve:\"")]), &Target::ALL);
    assert!(synthesis.faults.is_empty());
}
