//! Who may take the roles.

use super::place;
use crate::support::place::Place;
use crate::support::snapshot;

fn trust(place: &Place, file: &str, repository: &str) -> crate::support::place::Run {
    place.run(&["ci", "github", file, "--trust", "--repository", repository])
}

#[test]
fn each_account_trusts_the_repository() {
    let run = trust(&place("split-accounts"), "vpn/split-accounts.yaml", "example/network");
    snapshot!("workflow-trust", run.shown());
}

#[test]
fn the_policies_have_the_names_of_the_roles() {
    let place = place("split-accounts");
    let policies = place.run(&["policy", "vpn/split-accounts.yaml"]).json();
    let trust = trust(&place, "vpn/split-accounts.yaml", "example/network").json();
    for (account, roles) in trust.as_object().expect("accounts") {
        for role in roles.as_object().expect("roles").keys() {
            let attached = policies[account].as_object().expect("policies").keys();
            assert!(attached.clone().any(|policy| policy.starts_with(role.as_str())), "{account}: {role}");
        }
    }
}

#[test]
fn another_partition_has_its_own_arns() {
    let place = Place::small();
    let text = place.read("vpn.yaml").replace("ap-northeast-1", "us-gov-west-1").replace("arn:aws:", "arn:aws-us-gov:");
    place.write("vpn.yaml", text);
    let trust = trust(&place, "vpn.yaml", "example/network");
    let provider = "arn:aws-us-gov:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    assert_eq!(trust.stdout.matches(provider).count(), 2, "{trust:?}");
    let workflow = super::workflow(&place, "vpn.yaml", &[]);
    assert!(workflow.stdout.contains("\"arn:aws-us-gov:iam::111122223333:role/corp-vpn-deploy\""), "{workflow:?}");
}

#[test]
fn an_environment_and_roles_of_other_names_are_trusted_under_them() {
    let place = Place::small();
    let options = ["--environment", "production", "--deploy-role", "ships", "--status-role", "looks"];
    let arguments = ["ci", "github", "vpn.yaml", "--trust", "--repository", "example/network"];
    let run = place.run(&[&arguments[..], &options].concat());
    let subject = |role: &str| {
        let condition = &run.json()["111122223333"][role]["Statement"][0]["Condition"]["StringEquals"];
        condition["token.actions.githubusercontent.com:sub"].clone()
    };
    assert_eq!(subject("ships"), "repo:example/network:environment:production");
    assert_eq!(subject("looks"), "repo:example/network:pull_request");
}

#[test]
fn one_role_for_both_jobs_is_refused() {
    let place = Place::small();
    for options in [&["--deploy-role", "vpn", "--status-role", "VPN"][..], &["--status-role", "corp-vpn-deploy"]] {
        for trust in [&[][..], &["--trust", "--repository", "example/network"]] {
            let run = place.run(&[&["ci", "github", "vpn.yaml"], options, trust].concat());
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
            assert!(run.stderr.contains("would be the role that deploys and the one that only looks"), "{run:?}");
        }
    }
}

/// Nothing in a setting may widen what is trusted, or mean something to YAML, a shell or GitHub.
#[test]
fn a_setting_that_is_none_is_refused() {
    let place = Place::small();
    let mut said = String::new();
    for (option, value) in [
        ("--repository", "example"),
        ("--repository", "example/*"),
        ("--repository", "example/network:pull_request"),
        ("--repository", "example/net/work"),
        ("--branch", "-x"),
        ("--branch", "${{ x }}"),
        ("--environment", "*"),
        ("--deploy-role", "a/b"),
        ("--status-role", ""),
        ("--source", "http://example.com/cvpn"),
        ("--source", "https://example.com/$(x)"),
        ("--revision", "main"),
    ] {
        let option = format!("{option}={value}");
        let trust: &[&str] = if option.starts_with("--repo") { &["--trust"] } else { &[] };
        let run = place.run(&[&["ci", "github", "vpn.yaml", &option], trust].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{option}: {run:?}");
        said += run.stderr.split("\n\n").next().expect("a message");
        said.push('\n');
    }
    snapshot!("workflow-settings", said);
}
