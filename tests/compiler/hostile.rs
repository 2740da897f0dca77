//! Text is data. Whatever a person writes comes out as itself, from the text of a blueprint to each target, or is refused.

use crate::support::case::Case;
use crate::support::generate::words::{HOSTILE, fit, hostile, known};
use crate::support::output::Output;
use crate::support::said::{Said, of_body};
use crate::support::style::{Style, styles};
use crate::support::{examined_with, faults, generate, parsed, small};
use cvpn_blueprint::Circumstances;
use cvpn_blueprint::fault::{Severity, Target};
use cvpn_blueprint::types::{
    Banner, Description, FileName, GroupDescription, GroupName, PersonName, TagKey, TagValue, UserName, Words,
};
use proptest::prelude::*;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The free texts of a blueprint.
#[derive(Clone, Debug)]
struct Texts {
    description: Description,
    banner: Banner,
    rule: Description,
    route: Description,
    policy: Description,
    tenant: Words,
    key: TagKey,
    value: TagValue,
    group: GroupName,
    about: GroupDescription,
    user: UserName,
    given: PersonName,
    family: PersonName,
    /// In files beside the blueprint.
    comment: String,
}

fn texts() -> impl Strategy<Value = Texts> {
    prop::collection::vec(hostile(80), 14).prop_map(|texts| Texts {
        description: fit(&texts[0]),
        banner: fit(&texts[1]),
        rule: fit(&texts[2]),
        route: fit(&texts[3]),
        policy: fit(&texts[4]),
        tenant: fit(&texts[5]),
        key: fit(&texts[6]),
        value: fit(&texts[7]),
        group: fit(&texts[8]),
        about: fit(&texts[9]),
        user: fit(&texts[10]),
        given: fit(&texts[11]),
        family: fit(&texts[12]),
        comment: texts[13]
            .replace("--", "")
            .chars()
            .filter(|letter| !letter.is_control() && !is_separator(*letter))
            .collect(),
    })
}

fn is_separator(letter: char) -> bool {
    matches!(letter.general_category(), GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator)
}

/// A blueprint with these texts. In this Region both targets make users. With a policy there is no Terraform.
fn blueprint(texts: &Texts, style: Style, policy: bool) -> String {
    let scalar = |text: &str| style.scalar(text);
    let posture = format!(
        r#"  device_posture:
    - {{ type: crowdstrike, tenant_id: {tenant}, public_signing_key_url: "https://example.com/jwk.json" }}
    - {{ type: jamf, tenant_id: {tenant} }}
  authorization_policy:
    file: policies/zero-trust.cedar
    description: {description}
"#,
        tenant = Style::Double.scalar(texts.tenant.as_str()),
        description = Style::Single.scalar(texts.policy.as_str()),
    );
    let posture = if policy { posture } else { String::new() };
    // Keys stand on one line.
    let key = |text: &str| Style::Single.scalar(text);
    let Texts { description, banner, rule, route, key: tag, value, group, about, user, given, family, .. } = texts;
    let (group, user) = (key(group.as_str()), key(user.as_str()));
    format!(
        r#"version: 1
name: corp-vpn
account: "111122223333"
region: us-east-1
tags:
  {tag}: {value}
identity_center:
  identity_store_id: d-0123456789
  application:
    name: AWS Client VPN
    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef
    metadata: saml/client-vpn.xml
  users: {{ {user}: {{ given_name: {given}, family_name: {family}, email: taro@example.com }} }}
  groups: {{ {group}: {{ members: [{user}], description: {about} }} }}
endpoint:
  description: {description}
  banner: {banner}
  client_cidr: 192.168.0.0/22
  server_certificate:
    arn: arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000
{posture}network:
  vpc: {{ id: vpc-0123456789abcdef0, cidrs: [10.0.0.0/16] }}
  subnets:
    - {{ id: subnet-0a1b2c3d4e5f60718, availability_zone: us-east-1a, cidr: 10.0.10.0/24 }}
  routes:
    - {{ to: 10.50.0.0/16, description: {route} }}
access:
  - {{ to: 10.0.1.0/24, groups: [{group}], description: {rule} }}
"#,
        tag = key(tag.as_str()),
        value = scalar(value.as_str()),
        // Inside braces a literal cannot stand.
        given = Style::Double.scalar(given.as_str()),
        family = key(family.as_str()),
        about = Style::Double.scalar(about.as_str()),
        description = scalar(description.as_str()),
        banner = scalar(banner.as_str()),
        route = key(route.as_str()),
        rule = Style::Double.scalar(rule.as_str()),
    )
}

/// The files beside the blueprint, with a comment in each.
fn beside(circumstances: &mut Circumstances, comment: &str) {
    for (file, text) in &mut circumstances.files {
        let text = text.as_mut().expect("the gallery's file");
        match file.as_str().ends_with(".xml") {
            true => text.push_str(&format!("<!-- {comment} -->\n")),
            false => text.insert_str(0, &format!("// {comment}\n")),
        }
    }
}

/// What an output says at a path of the only resource of a type; of the first, if several are of it.
fn said<'a>(output: &'a Output, kind: &str, path: &str) -> Option<&'a str> {
    let resource = output.resources.values().find(|resource| resource.kind == kind)?;
    resource.said.leaves().into_iter().find(|(at, _)| at == path)?.1.text()
}

const RULE: (&str, &str) = ("AWS::EC2::ClientVpnAuthorizationRule", "aws_ec2_client_vpn_authorization_rule");

/// A text, and where it stands in each target.
type Row<'a> = (&'a str, [(&'a str, &'a str); 2]);

fn rows<'a>(texts: &'a Texts, display: &'a str) -> Vec<Row<'a>> {
    let endpoint = |one, other| [("AWS::EC2::ClientVpnEndpoint", one), ("aws_ec2_client_vpn_endpoint", other)];
    let user = |one, other| [("AWS::IdentityStore::User", one), ("aws_identitystore_user", other)];
    let group = |one, other| [("AWS::IdentityStore::Group", one), ("aws_identitystore_group", other)];
    let banner = ("ClientLoginBannerOptions.BannerText", "client_login_banner_options[0].banner_text");
    let described = |one, other| [(one, "Description"), (other, "description")];
    vec![
        (texts.description.as_str(), endpoint("Description", "description")),
        (texts.banner.as_str(), endpoint(banner.0, banner.1)),
        (texts.rule.as_str(), described(RULE.0, RULE.1)),
        (texts.route.as_str(), described("AWS::EC2::ClientVpnRoute", "aws_ec2_client_vpn_route")),
        (texts.group.as_str(), group("DisplayName", "display_name")),
        (texts.about.as_str(), group("Description", "description")),
        (texts.user.as_str(), user("UserName", "user_name")),
        (texts.given.as_str(), user("Name.GivenName", "name[0].given_name")),
        (texts.family.as_str(), user("Name.FamilyName", "name[0].family_name")),
        (display, user("DisplayName", "display_name")),
    ]
}

/// Takes a blueprint with these texts through all stages, and checks what comes out.
fn check(texts: &Texts, style: Style, policy: bool) -> Result<(), TestCaseError> {
    let text = blueprint(texts, style, policy);
    let examined = examined_with(&text, |circumstances| beside(circumstances, &texts.comment));
    let errors: Vec<_> = examined.faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
    prop_assert!(errors.is_empty(), "{:#?}\n{}", errors, text);
    let case = Case::synthesized(examined.checked.expect("no error"));
    let (cloudformation, terraform) = (case.cloudformation(), case.terraform());
    prop_assert_eq!(case.has(Target::Terraform), !policy);

    let display = format!("{} {}", texts.given, texts.family);
    for (text, [(kind, path), (other_kind, other_path)]) in rows(texts, &display) {
        prop_assert_eq!(said(&cloudformation, kind, path), Some(text), "{} {}", kind, path);
        if !policy {
            prop_assert_eq!(said(&terraform, other_kind, other_path), Some(text), "{} {}", other_kind, other_path);
        }
    }
    for (text, path) in [(texts.key.as_str(), "Tags[0].Key"), (texts.value.as_str(), "Tags[0].Value")] {
        prop_assert_eq!(said(&cloudformation, "AWS::Logs::LogGroup", path), Some(text));
    }
    for (_, body) in case.modules().iter().filter(|(path, _)| path.ends_with("providers.tf")) {
        let said = Said::Map(of_body(body));
        let leaves = said.leaves();
        let tag = leaves.iter().find(|(path, _)| path.contains("default_tags")).expect("a tag");
        prop_assert!(tag.0.ends_with(&format!(".tags.{}", texts.key)), "{}", tag.0);
        prop_assert_eq!(tag.1.text(), Some(texts.value.as_str()));
    }

    let files = &case.checked.circumstances().files;
    let file = |name: &str| files[&known::<FileName>(name)].as_deref().ok();
    let metadata = said(&cloudformation, "AWS::IAM::SAMLProvider", "SamlMetadataDocument");
    prop_assert_eq!(metadata, file("saml/client-vpn.xml"));
    if policy {
        let of_endpoint = |path| said(&cloudformation, "AWS::EC2::ClientVpnEndpoint", path);
        prop_assert_eq!(of_endpoint("AuthorizationPolicy.PolicyDocument"), file("policies/zero-trust.cedar"));
        prop_assert_eq!(of_endpoint("AuthorizationPolicy.Description"), Some(texts.policy.as_str()));
        let tenant = of_endpoint("DevicePostureOptions.TrustProviders[0].TenantId");
        prop_assert_eq!(tenant, Some(texts.tenant.as_str()));
    } else {
        prop_assert_eq!(said(&terraform, "aws_iam_saml_provider", "saml_metadata_document"), metadata);
    }
    for artifact in &case.artifacts {
        prop_assert_eq!(unseen(&artifact.text), None, "in {}", artifact.path);
    }
    Ok(())
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn any_text_comes_out_as_itself(texts in texts(), style in styles()) {
        check(&texts, style, false)?;
    }

    #[test]
    fn any_text_of_a_policy_comes_out_as_itself(texts in texts(), style in styles()) {
        check(&texts, style, true)?;
    }
}

/// The first letter of a printed file that a reviewer would not see.
fn unseen(text: &str) -> Option<char> {
    text.chars().find(|letter| match letter.general_category() {
        GeneralCategory::Control => *letter != '\n',
        GeneralCategory::Format | GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => true,
        _ => false,
    })
}

#[test]
fn each_hostile_piece_comes_out_as_itself() {
    for piece in HOSTILE {
        let text = small(&[("Application subnet", &Style::Double.scalar(piece))]);
        let (_, faults) = faults(&text);
        let errors: Vec<_> = faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{piece:?}: {errors:?}");
        let case = Case::of(parsed(&text)).expect("no error");
        assert_eq!(said(&case.cloudformation(), RULE.0, "Description"), Some(*piece));
        assert_eq!(said(&case.terraform(), RULE.1, "description"), Some(*piece));
    }
}

#[test]
fn control_characters_are_refused_wherever_text_is_written() {
    let places = [
        ("name: AWS Client VPN\n", "name: \"AWS{}VPN\"\n"),
        ("Staff: {", "\"St{}aff\": {"),
        ("People who may connect", "\"People{}\""),
        ("Application subnet", "\"App{}\""),
        ("endpoint:\n", "endpoint:\n  description: \"a{}b\"\n"),
        ("endpoint:\n", "endpoint:\n  banner: \"a{}b\"\n"),
        ("endpoint:\n", "tags: { team: \"a{}b\" }\nendpoint:\n"),
        ("endpoint:\n", "tags: { \"a{}b\": x }\nendpoint:\n"),
        ("metadata: saml/client-vpn.xml", "metadata: \"saml/{}.xml\""),
    ];
    let controls = (0..0x20).chain(0x7f..0xa0).filter(|code| !matches!(code, 9 | 10));
    for code in controls {
        let escape = format!("\\u{code:04x}");
        for (from, to) in places {
            let text = small(&[(from, &to.replace("{}", &escape))]);
            let (_, faults) = faults(&text);
            assert!(faults.iter().any(|fault| fault.severity == Severity::Error), "U+{code:04X} is taken in\n{text}");
        }
    }
}
