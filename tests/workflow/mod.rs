//! The workflow of GitHub Actions, and the trust of its roles.

mod hostile;
mod trust;

use crate::schema::json;
use crate::support::place::{Place, Run};
use crate::support::snapshot;
use cvpn_blueprint::gallery;
use serde_json::Value;

const REVISION: &str = "0123456789abcdef0123456789abcdef01234567";

/// A place with a blueprint of the gallery in a folder of it.
fn place(name: &str) -> Place {
    let entry = gallery::by_name(name).expect("an entry of the gallery");
    let place = Place::empty();
    place.write(&format!("vpn/{name}.yaml"), entry.text);
    for (path, text) in entry.files {
        place.write(&format!("vpn/{path}"), text);
    }
    place
}

fn workflow(place: &Place, file: &str, more: &[&str]) -> Run {
    place.run(&[&["ci", "github", file, "--revision", REVISION], more].concat())
}

/// The scripts of a job.
fn scripts<'a>(workflow: &'a Value, job: &str) -> Vec<&'a str> {
    let steps = workflow["jobs"][job]["steps"].as_array().expect("steps");
    steps.iter().filter_map(|step| step["run"].as_str()).collect()
}

#[test]
fn one_account_has_one_set_of_credentials() {
    let run = workflow(&place("quickstart"), "vpn/quickstart.yaml", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    snapshot!("workflow-quickstart", run.shown());
}

#[test]
fn two_accounts_have_two() {
    let run = workflow(&place("split-accounts"), "vpn/split-accounts.yaml", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    snapshot!("workflow-split-accounts", run.shown());
}

#[test]
fn the_settings_reach_the_workflow() {
    let run = workflow(
        &place("quickstart"),
        "./vpn//quickstart.yaml",
        &[
            "--branch",
            "release/1.0",
            "--environment",
            "production",
            "--deploy-role",
            "ships",
            "--status-role",
            "looks",
            "--source",
            "https://git.example.com/tools/cvpn",
        ],
    );
    let read = json(&run.stdout);
    assert_eq!(read["on"]["push"]["branches"], serde_json::json!(["release/1.0"]));
    assert_eq!(read["jobs"]["deploy"]["environment"], "production");
    assert_eq!(read["env"]["CVPN_SOURCE"], "https://git.example.com/tools/cvpn");
    assert_eq!(read["env"]["CVPN_REVISION"], REVISION);
    assert_eq!(read["env"]["BLUEPRINT"], "vpn/quickstart.yaml");
    let role = |job: &str| read["jobs"][job]["steps"][2]["with"]["role-to-assume"].clone();
    assert_eq!(role("deploy"), "arn:aws:iam::111122223333:role/ships");
    assert_eq!(role("diff"), "arn:aws:iam::111122223333:role/looks");
}

#[test]
fn what_the_blueprint_extends_is_a_reason_to_run() {
    let place = Place::small();
    place.write("defaults.yaml", "region: ap-northeast-1\n");
    place.edit("vpn.yaml", "version: 1\n", "version: 1\nextends: defaults.yaml\n");
    let run = workflow(&place, "vpn.yaml", &[]);
    let paths = json(&run.stdout)["on"]["pull_request"]["paths"].clone();
    let expected =
        ["vpn.yaml", "defaults.yaml", "saml/client-vpn.xml", "out/corp-vpn/**", ".github/workflows/corp-vpn.yml"];
    assert_eq!(paths, serde_json::json!(expected));
}

#[test]
fn only_a_job_that_talks_to_aws_gets_a_token_and_only_its_own() {
    for entry in gallery::ALL {
        let run = workflow(&place(entry.name), &format!("vpn/{}.yaml", entry.name), &[]);
        assert_eq!(run.code, Some(0), "{}: {run:?}", entry.name);
        let read = json(&run.stdout);
        assert_eq!(read["permissions"], serde_json::json!({}), "{}", entry.name);
        let permissions = |job: &str| read["jobs"][job]["permissions"].clone();
        assert_eq!(permissions("check"), serde_json::json!({ "contents": "read" }));
        assert_eq!(
            permissions("diff"),
            serde_json::json!({ "contents": "read", "id-token": "write", "pull-requests": "write" })
        );
        assert_eq!(permissions("deploy"), serde_json::json!({ "contents": "read", "id-token": "write" }));
        let condition = read["jobs"]["diff"]["if"].as_str().expect("a condition");
        assert!(condition.contains("github.event.pull_request.head.repo.full_name == github.repository"));
        assert_eq!(read["jobs"]["deploy"]["concurrency"]["cancel-in-progress"], false);
        for job in ["check", "diff", "deploy"] {
            assert!(read["jobs"][job]["timeout-minutes"].is_u64());
            for step in read["jobs"][job]["steps"].as_array().expect("steps") {
                if let Some(action) = step["uses"].as_str() {
                    let (_, commit) = action.split_once('@').expect("a pinned action");
                    assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{action}");
                }
            }
            for script in scripts(&read, job) {
                assert!(!script.contains("${{"), "{}: {script}", entry.name);
            }
        }
    }
}

#[test]
fn a_blueprint_whose_key_is_in_a_folder_says_who_deploys_first() {
    let place = Place::small();
    let arn = "\n    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
    place.edit("vpn.yaml", arn, "\n    issued: { domain: vpn.example.com }");
    let run = workflow(&place, "vpn.yaml", &[]);
    assert!(run.stdout.contains("`cvpn deploy`, run once where its folder is"), "{run:?}");
}

#[test]
fn machines_get_the_workflow_and_the_faults() {
    let run = workflow(&Place::small(), "vpn.yaml", &["--format", "json"]);
    let value = run.json();
    assert!(value["workflow"].as_str().is_some_and(|text| text.contains("name: \"VPN corp-vpn\"")), "{run:?}");
    assert_eq!(value["faults"], serde_json::json!([]));
}

#[test]
fn a_file_is_written_where_it_was_asked_for() {
    let place = Place::small();
    place.write(".github/workflows/corp-vpn.yml", "old");
    let run = workflow(&place, "vpn.yaml", &["-o", ".github/workflows/corp-vpn.yml"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    assert!(place.read(".github/workflows/corp-vpn.yml").starts_with("# Written by `cvpn ci github`."));
}

#[test]
fn a_blueprint_with_faults_has_none() {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "10.0.0.0/22");
    place.write("corp.yml", "old");
    let run = workflow(&place, "vpn.yaml", &["-o", "corp.yml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stderr.contains("error[client-cidr-overlap]"), "{run:?}");
    assert_eq!(place.read("corp.yml"), "old");
}

#[test]
fn a_blueprint_that_waits_for_its_application_says_so() {
    let place = Place::empty();
    place.run(&["init", "corp-vpn"]);
    for command in [&["ci", "github", "corp-vpn.yaml", "--revision", REVISION][..], &["policy", "corp-vpn.yaml"]] {
        let run = place.run(command);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
        assert!(run.stderr.contains("error[saml-metadata-missing]"), "{run:?}");
    }
}
