//! `cvpn access --context`. What a policy says can be told only by a build that reads Cedar; the other one says so.

use super::teams;
use crate::support::place::{Place, Run};
use cvpn_blueprint::{cedar, gallery};

/// The gallery's blueprint with an authorization policy.
fn trusting() -> Place {
    let place = Place::empty();
    let entry = gallery::by_name("zero-trust").expect("an entry of the gallery");
    place.write("vpn.yaml", entry.text);
    for (path, text) in entry.files {
        place.write(path, text);
    }
    place
}

fn ask(place: &Place, context: &str, more: &[&str]) -> Run {
    place.write("context.yaml", context);
    place.run(&[&["access", "vpn.yaml", "--to", "10.0.1.5", "--context", "context.yaml"], more].concat())
}

#[test]
fn a_build_that_does_not_read_cedar_says_so() {
    let run = ask(&trusting(), "{}", &[]);
    if cedar::READS {
        assert_eq!(run.code, Some(0), "{run:?}");
    } else {
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(
            run.stderr.starts_with("error: this build of cvpn does not read Cedar\nhelp: build cvpn with"),
            "{run:?}"
        );
    }
}

#[test]
fn without_a_policy_there_is_nothing_to_evaluate() {
    let run = ask(&teams(), "{}", &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("error: there is no authorization policy to evaluate\n"), "{run:?}");
}

#[test]
fn a_policy_permits_denies_or_cannot_be_evaluated() {
    if !cedar::READS {
        return;
    }
    let place = trusting();
    let policy = "permit (principal, action, resource) when { context.jamf.risk == \"LOW\" };\n\nforbid (principal, action, resource)\nwhen { context.saml.memberOf.contains(\"guest\") };\n";
    place.write("policies/zero-trust.cedar", policy);
    let low = "jamf: { risk: LOW }\n";
    for (context, words, result) in [
        (
            format!("{low}saml: {{ memberOf: [staff] }}"),
            "permits this context: policies/zero-trust.cedar:1 permits, and nothing forbids",
            "permit",
        ),
        (
            format!("{low}saml: {{ memberOf: [guest] }}"),
            "denies this context: policies/zero-trust.cedar:3 forbids",
            "deny",
        ),
        (
            "jamf: { risk: HIGH }\nsaml: { memberOf: [] }".to_owned(),
            "denies this context: nothing in policies/zero-trust.cedar permits",
            "deny",
        ),
        (low.to_owned(), "cannot be evaluated, which AWS treats as a denial: policies/zero-trust.cedar:3: ", "error"),
    ] {
        let run = ask(&place, &context, &[]);
        let told = format!("\nthe authorization policy {words}");
        assert!(run.code == Some(0) && run.stdout.contains(&told), "{run:?}");
        assert!(run.stdout.ends_with("; in shadow mode it is only logged\n"), "{run:?}");
        let json = ask(&place, &context, &["--format", "json"]).json();
        assert_eq!((&json["policy"]["result"], &json["policy"]["enforced"]), (&result.into(), &false.into()));
        // What the network decides stands beside it.
        assert_eq!(json["decisions"][0]["allowed"], true);
    }
}

#[test]
fn a_context_that_is_none_is_told_with_its_place() {
    if !cedar::READS {
        return;
    }
    let run = ask(&trusting(), "- jamf\n", &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("a context is a mapping; found a list"), "{run:?}");
    let run = ask(&trusting(), "jamf: { risk: 1.5 }\n", &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("the context is not one: "), "{run:?}");
}

#[test]
fn a_context_and_a_policy_that_nest_deeply_end_nothing() {
    if !cedar::READS {
        return;
    }
    let deep = format!("a: {}{}", "[".repeat(500), "]".repeat(500));
    assert_eq!(ask(&trusting(), &deep, &[]).code, Some(1));
    let place = trusting();
    let policy =
        format!("permit (principal, action, resource) when {{ {}true{} }};", "(".repeat(2000), ")".repeat(2000));
    place.write("policies/zero-trust.cedar", policy);
    let run = ask(&place, "{}", &[]);
    assert!(run.code == Some(2) && run.stderr.contains("zero-trust.cedar:1: "), "{run:?}");
}
