//! Parts that are there only where they apply, and what they say.

use super::{english, of_gallery};
use crate::support::{edit, gallery, small};

const ARN: &str = "    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef\n";

#[test]
fn steps_are_numbered_without_a_gap_whatever_applies() {
    for name in super::whole::GALLERY {
        let read = of_gallery(name);
        let numbers: Vec<usize> =
            read.titles().iter().filter_map(|title| title.split_once(". ")?.0.parse().ok()).collect();
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "{name}");
        assert!(numbers.len() >= 5, "{name}");
    }
}

#[test]
fn every_step_says_what_to_check() {
    for name in super::whole::GALLERY {
        let read = of_gallery(name);
        // A part of a step with a heading of its own belongs to the step.
        let (mut step, mut checked) = ("", true);
        for section in &read.sections {
            if section.title.contains(". ") || section.title == "If it does not work" {
                assert!(checked, "{name}: {step}");
                (step, checked) = (&section.title, false);
            }
            checked |= section.title.contains("Check ") || section.labels.iter().any(|label| label == "Check:");
        }
    }
}

#[test]
fn before_there_is_an_application_the_runbook_says_how_to_make_it_and_where_to_write_it_down() {
    let read = english(&small(&[(ARN, ""), ("    metadata: saml/client-vpn.xml\n", "")]));
    let section = read.section("Make the SAML application AWS Client VPN");
    for value in [
        "AWS Client VPN",
        "http://127.0.0.1:35001",
        "urn:amazon:webservices:clientvpn",
        "Subject",
        "${user:email}",
        "emailAddress",
        "memberOf",
        "${user:groups}",
        "unspecified",
        "saml/client-vpn.xml",
        "identity_center.application",
    ] {
        assert!(section.values.iter().any(|found| found == value), "{value} in {:?}", section.values);
    }
    assert!(section.text().contains("Write into the blueprint"), "{}", section.text());
    assert!(!section.text().contains("If the application exists"), "{}", section.text());
    let order: Vec<usize> = ["Make the SAML application", "Synthesize", "Deploy", "Hand out", "Connect"]
        .iter()
        .map(|title| read.titles().iter().position(|found| found.contains(title)).unwrap())
        .collect();
    assert!(order.is_sorted(), "{:?}", read.titles());
}

#[test]
fn a_portal_has_an_application_of_its_own() {
    let read = of_gallery("full-tunnel");
    let section = read.section("AWS Client VPN portal");
    let acs = "https://self-service.clientvpn.amazonaws.com/api/auth/sso/saml";
    assert!(section.values.iter().any(|value| value == acs), "{:?}", section.values);
    assert!(!section.values.iter().any(|value| value == "http://127.0.0.1:35001"));
    assert!(read.section("Hand out").text().contains("SelfServicePortalUrl"));
    assert!(!of_gallery("quickstart").text().contains("self-service"));
}

#[test]
fn gov_cloud_has_addresses_of_its_own() {
    let text = gallery("full-tunnel").replace("region: ap-northeast-1", "region: us-gov-west-1");
    let read = english(&text);
    let values = &read.section("AWS Client VPN portal").values;
    let acs = "https://gov.self-service.clientvpn.amazonaws.com/api/auth/sso/saml";
    assert!(values.iter().any(|value| value == acs), "{values:?}");
    assert!(read.text().contains("https://console.amazonaws-us-gov.com/singlesignon"));
}

#[test]
fn the_choices_about_the_second_factor_are_those_of_the_blueprint() {
    let with = |mfa: &str| english(&small(&[("  application:\n", &format!("  mfa: {mfa}\n  application:\n"))]));
    let text = with("{ prompt: context_aware, unregistered_device: block }").section("how people sign in").text();
    assert!(text.contains("Only when their sign-in context changes (context-aware)"), "{text}");
    assert!(text.contains("Block their sign-in") && text.contains("without a second factor"), "{text}");
    let text = with("{ prompt: never }").section("how people sign in").text();
    assert!(text.contains("Never (disabled)") && !text.contains("registered MFA device"), "{text}");
}

#[test]
fn an_external_identity_provider_asks_for_the_second_factor_itself() {
    let read = of_gallery("split-accounts");
    assert!(!read.has("how people sign in"));
    assert!(read.section("Have the identity provider ask").text().contains("hides its own MFA settings"));
    assert!(!read.text().contains("Connected without a second factor"));
}

#[test]
fn without_identity_center_there_is_no_step_in_it() {
    for (text, title) in [
        (gallery("active-directory"), None),
        (
            edit(
                &gallery("active-directory"),
                &[(
                    "directory: { id: d-0123456789 }",
                    "mutual: { client_root_chain_arn: 'arn:aws:acm:ap-northeast-1:111122223333:certificate/\
                     00000000-0000-0000-0000-000000000000' }",
                )],
            ),
            None,
        ),
        (
            edit(
                &gallery("active-directory"),
                &[(
                    "directory: { id: d-0123456789 }",
                    "federated: { saml_provider_arn: 'arn:aws:iam::111122223333:saml-provider/Okta' }",
                )],
            ),
            Some("Check the application at the identity provider"),
        ),
    ] {
        let read = english(&text);
        for word in ["Identity Center", "singlesignon", "Synthesize", "${user:groups}"] {
            assert!(!read.text().contains(word), "{word} in\n{}", read.text());
        }
        assert_eq!(read.has("identity provider"), title.is_some(), "{:?}", read.titles());
    }
}

#[test]
fn the_directory_is_asked_whether_it_wants_a_second_factor() {
    let read = of_gallery("active-directory");
    let section = read.section("Check what must be there already");
    assert!(section.text().contains("RadiusStatus"), "{}", section.text());
    assert!(read.text().contains("no group whose SID a rule names"));
}

#[test]
fn an_issued_certificate_is_imported_before_the_deployment_and_its_arn_passed_on() {
    let read = of_gallery("multi-group");
    let import = read.section("Import the server certificate");
    for word in
        ["fileb://server.crt", "fileb://server.key", "fileb://ca.crt", "CERTIFICATE_ARN=$(aws acm import-certificate"]
    {
        assert!(import.commands[0].contains(word), "{:?}", import.commands);
    }
    assert!(import.text().contains("vpn.example.com"));
    let deploy = read.section("CloudFormation").text() + &read.section("Terraform").text();
    assert!(deploy.contains("--parameter-overrides \"ServerCertificateArn=$CERTIFICATE_ARN\""), "{deploy}");
    assert!(deploy.contains("-var \"server_certificate_arn=$CERTIFICATE_ARN\""), "{deploy}");
}

#[test]
fn a_certificate_that_acm_issues_needs_its_record_first() {
    let read = of_gallery("dns-validated");
    let commands = &read.section("Terraform").commands;
    let position = |word: &str| commands.iter().position(|command| command.contains(word)).expect(word);
    assert!(position("-target aws_acm_certificate.server") < position("output server_certificate_validation"));
    assert!(position("CertificateSummaryList[?DomainName=='vpn.example.com']") < position("output -raw endpoint_id"));
    assert!(read.section("CloudFormation").text().contains("Z0123456789ABCDEFGHIJ"));
    assert!(!read.has("The server certificate"), "ACM renews it");
}

#[test]
fn a_client_certificate_goes_into_the_profile_of_its_person() {
    let read = of_gallery("mutual-and-sso");
    let section = read.section("Hand out");
    let merge = section.commands.iter().find(|command| command.contains("<cert>")).expect("a command that merges");
    assert!(merge.contains("umask 077") && merge.contains("client.key"), "{merge}");
    assert!(read.section("Connect").values.iter().any(|value| value == "client.ovpn"));
    assert!(read.has("The revocation list"));
    assert!(!of_gallery("quickstart").has("The revocation list"));
}

#[test]
fn a_transit_gateway_is_accepted_and_has_a_way_back() {
    let read = of_gallery("transit-gateway");
    let text = read.section("Connect the transit gateway").text();
    for word in [
        "accept-transit-gateway-client-vpn-attachment",
        "propagation",
        "send 172.28.0.0/20 to tgw-0123456789abcdef0",
        "10.10.0.0/16 (Application VPC)",
    ] {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert!(!read.has("Let clients reach the servers"));
    assert!(!read.text().contains("endpoint's as a source"));
}

#[test]
fn routes_beyond_the_vpc_are_there_on_both_sides() {
    let text = of_gallery("multi-group").section("Let clients reach the servers").text();
    assert!(text.contains("10.50.0.0/16 (Peered data VPC)") && text.contains("one back to 10.0.0.0/16"), "{text}");
    let text = of_gallery("full-tunnel").section("Let clients reach the servers").text();
    assert!(text.contains("0.0.0.0/0 (Internet)") && text.contains("NAT gateway"), "{text}");
}

#[test]
fn people_are_added_by_hand_only_where_the_target_cannot_make_them() {
    let read = of_gallery("multi-group");
    let people = read.section("Add people (after CloudFormation only)");
    for value in ["hanako.sato", "hanako.sato@example.com", "Hanako", "Sato", "VPN-Engineering", "VPN-Database"] {
        assert!(people.values.iter().any(|found| found == value), "{value}");
    }
    let moved = edit(&gallery("quickstart"), &[("region: ap-northeast-1", "region: us-east-1")]);
    assert!(!english(&moved).has("Add people"));
    assert!(!of_gallery("split-accounts").has("Add people"));
}

#[test]
fn people_whom_a_target_makes_can_set_a_password() {
    assert!(of_gallery("quickstart").section("how people sign in").text().contains("Send email OTP"));
    let nobody = edit(
        &gallery("quickstart"),
        &[
            ("    taro.yamada: { given_name: Taro, family_name: Yamada, email: taro.yamada@example.com }\n", ""),
            ("  users:\n", ""),
            ("      members: [taro.yamada]\n", ""),
        ],
    );
    assert!(!english(&nobody).text().contains("Send email OTP"));
}

#[test]
fn two_accounts_are_two_stacks_and_two_providers() {
    let made = edit(
        &gallery("split-accounts"),
        &[("      id: 90676c1b-5041-70f7-a9a5-7f2a1c1f0e55", "      description: Engineers")],
    );
    let read = english(&made);
    let commands = read.section("CloudFormation").commands.join("\n");
    for word in [
        "--region us-east-1 --stack-name split-accounts-identity",
        "GroupEngineeringId=$(aws cloudformation describe-stacks --region us-east-1",
        "--parameter-overrides \"GroupEngineeringId=$GroupEngineeringId\"",
    ] {
        assert!(commands.contains(word), "{word} in\n{commands}");
    }
    let texts = read.section("CloudFormation").texts.join("\n");
    let first = texts.find("with credentials of account 444455556666").expect("the account of Identity Center");
    assert!(first < texts.find("with credentials of account 111122223333").expect("the account of the endpoint"));
    assert!(read.section("Terraform").commands.join("\n").contains("alias   = \"identity\""));
    assert!(!of_gallery("quickstart").text().contains("aws.identity"));
}

#[test]
fn device_posture_needs_a_recent_client() {
    assert!(of_gallery("zero-trust").section("Connect (each person)").text().contains("6.2.0 or later"));
    assert!(of_gallery("full-tunnel").section("Connect (each person)").text().contains("5.2.0 or later"));
    assert!(!of_gallery("quickstart").section("Connect (each person)").text().contains("or later"));
}

#[test]
fn the_signing_certificate_is_uploaded_before_it_is_activated() {
    let read = of_gallery("quickstart");
    let texts = read.section("The signing certificate").texts.join("\n");
    let order =
        ["Generate new certificate", "Download the metadata again", "deploy as in step 6", "5 hours", "Set as active"];
    let order: Vec<usize> = order.iter().map(|words| texts.find(words).expect(words)).collect();
    assert!(order.is_sorted(), "{texts}");
    assert_eq!(read.sections.iter().find(|section| section.title.starts_with("6. ")).unwrap().title, "6. Deploy");
}

/// The small blueprint with a SAML provider that exists beside Identity Center.
pub const EXISTING: (&str, &str) = (
    "endpoint:\n",
    "endpoint:\n  authentication:\n    federated: { saml_provider_arn: 'arn:aws:iam::111122223333:saml-provider/Sso' }\n",
);

#[test]
fn where_the_saml_provider_exists_its_application_is_only_compared() {
    let read = english(&small(&[EXISTING, ("    metadata: saml/client-vpn.xml\n", "")]));
    let section = read.section("Check the SAML application AWS Client VPN");
    assert!(
        section.text().contains("arn:aws:iam::111122223333:saml-provider/Sso has its metadata"),
        "{}",
        section.text()
    );
    assert!(section.values.iter().any(|value| value == "${user:groups}"), "{:?}", section.values);
    for word in ["Add application", "Download", "client-vpn.xml"] {
        assert!(!section.text().contains(word), "{word} in {}", section.text());
    }
    assert!(!read.has("Make the SAML application"));
    let read = english(&small(&[EXISTING, (ARN, "")]));
    let text = read.section("Check the SAML application").text();
    assert!(text.contains("the ARN from the application's page as arn.") && !text.contains("as metadata"), "{text}");
}

#[test]
fn the_signing_certificate_goes_to_the_saml_provider_that_exists() {
    let read = english(&small(&[EXISTING]));
    let section = read.section("The signing certificate");
    let update = "aws iam update-saml-provider --saml-metadata-document file://saml/client-vpn.xml";
    assert!(section.commands.join("\n").contains(update), "{:?}", section.commands);
    assert!(section.commands.join("\n").contains("--saml-provider-arn arn:aws:iam::111122223333:saml-provider/Sso"));
    assert!(!section.text().contains("Synthesize") && !section.text().contains("deploy "), "{}", section.text());
    assert!(!of_gallery("quickstart").text().contains("update-saml-provider"));
}

#[test]
fn what_goes_wrong_is_told_by_what_people_see() {
    let read = of_gallery("quickstart");
    let text = read.section("If it does not work").text();
    for word in [
        "Connected, but nothing answers",
        "memberOf",
        "35001",
        "TLS handshake error",
        "does not have a domain",
        "Only when their sign-in context changes",
        "Connect again",
        "4 hours",
    ] {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert!(!text.contains("revocation list") && !text.contains("authorization-policy-deny"), "{text}");
    assert!(of_gallery("zero-trust").text().contains("authorization-policy-deny"));
    assert!(of_gallery("mutual-and-sso").section("If it does not work").text().contains("revocation list"));
}
