//! `cvpn check` for the tools of code hosts: SARIF and workflow commands.

use crate::support::place::Place;
use crate::support::snapshot;
use jsonschema::Validator;
use serde_json::Value;

/// A place with an error, and with a warning that points at another line.
fn faulty() -> Place {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    place.edit("vpn.yaml", "  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n", "");
    place.edit(
        "vpn.yaml",
        "access:\n",
        "access:\n  - { to: 10.0.0.0/16, groups: [Staff] }\n  - { to: 10.0.1.0/24, groups: [日本語] }\n",
    );
    place.edit("vpn.yaml", "    Staff: {", "    日本語: { description: Others }\n    Staff: {");
    place
}

fn schema() -> Validator {
    // A bracket too many for a strict reader of patterns.
    let text = include_str!("../../schemas/sarif/2.1.0.json");
    let mended = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    assert_ne!(text, mended);
    let schema: Value = serde_json::from_str(&mended).expect("a schema");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

fn sarif(place: &Place, arguments: &[&str]) -> Value {
    let mut all = vec!["check", "--format", "sarif"];
    all.extend(arguments);
    let log = place.run(&all).json();
    let faults: Vec<String> = schema().iter_errors(&log).map(|error| error.to_string()).collect();
    assert_eq!(faults, [""; 0], "{log:#}");
    log
}

#[test]
fn the_schema_of_sarif_refuses_a_log_with_a_fault() {
    let mut log = sarif(&faulty(), &[]);
    log["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!schema().is_valid(&log));
}

#[test]
fn sarif_has_the_faults_at_their_lines() {
    let place = faulty();
    let log = sarif(&place, &[]);
    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    assert_eq!(run["tool"]["driver"]["semanticVersion"], env!("CARGO_PKG_VERSION"));
    let json = place.run(&["check", "--format", "json"]).json();
    let faults = json["blueprints"][0]["faults"].as_array().expect("faults");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), faults.len());
    for (result, fault) in results.iter().zip(faults) {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], fault["code"]);
        assert_eq!((&result["ruleId"], &result["level"]), (&fault["code"], &fault["severity"]));
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], fault["place"]["line"]);
        assert_eq!(region["startColumn"], fault["place"]["column"]);
        let related = result["relatedLocations"].as_array().expect("places");
        assert_eq!(related.len(), fault["related"].as_array().expect("places").len());
    }
    assert!(results.iter().any(|result| result["relatedLocations"][0].is_object()), "{results:#?}");
    // Another rule moves the numbers of those after it.
    let mut shown = results.clone();
    for result in &mut shown {
        result.as_object_mut().expect("a result").shift_remove("ruleIndex").expect("its index");
    }
    snapshot!("cli-check-sarif", format!("{:#}\n", Value::from(shown)));
}

#[test]
fn every_rule_of_the_log_explains_itself() {
    let log = sarif(&Place::small(), &[]);
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(rules.len() > 50);
    for rule in rules {
        for text in ["/shortDescription/text", "/help/text", "/help/markdown"] {
            assert!(rule.pointer(text).and_then(Value::as_str).is_some_and(|text| text.len() > 10), "{rule}");
        }
    }
}

#[test]
fn a_file_in_the_log_has_a_relative_uri() {
    let place = faulty();
    place.write("my vpns/50%, #1.yaml", place.read("vpn.yaml"));
    let log = sarif(&place, &["./my vpns//50%, #1.yaml"]);
    let artifact = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uri"], "my%20vpns/50%25%2C%20%231.yaml");
    assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
    let log = sarif(&place, &["missing.yaml"]);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(
        invocation["toolExecutionNotifications"][0]["message"]["text"],
        "cannot read missing.yaml: there is no such file"
    );
}

#[test]
fn names_in_the_log_are_no_links() {
    let place = Place::small();
    place.edit("vpn.yaml", "groups: [Staff]", "groups: ['x [y](http://example.com)']");
    let log = sarif(&place, &[]);
    let results = log["runs"][0]["results"].to_string();
    assert!(results.contains(r"x \\[y\\](http://example.com)"), "{results}");
    assert!(!results.contains("x [y]("), "{results}");
}

#[test]
fn github_gets_a_line_for_each_fault() {
    let place = faulty();
    let run = place.run(&["check", "vpn.yaml", "missing.yaml", "--format", "github"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(2), ""));
    snapshot!("cli-check-github", run.stdout);
}

#[test]
fn no_name_becomes_a_workflow_command() {
    let place = Place::small();
    place.edit(
        "vpn.yaml",
        "groups: [Staff]",
        r#"groups: ["100%\n::set-env name=A::b\r\n::error::x"], "%0A\r::debug::": 1"#,
    );
    place.write("a,b:c%.yaml", place.read("vpn.yaml"));
    let run = place.run(&["check", "a,b:c%.yaml", "--format", "github"]);
    assert_eq!(run.code, Some(1));
    for line in run.stdout.split(['\n', '\r']).filter(|line| !line.is_empty()) {
        assert!(line.starts_with("::error file=a%2Cb%3Ac%25.yaml,line="), "{line}");
    }
    assert!(run.stdout.contains("%250A\\u{d}::debug::"), "{}", run.stdout);
}

#[test]
fn a_command_names_its_formats_when_it_is_asked_for_another() {
    for (arguments, formats) in [
        (vec!["synth", "--format", "sarif"], "`human`, `json`"),
        (vec!["--format", "github", "explain"], "`human`, `json`"),
    ] {
        let run = Place::small().run(&arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains("error: this command has no format `"), "{run:?}");
        assert!(run.stderr.ends_with(&format!("help: its formats are {formats}\n")), "{run:?}");
    }
}

#[cfg(feature = "cedar")]
#[test]
fn a_fault_of_a_policy_stands_at_its_line_in_the_policys_file() {
    let place = Place::small();
    place.write("vpns/vpn.yaml", place.read("vpn.yaml"));
    place.write("vpns/saml/client-vpn.xml", place.read("saml/client-vpn.xml"));
    place.edit(
        "vpns/vpn.yaml",
        "endpoint:\n",
        "endpoint:\n  authorization_policy: { file: policies/\u{65e5}.cedar }\n",
    );
    place.write(
        "vpns/policies/\u{65e5}.cedar",
        "// \u{65e5}\u{672c}\u{8a9e}\npermit (principal, action, resource) when { context.x = 1 };\n",
    );
    let log = sarif(&place, &["vpns/vpn.yaml"]);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let result = results.iter().find(|result| result["ruleId"] == "policy-syntax").expect("the fault");
    let physical = &result["locations"][0]["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "vpns/policies/%E6%97%A5.cedar");
    assert_eq!((&physical["region"]["startLine"], &physical["region"]["startColumn"]), (&2.into(), &45.into()));
    let named = &result["relatedLocations"][0]["physicalLocation"];
    assert_eq!(named["artifactLocation"]["uri"], "vpns/vpn.yaml");
    let json = place.run(&["check", "vpns/vpn.yaml", "--format", "json"]).json();
    let faults = json["blueprints"][0]["faults"].as_array().expect("faults");
    let at = &faults.iter().find(|fault| fault["code"] == "policy-syntax").expect("the fault")["place"];
    let file = std::path::Path::new("vpns").join("policies/\u{65e5}.cedar").display().to_string();
    assert_eq!((&at["file"], &at["line"], &at["column"]), (&file.into(), &2.into(), &45.into()));
    assert_eq!(at["path"], "endpoint.authorization_policy.file");
    let github = place.run(&["check", "vpns/vpn.yaml", "--format", "github"]).stdout;
    assert!(
        github.contains(
            "::error file=vpns/policies/\u{65e5}.cedar,line=2,endLine=2,col=45,endColumn=58,title=policy-syntax::"
        ),
        "{github}"
    );
    let html = place.run(&["report", "vpns/vpn.yaml"]).stdout;
    assert!(html.contains("<code>vpns/policies/\u{65e5}.cedar:2:45</code> · policy-syntax"));
}
