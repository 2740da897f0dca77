//! A blueprint with its templates, and what is found in AWS when all is as it should be.

use crate::support;
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::{Checked, Document};
use cvpn_deploy::client::acm::Certificate;
use cvpn_deploy::client::ec2::Entry;
use cvpn_deploy::client::sso::{Application, Instance};
use cvpn_deploy::preflight::Facts;
use cvpn_deploy::{Order, preflight};
use serde_json::Value;
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// The small blueprint with edits, checked.
pub struct Situation {
    document: Document,
    checked: Checked,
    text: Vec<cvpn_compiler::artifact::Artifact>,
}

impl Situation {
    pub fn of(edits: &[(&str, &str)]) -> Self {
        let examined = support::examined_with(&support::small(edits), |circumstances| {
            circumstances.targets = vec![Target::CloudFormation];
        });
        let checked = examined.checked.unwrap_or_else(|| panic!("{:?}", examined.faults));
        let text = cvpn_compiler::compile(&checked, "1.0.0").artifacts;
        Situation { document: examined.document, checked, text }
    }

    pub fn order(&self) -> Order<'_> {
        Order::new(self.checked.blueprint(), &self.text)
    }

    /// The template of the endpoint.
    pub fn template(&self) -> Value {
        let order = self.order();
        let stack = order.stacks.iter().find(|stack| stack.name == "corp-vpn").expect("the stack of the endpoint");
        stack.template.clone()
    }

    /// What preflight says of facts, as people read it.
    pub fn report(&self, facts: &Facts) -> String {
        self.report_of(&self.order(), facts)
    }

    pub fn report_of(&self, order: &Order<'_>, facts: &Facts) -> String {
        support::render(&(self.document.clone(), preflight::check(order, facts)))
    }
}

/// An entry of an answer of EC2.
pub fn entry(texts: &[(&str, &str)]) -> Entry {
    let texts = texts.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    Entry { texts: texts.collect(), lists: BTreeMap::new() }
}

fn subnet(id: &str, zone: &str, cidr: &str) -> Entry {
    entry(&[
        ("subnetId", id),
        ("vpcId", "vpc-0123456789abcdef0"),
        ("availabilityZone", zone),
        ("cidrBlock", cidr),
        ("availableIpAddressCount", "250"),
    ])
}

pub const CERTIFICATE: &str =
    "arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
pub const APPLICATION: &str = "arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef";

/// What is found when all is as the small blueprint needs it.
pub fn fine() -> Facts {
    let mut vpc = entry(&[("vpcId", "vpc-0123456789abcdef0"), ("instanceTenancy", "default")]);
    vpc.lists.insert("cidrBlockAssociationSet".into(), vec![cidr("10.0.0.0/16")]);
    Facts {
        caller: ("111122223333".into(), "arn:aws:iam::111122223333:user/taro".into()),
        network: Some(vec![vpc]),
        subnets: Some(vec![
            subnet("subnet-0a1b2c3d4e5f60718", "ap-northeast-1a", "10.0.10.0/24"),
            subnet("subnet-0a1b2c3d4e5f60719", "ap-northeast-1c", "10.0.20.0/24"),
        ]),
        certificates: [(CERTIFICATE.to_owned(), Some(certificate()))].into(),
        now: OffsetDateTime::from_unix_timestamp(1_790_000_000).ok(),
        instances: Some(vec![Instance {
            arn: "arn:aws:sso:::instance/ssoins-0123456789abcdef".into(),
            store: "d-0123456789".into(),
        }]),
        applications: [(APPLICATION.to_owned(), Some(application("AWS Client VPN", true)))].into(),
        store: Some("d-0123456789".into()),
        quotas: [("L-8EA77D34", 5), ("L-9A1BC94B", 200), ("L-401D78F7", 100)].into(),
        ..Facts::default()
    }
}

pub fn cidr(cidr: &str) -> Entry {
    entry(&[("cidrBlock", cidr), ("cidrBlockState.state", "associated")])
}

pub fn certificate() -> Certificate {
    Certificate {
        domain: "vpn.example.com".into(),
        status: "ISSUED".into(),
        key: "RSA_2048".into(),
        kind: "IMPORTED".into(),
        until: None,
        used_by: Vec::new(),
    }
}

pub fn application(name: &str, enabled: bool) -> Application {
    Application { arn: APPLICATION.into(), name: name.into(), enabled }
}
