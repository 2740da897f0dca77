//! Preflight: each fault, told whole, at its place in the blueprint.

use super::situation::{APPLICATION, CERTIFICATE, Situation, application, certificate, cidr, entry, fine};
use crate::certificates::sample::{NOW, ca, server};
use crate::support::snapshot;
use cvpn_blueprint::rule::live;
use cvpn_deploy::client::sso::Application;
use cvpn_deploy::preflight::Facts;
use cvpn_deploy::{Issued, Order, client};

/// What preflight says when one thing is not as it should be.
fn told(change: impl FnOnce(&mut Facts)) -> String {
    told_of(&[], change)
}

fn told_of(edits: &[(&str, &str)], change: impl FnOnce(&mut Facts)) -> String {
    let mut facts = fine();
    change(&mut facts);
    Situation::of(edits).report(&facts)
}

#[test]
fn nothing_is_told_when_all_is_there() {
    assert_eq!(told(|_| {}), "");
}

#[test]
fn credentials_of_another_account() {
    let elsewhere = ("999988887777".to_owned(), "arn:aws:iam::999988887777:user/taro".to_owned());
    snapshot!("account-differs", told(|facts| facts.caller = elsewhere));
}

#[test]
fn with_the_wrong_credentials_nothing_else_is_told() {
    let report = told(|facts| *facts = Facts { caller: ("999988887777".into(), "arn".into()), ..Facts::default() });
    assert_eq!(report.matches("error[").count(), 1, "{report}");
}

#[test]
fn a_permission_that_is_missing() {
    let report = told(|facts| {
        let all = client::all_actions();
        let find = |name: &str| *all.iter().find(|action| action.0 == name).expect("an action");
        facts.denied = vec![find("ec2:CreateClientVpnEndpoint")];
        facts.refused = vec![(find("iam:GetSAMLProvider"), "User: taro is not authorized".to_owned())];
    });
    snapshot!("permission-missing", report);
}

#[test]
fn networks_that_do_not_exist() {
    let edits = [("  subnets:\n", "  security_groups: [sg-0123456789abcdef0]\n  subnets:\n")];
    let report = told_of(&edits, |facts| {
        facts.network = Some(Vec::new());
        facts.subnets.as_mut().expect("subnets").remove(0);
    });
    snapshot!("network-absent", report);
}

#[test]
fn networks_that_are_not_what_the_blueprint_says() {
    let edits = [("  subnets:\n", "  security_groups: [sg-0123456789abcdef0]\n  subnets:\n")];
    let report = told_of(&edits, |facts| {
        let groups = entry(&[("groupId", "sg-0123456789abcdef0"), ("vpcId", "vpc-0fedcba9876543210")]);
        facts.network.as_mut().expect("the network").push(groups);
        let subnets = facts.subnets.as_mut().expect("subnets");
        subnets[0].texts.insert("availabilityZone".into(), "ap-northeast-1d".into());
        subnets[1].texts.insert("cidrBlock".into(), "10.0.30.0/24".into());
    });
    snapshot!("network-differs", report);
}

#[test]
fn a_secondary_cidr_that_is_not_listed() {
    let report = told(|facts| {
        let vpc = &mut facts.network.as_mut().expect("the network")[0];
        let cidrs = vpc.lists.get_mut("cidrBlockAssociationSet").expect("CIDRs");
        cidrs.extend([cidr("10.1.0.0/16"), cidr("192.168.0.0/24")]);
    });
    snapshot!("vpc-cidr-unlisted", report);
}

#[test]
fn a_vpc_with_dedicated_tenancy() {
    let report = told(|facts| {
        let vpc = &mut facts.network.as_mut().expect("the network")[0];
        vpc.texts.insert("instanceTenancy".into(), "dedicated".into());
    });
    snapshot!("vpc-tenancy", report);
}

#[test]
fn a_subnet_with_too_few_free_addresses() {
    let report = told(|facts| {
        let subnet = &mut facts.subnets.as_mut().expect("subnets")[0];
        subnet.texts.insert("availableIpAddressCount".into(), "19".into());
    });
    snapshot!("subnet-addresses", report);
}

#[test]
fn a_certificate_that_client_vpn_would_not_take() {
    let report = told(|facts| {
        let pending = Some(client::acm::Certificate {
            status: "PENDING_VALIDATION".into(),
            domain: "server".into(),
            ..certificate()
        });
        facts.certificates.insert(CERTIFICATE.into(), pending);
    });
    let absent = told(|facts| {
        facts.certificates.insert(CERTIFICATE.into(), None);
    });
    snapshot!("server-certificate-unusable", format!("{report}\n{absent}"));
}

/// A DNS name without a dot is one, as in the certificates that AWS's guide makes.
#[test]
fn a_certificate_has_a_dns_name_or_a_common_name_with_a_dot() {
    let named = |names: &[&str]| {
        let certificate_of = |names: &[&str]| {
            server(|parameters| {
                parameters.distinguished_name = rcgen::DistinguishedName::new();
                parameters.distinguished_name.push(rcgen::DnType::CommonName, "server");
                let name = |name: &&str| rcgen::SanType::DnsName((*name).try_into().expect("a name"));
                parameters.subject_alt_names = names.iter().map(name).collect();
            })
        };
        told(|facts| {
            let found = client::acm::Certificate { domain: "server".into(), ..certificate() };
            facts.certificates.insert(CERTIFICATE.into(), Some(found));
            facts.pems.insert(CERTIFICATE.into(), (certificate_of(names), ca()));
            facts.now = Some(*NOW);
        })
    };
    assert_eq!(named(&["server"]), "");
    assert!(named(&[]).contains("error[server-certificate-domain]"), "{}", named(&[]));
}

#[test]
fn a_set_of_certificates_that_is_not_there() {
    let arn = format!("    arn: {CERTIFICATE}");
    let situation = Situation::of(&[(&arn, "    issued: { domain: vpn.example.com }")]);
    let absent = situation.report(&fine());
    let issued = Issued { certificate: "", key: "", chain: "", domain: "other.example.com" };
    let other = situation.report_of(&Order { issued: Some(issued), ..situation.order() }, &fine());
    snapshot!("certificate-set-absent", format!("{absent}\n{other}"));
}

#[test]
fn an_identity_center_that_is_another_one() {
    let absent = told(|facts| facts.instances = Some(Vec::new()));
    let other = told(|facts| facts.instances.as_mut().expect("instances")[0].store = "d-9876543210".into());
    snapshot!("identity-center-differs", format!("{absent}\n{other}"));
}

#[test]
fn an_application_that_nobody_can_sign_in_to() {
    let disabled = told(|facts| {
        facts.applications.insert(APPLICATION.into(), Some(application("AWS Client VPN", false)));
    });
    let absent = told(|facts| {
        facts.applications.insert(APPLICATION.into(), None);
        let arn = APPLICATION.replace("apl-0123", "apl-9876");
        facts.others = vec![Application { arn, ..application("AWS Client VPN", true) }];
    });
    snapshot!("application-unusable", format!("{disabled}\n{absent}"));
}

#[test]
fn groups_that_are_not_what_the_blueprint_says() {
    const ID: &str = "90676c1b-5041-70f7-a9a5-7f2a1c1f0e55";
    let there = format!("    Staff: {{ id: {ID} }}");
    let made = "    Staff: { description: People who may connect }";
    let absent = told_of(&[(made, &there)], |facts| {
        facts.group_names.insert(ID.into(), None);
        facts.group_ids.insert("Staff".into(), Some("90676c1b-5041-70f7-a9a5-7f2a1c1f0e56".into()));
    });
    snapshot!("group-absent", absent);
    let renamed = told_of(&[(made, &there)], |facts| {
        facts.group_names.insert(ID.into(), Some("Everyone".into()));
    });
    snapshot!("group-name-differs", renamed);
    let taken = told(|facts| {
        facts.group_ids.insert("Staff".into(), Some(ID.into()));
    });
    snapshot!("group-taken", taken);
}

#[test]
fn a_member_who_is_not_there() {
    let edits = [
        ("People who may connect }", "People who may connect, members: [taro] }"),
        (
            "  groups:\n",
            "  users:\n    taro: { given_name: Taro, family_name: Yamada, email: taro@example.com }\n  groups:\n",
        ),
    ];
    let report = told_of(&edits, |facts| {
        facts.users.insert("taro".into(), false);
    });
    snapshot!("member-absent", report);
}

#[test]
fn names_that_are_taken() {
    let provider = "arn:aws:iam::111122223333:saml-provider/corp-vpn";
    let report = told(|facts| {
        facts.providers.insert(provider.into());
    });
    snapshot!("saml-provider-taken", report);
    let report = told(|facts| {
        facts.stacks.insert("corp-vpn".into(), "A web site".into());
    });
    snapshot!("stack-taken", report);
}

#[test]
fn what_is_the_vpns_own_is_not_taken() {
    let report = told(|facts| {
        let arn = "arn:aws:iam::111122223333:saml-provider/corp-vpn".to_owned();
        facts.providers.insert(arn.clone());
        let physical = |physical: &str| client::cloudformation::StackResource {
            physical: physical.to_owned(),
            ..client::cloudformation::StackResource::default()
        };
        let id = "90676c1b-5041-70f7-a9a5-7f2a1c1f0e55";
        facts.group_ids.insert("Staff".into(), Some(id.into()));
        facts.own = vec![physical(&arn), physical(&format!("{id}|d-0123456789"))];
        facts.stacks.insert("corp-vpn".into(), "corp-vpn: AWS Client VPN with single sign-on".into());
    });
    assert_eq!(report, "");
}

#[test]
fn a_template_that_needs_a_bucket() {
    let rules: String = (0..200).map(|net| format!("  - {{ to: 10.0.{net}.0/24, groups: [Staff], description: Network {net} with a long description of what is in it }}\n")).collect();
    let last = "  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n";
    let situation = Situation::of(&[(last, &rules)]);
    snapshot!("template-bucket", situation.report(&fine()));
    let order = Order { bucket: Some("templates"), ..situation.order() };
    assert_eq!(situation.report_of(&order, &fine()), "");
}

#[test]
fn quotas_without_room() {
    let report = told(|facts| {
        facts.endpoints = 5;
        facts.quotas.insert("L-9A1BC94B", 0);
    });
    snapshot!("quota", report);
}

#[test]
fn every_rule_about_what_is_live_is_told_here() {
    let source = include_str!("preflight.rs");
    for rule in live::ALL {
        assert!(source.contains(&format!("\"{}\"", rule.code)), "{}", rule.code);
    }
}
