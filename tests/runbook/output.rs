//! What the runbook names in the output is in the output.

use super::blueprint;
use super::reading::Runbook;
use super::whole::GALLERY;
use crate::support::{circumstances, edit, gallery};
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::{Checked, Circumstances, check};
use cvpn_compiler::artifact::Artifact;
use cvpn_compiler::{Language, runbook, synthesize};

fn checked(text: &str, change: impl FnOnce(&mut Circumstances)) -> Checked {
    let blueprint = blueprint(text);
    let mut circumstances = circumstances(&blueprint);
    change(&mut circumstances);
    let (checked, faults) = check(blueprint, circumstances);
    checked.unwrap_or_else(|| panic!("{faults:?}"))
}

fn artifacts(text: &str) -> Vec<Artifact> {
    synthesize(&checked(text, |_| {}), "0").artifacts
}

/// The words in a text that follow another text.
fn after<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    let word = |letter: char| letter.is_ascii_alphanumeric() || "_-/.".contains(letter);
    text.split(before).skip(1).map(move |rest| rest.split(|letter: char| !word(letter)).next().unwrap_or_default())
}

/// The gallery's blueprints that can be compiled today, and one with everything that the runbook can pass on.
fn blueprints() -> Vec<(String, String)> {
    let apart = edit(
        &gallery("split-accounts"),
        &[
            ("      id: 90676c1b-5041-70f7-a9a5-7f2a1c1f0e55", "      description: made here"),
            ("    Engineering:", "    \"Engineering & co\":"),
            ("groups: [Engineering]", "groups: [Engineering & co]"),
            ("  identity_store_id: d-0123456789\n", ""),
            ("  source: external\n", ""),
            (
                "    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9",
                "    issued: { domain: vpn.example.com }",
            ),
        ],
    );
    let names = GALLERY.into_iter();
    names.map(|name| (name.to_owned(), gallery(name))).chain([("apart".to_owned(), apart)]).collect()
}

#[test]
fn every_synthesis_has_a_runbook_in_both_languages() {
    for (name, text) in blueprints() {
        let artifacts = artifacts(&text);
        for (path, language) in [("RUNBOOK.md", Language::En), ("RUNBOOK.ja.md", Language::Ja)] {
            let found = artifacts.iter().find(|artifact| artifact.path == path);
            let found = found.unwrap_or_else(|| panic!("{name} has no {path}"));
            assert_eq!(found.text, runbook(&blueprint(&text), language), "{name}");
        }
    }
}

#[test]
fn templates_outputs_parameters_and_variables_are_those_of_the_output() {
    let mut seen = 0;
    for (name, text) in blueprints() {
        let artifacts = artifacts(&text);
        let read = Runbook::read(&runbook(&blueprint(&text), Language::En));
        let commands: Vec<&String> = read.sections.iter().flat_map(|section| &section.commands).collect();
        let commands = commands.into_iter().cloned().collect::<Vec<_>>().join("\n");
        let of = |start: &str| -> Vec<&Artifact> {
            artifacts.iter().filter(|artifact| artifact.path.starts_with(start)).collect()
        };
        let json: Vec<serde_json::Value> =
            of("cloudformation/").iter().map(|artifact| serde_json::from_str(&artifact.text).unwrap()).collect();
        let hcl: String = of("terraform/").iter().map(|artifact| artifact.text.as_str()).collect();

        let files: Vec<&str> = after(&commands, "--template-file ").collect();
        assert_eq!(
            files,
            of("cloudformation/").iter().map(|artifact| artifact.path.as_str()).collect::<Vec<_>>(),
            "{name}"
        );
        for output in after(&commands, "OutputKey=='") {
            assert!(json.iter().any(|template| !template["Outputs"][output].is_null()), "{name}: no output {output}");
            seen += 1;
        }
        let mut parameters: Vec<&str> = Vec::new();
        for line in commands.lines().filter(|line| line.contains("--parameter-overrides")) {
            parameters.extend(after(line, " \""));
        }
        let mut wanted: Vec<&String> =
            json.iter().filter_map(|template| template["Parameters"].as_object()).flat_map(|map| map.keys()).collect();
        parameters.sort();
        wanted.sort();
        assert_eq!(parameters, wanted, "parameters of {name}\n{commands}");
        for output in after(&commands, "terraform output -raw ").chain(after(&commands, "terraform output ")) {
            assert!(
                output.is_empty() || output == "-raw" || hcl.contains(&format!("output \"{output}\"")),
                "{name}: {output}"
            );
            seen += 1;
        }
        let mut variables: Vec<&str> = after(&commands, "-var \"").collect();
        variables.sort();
        let mut wanted: Vec<&str> = after(&hcl, "variable \"").collect();
        wanted.sort();
        assert_eq!(variables, wanted, "variables of {name}\n{commands}");
        for group in after(&commands, "--since 15m ") {
            let all = artifacts.iter().filter(|artifact| !artifact.path.ends_with(".md"));
            let mut texts = all.map(|artifact| &artifact.text);
            assert!(texts.any(|text| text.contains(&format!("\"{group}\""))), "{name}: no log group {group}");
            seen += 1;
        }
        for address in after(&commands, "-target ") {
            let (kind, id) = address.split_once('.').unwrap();
            assert!(hcl.contains(&format!("resource \"{kind}\" \"{id}\"")), "{name}: no {address}");
        }
        if read.text().contains("security_group_id") {
            assert!(json.iter().any(|template| !template["Outputs"]["SecurityGroupId"].is_null()), "{name}");
            assert!(hcl.is_empty() || hcl.contains("output \"security_group_id\""), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 30, "the runbooks name outputs: {seen}");
}

/// A blueprint with so many rules for each group, and so many routes through three subnets.
fn large(base: &str, rules: usize, routes: usize) -> String {
    let cut = base.find("access:").expect("the rules");
    let mut text = base[..cut].to_owned();
    text = text.replace(
        "cidr: 10.0.20.0/24 }\n",
        "cidr: 10.0.20.0/24 }\n    - { id: subnet-0a1b2c3d4e5f60720, availability_zone: ap-northeast-1d, cidr: 10.0.30.0/24 }\n",
    );
    if routes > 0 {
        text += "  routes:\n";
    }
    (0..routes).for_each(|number| text += &format!("    - {{ to: 172.16.{number}.0/24 }}\n"));
    text += "access:\n";
    (0..rules).for_each(|number| text += &format!("  - {{ to: 10.0.100.{number}/32, groups: [Staff, Other] }}\n"));
    text + "capacity: { quotas: { rules: 1000, routes: 1000 } }\n"
}

/// The commands of CloudFormation in a runbook, its words, and the templates beside it.
fn stacks(text: &str) -> (Vec<String>, String, Vec<(String, serde_json::Value)>) {
    let artifacts = artifacts(text);
    let runbook = artifacts.iter().find(|artifact| artifact.path == "RUNBOOK.md").expect("a runbook");
    let read = Runbook::read(&runbook.text);
    let section = read.section("CloudFormation");
    let templates = artifacts.iter().filter(|artifact| artifact.path.starts_with("cloudformation/"));
    let templates = templates.map(|it| (it.path.clone(), serde_json::from_str(&it.text).expect("JSON"))).collect();
    (section.commands.clone(), section.text(), templates)
}

#[test]
fn templates_beside_that_of_the_endpoint_are_deployed_after_it_with_its_outputs() {
    let two = [("    Staff: {", "    Other: { description: Others }\n    Staff: {")];
    for (base, first) in [
        (crate::support::small(&two), "vpn.template.json"),
        (
            crate::support::small(&[two[0], ("  identity_store_id:", "  region: us-east-1\n  identity_store_id:")]),
            "identity.template.json",
        ),
    ] {
        let (commands, text, templates) = stacks(&large(&base, 250, 100));
        let all = commands.join("\n");
        let deployed: Vec<&str> = after(&all, "--template-file cloudformation/").collect();
        assert!(deployed.len() > 2 && deployed[0] == first, "{deployed:?}");
        let mut sorted: Vec<String> = templates.iter().map(|(path, _)| path.replace("cloudformation/", "")).collect();
        sorted.sort_by_key(|file| (file != first, file != "vpn.template.json", file.clone()));
        assert_eq!(deployed, sorted);
        for command in commands.iter().filter(|command| command.contains("--template-file")) {
            let file = after(command, "--template-file ").next().expect("a template");
            let template = &templates.iter().find(|(path, _)| path == file).expect("it is written").1;
            let given: Vec<&str> = command
                .lines()
                .filter(|line| line.contains("--parameter-overrides"))
                .flat_map(|line| after(line, " \""))
                .collect();
            let wanted: Vec<&String> =
                template["Parameters"].as_object().into_iter().flatten().map(|(name, _)| name).collect();
            assert_eq!(given, wanted, "{command}");
            for parameter in given {
                assert!(all.contains(&format!("{parameter}=$(")), "{parameter} is kept\n{all}");
            }
        }
        assert!(all.contains("--stack-name corp-vpn-rules-1"), "{all}");
        assert!(all.contains("EndpointId=$(aws cloudformation describe-stacks"), "{all}");
        let mut first: Vec<&str> = after(&all, "--stack-name ").filter(|name| name.starts_with("corp-vpn-r")).collect();
        first.dedup();
        first.reverse();
        assert!(text.contains(&format!("delete {} first", first.join(", "))), "{first:?} in {text}");
    }
}

#[test]
fn before_it_is_compiled_a_large_vpn_may_have_more_templates() {
    let base = crate::support::small(&[("    Staff: {", "    Other: { description: Others }\n    Staff: {")]);
    let read = |text: &str| Runbook::read(&runbook(&blueprint(text), Language::En)).section("CloudFormation").text();
    assert!(read(&large(&base, 250, 0)).contains("more templates beside"));
    assert!(!read(&large(&base, 10, 0)).contains("more templates beside"));
}

#[test]
fn a_runbook_beside_one_target_speaks_of_that_target_alone() {
    for (target, other) in [(Target::CloudFormation, "erraform"), (Target::Terraform, "loudFormation")] {
        let checked = checked(&gallery("quickstart"), |circumstances| circumstances.targets = vec![target]);
        for artifact in
            synthesize(&checked, "0").artifacts.iter().filter(|artifact| artifact.path.starts_with("RUNBOOK"))
        {
            let deploy = artifact.text.split("\n## 6. ").nth(1).unwrap();
            assert!(!deploy.contains(&format!("### {other}")) && !deploy.contains(&other.to_lowercase()), "{deploy}");
        }
    }
}
