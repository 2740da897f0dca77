//! Rules about device posture, authorization policies and the log.

use crate::support::{edit, faults_with, render, small, snapshot};
use cvpn_blueprint::fault::Target;

const PERMIT: &str = "permit (principal, action, resource);\n";

/// The small blueprint with a policy, and edits of it.
fn with_policy(edits: &[(&str, &str)]) -> String {
    let policy = "endpoint:
  device_posture:
    - type: crowdstrike
      tenant_id: abc
      public_signing_key_url: https://assets-public.falcon.crowdstrike.com/zta/jwk.json
    - type: jamf
      tenant_id: def
  authorization_policy:
    file: policy.cedar
";
    edit(&small(&[("endpoint:\n", policy)]), edits)
}

/// The report of a blueprint with this policy for CloudFormation, as of a build that reads Cedar.
fn checked(blueprint: &str, policy: &str) -> String {
    let (document, mut faults) = faults_with(blueprint, |circumstances| {
        circumstances.targets = vec![Target::CloudFormation];
        circumstances.files.insert("policy.cedar".parse().expect("a file name"), Ok(policy.to_owned()));
    });
    faults.retain(|fault| fault.code != "policy-unchecked");
    render(&(document, faults))
}

#[test]
fn a_product_that_vouches_for_devices_is_there_once() {
    snapshot!(
        "posture-provider",
        checked(
            &with_policy(&[(
                "type: jamf",
                "type: crowdstrike\n      public_signing_key_url: https://example.com/jwk.json"
            )]),
            PERMIT
        )
    );
}

#[test]
fn products_with_signing_keys_name_their_address() {
    let key = "      public_signing_key_url: https://assets-public.falcon.crowdstrike.com/zta/jwk.json\n";
    snapshot!("posture-key", checked(&with_policy(&[(key, "")]), PERMIT));
    let jamf = "tenant_id: def\n      public_signing_key_url: https://example.com/jwk.json";
    snapshot!("posture-key-jamf", checked(&with_policy(&[("tenant_id: def", jamf)]), PERMIT));
}

#[test]
fn a_policy_has_at_most_10000_bytes() {
    let filled = |bytes: usize| format!("{PERMIT}{}", "/".repeat(bytes - PERMIT.len()));
    assert_eq!(checked(&with_policy(&[]), &filled(10_000)), "");
    snapshot!("policy-size", checked(&with_policy(&[]), &filled(10_001)));
    let japanese = format!("{PERMIT}//{}", "社".repeat(3_400));
    assert!(japanese.chars().count() < 10_000 && checked(&with_policy(&[]), &japanese).contains("policy-size"));
}

#[test]
fn a_policy_is_not_empty() {
    snapshot!("policy-size-empty", checked(&with_policy(&[]), " \n"));
}

#[test]
fn a_policy_can_be_read() {
    let faults = faults_with(&with_policy(&[]), |circumstances| circumstances.targets = vec![Target::CloudFormation]);
    snapshot!("policy-size-file", render(&faults));
}

#[test]
fn a_policy_runs_in_shadow_mode_first() {
    let enforced = with_policy(&[("file: policy.cedar", "file: policy.cedar\n    shadow: false")]);
    snapshot!("policy-enforced", checked(&enforced, PERMIT));
}

#[test]
fn a_policy_without_device_posture_is_not_described() {
    let text = small(&[("endpoint:\n", "endpoint:\n  authorization_policy: { file: policy.cedar }\n")]);
    snapshot!("policy-without-posture", checked(&text, PERMIT));
}

#[test]
fn the_log_says_what_a_policy_saw_only_if_there_is_one() {
    let logging = "endpoint:\n  logging: { policy_context: true }\n";
    snapshot!("context-without-policy", checked(&small(&[("endpoint:\n", logging)]), PERMIT));
    assert_eq!(checked(&edit(&with_policy(&[]), &[("endpoint:\n", logging)]), PERMIT), "");
}

#[test]
fn a_vpn_without_a_log_is_reported() {
    let logging = "endpoint:\n  logging: { enabled: false }\n";
    snapshot!("logging-off", checked(&small(&[("endpoint:\n", logging)]), PERMIT));
}

#[cfg(not(feature = "cedar"))]
#[test]
fn a_build_without_cedar_says_so() {
    let faults = faults_with(&with_policy(&[]), |circumstances| {
        circumstances.targets = vec![Target::CloudFormation];
        circumstances.files.insert("policy.cedar".parse().expect("a file name"), Ok("nonsense".to_owned()));
    });
    snapshot!("policy-unchecked", render(&faults));
}

/// What only a build with the feature `cedar` finds.
#[cfg(feature = "cedar")]
mod cedar {
    use super::{checked, edit, small, snapshot, with_policy};
    use cvpn_blueprint::cedar::{Policy, read};

    /// A statement with this condition.
    fn when(condition: &str) -> String {
        format!("permit (principal, action, resource)\nwhen {{\n  {condition}\n}};\n")
    }

    fn policy(text: &str) -> String {
        checked(&with_policy(&[]), text)
    }

    /// The parsed policy with this condition.
    fn parsed(condition: &str) -> Policy {
        read(&when(condition)).expect("this build reads Cedar").expect("the condition is valid")
    }

    #[test]
    fn the_policy_of_the_gallery_has_no_fault() {
        assert_eq!(policy(include_str!("../../blueprints/gallery/policies/zero-trust.cedar")), "");
    }

    #[test]
    fn an_error_of_syntax_is_shown_at_its_line() {
        snapshot!("policy-syntax", policy(&when("context.jamf.risk = \"LOW\"")));
    }

    #[test]
    fn all_errors_of_syntax_are_shown() {
        let text =
            "permit (principal, action, resource) when { context.x = 1 };\nforbid (principal, action) when { true };\n";
        snapshot!("policy-syntax-several", policy(text));
    }

    #[test]
    fn a_name_with_a_hyphen_stands_in_brackets() {
        snapshot!("policy-syntax-hyphen", policy(&when("context.active-directory.groups == 1")));
    }

    #[test]
    fn a_policy_is_not_a_template() {
        snapshot!("policy-syntax-template", policy("permit (principal == ?principal, action, resource);\n"));
    }

    #[test]
    fn hostile_policies_do_not_overflow_the_stack() {
        let nested = |open: &str, close: &str, times: usize| {
            read(&when(&format!("{}true{}", open.repeat(times), close.repeat(times)))).expect("this build reads Cedar")
        };
        for (open, close) in [("(", ")"), ("[", "]"), ("{a:", "}"), ("a.contains(", ")")] {
            let problems = nested(open, close, 800).expect_err("too deep");
            assert!(problems[0].message.contains("nested"), "{problems:?}");
        }
        assert!(nested("(", ")", 98).is_ok());
        let text = format!("\"{} \\\" (\" == \"\"", "(".repeat(200));
        assert!(read(&when(&text)).is_some_and(|result| result.is_ok()), "brackets in texts do not count");
        let comment = format!("// {}\n true", "(".repeat(200));
        assert!(read(&when(&comment)).is_some_and(|result| result.is_ok()), "brackets in comments do not count");
        for (open, close) in [
            ("if true then true else ", ""),
            ("if true then ", " else true"),
            ("if ", " then true else true"),
            ("true && ", ""),
            ("true || ", ""),
            ("1 + ", " == 1"),
            ("context has a && ", ""),
            ("!", ""),
            ("-", ""),
        ] {
            let _ = nested(open, close, 9_900 / (open.len() + close.len()));
        }
        let _ = read(&when(&format!("{}(true){}", "if (true) then (".repeat(98), ") else true".repeat(98))));
        let _ = read(&when(&format!("context{} == 1", ".a".repeat(4_900))));
    }

    #[test]
    fn a_policy_without_a_permit_lets_nobody_in() {
        snapshot!("policy-permits-nothing", policy("forbid (principal, action, resource);\n"));
        assert!(policy("// nothing yet\n").contains("policy-permits-nothing"));
    }

    #[test]
    fn a_policy_looks_at_products_that_are_there() {
        let text =
            when("context has jumpcloud && context.jumpcloud has device && context.jumpcloud.device has is_managed");
        snapshot!("policy-namespace", policy(&text));
    }

    #[test]
    fn a_policy_looks_at_the_way_in_which_people_sign_in() {
        let text = when(
            "context has saml && context.saml has memberOf && context.saml.memberOf.contains(\"x\") &&\n  context[\"active-directory\"] has x && context[\"mutual-authentication\"] has x",
        );
        snapshot!("policy-namespace-sign-in", policy(&text));
        let mutual = "endpoint:
  authentication:
    mutual: { client_root_chain_arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000001 }
";
        let text = when("context[\"mutual-authentication\"] has x");
        assert_eq!(checked(&edit(&with_policy(&[]), &[("endpoint:\n", mutual)]), &text), "");
    }

    #[test]
    fn a_policy_without_posture_looks_at_no_product() {
        let blueprint = small(&[("endpoint:\n", "endpoint:\n  authorization_policy: { file: policy.cedar }\n")]);
        assert!(checked(&blueprint, &when("context has jamf")).contains("policy-namespace"));
    }

    #[test]
    fn a_policy_looks_at_attributes_that_are_described() {
        let text = when(
            "context has jamf && context.jamf has diskEncryptionEnabled && context.jamf.diskEncryptionEnabled &&\n  context.crowdstrike has assessment.overal && context has jamff && context[\"jamf\"] has risk.level",
        );
        snapshot!("policy-attribute", policy(&text));
    }

    #[test]
    fn what_aws_does_not_describe_at_all_is_left_alone() {
        assert_eq!(policy(&when("context.connection.platform == \"mac\" && context.saml has department")), "");
    }

    #[test]
    fn attributes_are_read_after_they_were_asked_for() {
        snapshot!(
            "policy-guard",
            policy(&when("[\"LOW\"].contains(context.jamf.risk) || context.saml.memberOf.contains(\"x\")"))
        );
    }

    #[test]
    fn a_guard_in_one_branch_does_not_hold_in_another() {
        let text = when(
            "(context has jamf && context.jamf has risk && context.jamf.risk == \"LOW\") ||\n  context.jamf.osv == \"15\"",
        );
        snapshot!("policy-guard-branch", policy(&text));
    }

    #[test]
    fn guards_hold_where_cedar_evaluates_them_first() {
        let unguarded = |condition: &str| {
            let read = parsed(condition).mentions.into_iter().filter(|mention| !mention.unguarded.is_empty());
            read.map(|mention| mention.path.join(".")).collect::<Vec<_>>()
        };
        let guarded = [
            "context has a && context.a has b && context.a.b",
            "context has a.b && context.a.b",
            "!(context has a) || context.a",
            "!(!(context has a)) && context.a",
            "if context has a then context.a else false",
            "if !(context has a) then true else context.a",
            "(if context has a then true else false) && context.a",
            "(context has a && 1 == 1) && (context.a || true)",
            "(context has a || false) && context.a",
            "!(!(context has a) || !(context.a has b)) && context.a.b",
            "context has a && {x: [context.a]}.x == [1]",
            "((context has a && context has b) || (context has a && context has c)) && context.a",
            "context has \"active-directory\" && context[\"active-directory\"] has x",
        ];
        for condition in guarded {
            assert_eq!(unguarded(condition), Vec::<String>::new(), "{condition}");
        }
        let bare = [
            ("context.a && context has a", "a"),
            ("(context has a || context has b) && context.a", "a"),
            ("(if context has b then true else context has a) && context.a", "a"),
            ("!(context has a) && context.a", "a"),
            ("!(context has a && context has b) || context has c && context.c", ""),
            ("context has a && context.a.b", "a.b"),
            ("(context has a) == true && context.a", "a"),
            ("[context has a].contains(true) && context.a", "a"),
            ("ip(context.a).isIpv4()", "a"),
            ("context.a like \"x*\"", "a"),
            ("context has a.b && context.a.c", "a.c"),
        ];
        for (condition, expected) in bare {
            let expected: Vec<&str> = Some(expected).into_iter().filter(|path| !path.is_empty()).collect();
            assert_eq!(unguarded(condition), expected, "{condition}");
        }
    }

    #[test]
    fn values_are_used_as_what_they_are() {
        snapshot!(
            "policy-type",
            policy(&when(
                "context has jamf && context.jamf has risk && context.jamf.risk < 3 &&\n  context has crowdstrike && context.crowdstrike has assessment.overall && context.crowdstrike.assessment.overall == \"80\" &&\n  context.saml has memberOf && context.saml.memberOf like \"VPN*\""
            ))
        );
        let held = [
            "context has jamf && context.jamf has groups && context.jamf.groups.contains(\"a\")",
            "context has crowdstrike && context.crowdstrike has assessment.os && context.crowdstrike.assessment.os >= 50",
            "context has jumpcloud && context.jumpcloud has device.is_managed && context.jumpcloud.device.is_managed",
            "context has jamf && context.jamf has risk && [].contains(context.jamf.risk)",
            "context.connection.anything == 3 && context.saml has department && context.saml.department like \"x\"",
            "[1, \"a\"].contains(1) && (if true then 1 else \"a\") == 1",
            "principal == User::\"x\" || context has jamf",
        ];
        for condition in held {
            assert_eq!(parsed(condition).types, [], "{condition}");
        }
    }

    #[test]
    fn a_guard_in_an_unless_clause_holds_in_it() {
        let text = "permit (principal, action, resource)\nunless { context has jamf && context.jamf has risk && context.jamf.risk == \"HIGH\" };\n";
        assert_eq!(policy(text), "");
    }

    #[test]
    fn one_clause_guards_the_next() {
        let text = "permit (principal, action, resource)\nwhen { context has jamf }\nwhen { context.jamf has risk }\nunless { context.jamf.risk == \"HIGH\" };\n";
        assert_eq!(policy(text), "");
    }
}
