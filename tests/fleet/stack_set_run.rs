//! `cvpn synth --target stackset`: the program, on the example fleet.

use crate::compiler::lanes;
use crate::support::output::Output;
use crate::support::place::Place;
use crate::support::snapshot;
use serde_json::Value;

/// The example fleet.
fn example() -> Place {
    let place = Place::empty();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fleet/example");
    for (path, text) in crate::support::place::tree(std::path::Path::new(folder)) {
        place.write(&path, text);
    }
    place
}

/// The templates of its stack set, by path.
pub fn example_stack_set() -> Vec<(String, String)> {
    let place = example();
    place.run(&COMMAND);
    place.tree("out/corp/cloudformation").into_iter().collect()
}

const COMMAND: [&str; 7] = ["synth", "--target", "stackset", "--stack-set", "corp", "--ou", "ou-ab12-cdefgh34"];

#[test]
fn without_a_unit_it_says_which_roles_are_needed() {
    let run = example().run(&COMMAND[..5]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let note = "note: before the first time, make the roles AWSCloudFormationStackSetAdministrationRole here and \
                AWSCloudFormationStackSetExecutionRole in each account\n";
    assert!(run.stderr.contains(note), "{run:?}");
}

#[test]
fn the_program_writes_it_once_and_checks_it() {
    let place = example();
    snapshot!("stack-set-written", place.run(&COMMAND).shown());
    let before = place.tree("out");
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        ["corp/cloudformation/stackset.template.json", "corp/cloudformation/vpn.template.json", "corp/manifest.json",]
    );
    let check = [&COMMAND[..], &["--check"]].concat();
    let run = place.run(&check);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    place.edit("tokyo.yaml", "192.168.0.0/22", "192.168.64.0/22");
    let run = place.run(&check);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("+        \"111122223333\": \"192.168.64.0/22\""), "{run:?}");
    assert_eq!(place.tree("out"), before);
}

#[test]
fn the_program_writes_nothing_of_blueprints_that_differ_in_more() {
    let place = example();
    place.edit(
        "virginia.yaml",
        "    - { to: 10.53.0.0/16, description: Data centre }\n",
        "    - { to: 10.53.0.0/16, description: Office }\n",
    );
    snapshot!("stack-set-refused", place.run(&COMMAND).shown());
    assert!(place.tree("out").is_empty());
}

#[test]
fn the_program_writes_nothing_of_blueprints_that_clash() {
    let place = example();
    let sydney = place.read("sydney.yaml").replace("sydney-vpn", "tokyo-vpn");
    place.write("sydney.yaml", sydney.replace("444455556666", "111122223333"));
    snapshot!("stack-set-clash", place.run(&COMMAND).shown());
    assert!(place.tree("out").is_empty());
}

#[test]
fn a_template_that_is_too_large_to_stand_in_it_has_an_address() {
    let place = example();
    for (file, second) in [("sydney.yaml", 2), ("tokyo.yaml", 1), ("virginia.yaml", 3)] {
        let rules = (0..100).map(|third| {
            format!(
                "  - {{ to: 10.{second}.{}.0/24, groups: [Operations], description: Subnet {third} }}\n",
                third + 100
            )
        });
        place.write(file, place.read(file) + &rules.collect::<String>());
    }
    let run = place.run(&COMMAND);
    assert_eq!(run.code, Some(0), "{run:?}");
    let deploy = "note: first bring out/corp/cloudformation/vpn.template.json to S3; TemplateUrl is its address there\n\
                  note: deploy it with `aws cloudformation deploy --stack-name corp --template-file \
                  out/corp/cloudformation/stackset.template.json --s3-bucket BUCKET --parameter-overrides TemplateUrl=VALUE`\n";
    assert!(run.stderr.contains(deploy), "{run:?}");
    let [outer, vpn] =
        ["stackset", "vpn"].map(|name| place.read(&format!("out/corp/cloudformation/{name}.template.json")));
    assert!(vpn.len() > 51_200);
    let outer: Value = serde_json::from_str(&outer).expect("JSON");
    let properties = &outer["Resources"]["StackSet"]["Properties"];
    assert_eq!(properties.get("TemplateBody"), None);
    assert_eq!(properties["TemplateURL"], serde_json::json!({ "Ref": "TemplateUrl" }));
    assert_eq!(outer["Parameters"]["TemplateUrl"]["AllowedPattern"], "^https://.+$");
    let vpn = Output::cloudformation(&[serde_json::from_str(&vpn).expect("JSON")]);
    assert!(vpn.resources.len() > 100);
    lanes::check("the template of each VPN", &vpn);
}

#[test]
fn machines_get_its_files() {
    let run = example().run(&[&COMMAND[..], &["--format", "json"]].concat());
    let json = run.json();
    assert_eq!(json["stack_set"]["artifacts"][0]["status"], "written", "{json}");
    assert_eq!(json["blueprints"].as_array().map(Vec::len), Some(3));
}

#[test]
fn wrong_use_is_refused_with_help() {
    let place = example();
    let shown = [
        &["synth", "--target", "stackset"][..],
        &["synth", "--stack-set", "corp"],
        &["synth", "--ou", "ou-ab12-cdefgh34"],
        &["synth", "--target", "stackset", "--stack-set", "corp", "--call-as", "self"],
        &["synth", "--target", "stackset", "--stack-set", "corp", "--ou", "sales"],
        &["synth", "--target", "stackset", "--stack-set", "../corp"],
        &["synth", "--target", "stackset", "--stack-set", "corp", "--separate"],
        &["synth", "--target", "stackset", "--stack-set", "corp", "tokyo.yaml"],
        &["synth", "--target", "stackset", "--stack-set", "tokyo-vpn"],
    ]
    .map(|arguments| {
        let run = place.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        format!("$ cvpn {}\n{}", arguments.join(" "), run.stderr)
    });
    snapshot!("stack-set-wrong-use", shown.join("\n"));
    assert!(place.tree("out").is_empty());
}
