//! Ways to sign in: Identity Center with its people, or something else.

use super::words::{hostile, known, names, of};
use cvpn_blueprint::model::{
    Application, Authentication, Directory, Federated, Group, IdentityCenter, IdentitySource, Mfa, MfaPrompt, Mutual,
    Portal, UnregisteredDevice, User,
};
use cvpn_blueprint::types::{
    AccountId, ApplicationName, Email, GroupDescription, GroupName, PersonName, Region, UserName,
};
use proptest::prelude::*;
use proptest::sample::subsequence;
use std::collections::BTreeMap;

/// How clients show who they are.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The section of the blueprint.
    pub center: Option<IdentityCenter>,
    /// Methods besides.
    pub authentication: Option<Authentication>,
    /// The self-service portal.
    pub portal: Portal,
    /// Groups that rules may name; none: only everyone.
    pub groups: Vec<GroupName>,
}

/// A way to sign in for an endpoint in an account and Region.
pub fn sign_in(account: &'static str, region: &'static str) -> impl Strategy<Value = SignIn> {
    let certificate = format!("arn:aws:acm:{region}:{account}:certificate/1b2c3d4e-5f60-4182-93a4-b5c6d7e8f90a");
    let way = prop_oneof![
        6 => center(account).boxed(),
        1 => foreign(account, false).boxed(),
        1 => foreign(account, true).boxed(),
        1 => Just(SignIn { center: None, authentication: None, portal: Portal::Disabled, groups: Vec::new() }).boxed(),
    ];
    (way, prop::bool::weighted(0.3)).prop_map(move |(mut sign_in, mutual)| {
        let alone = sign_in.center.is_none() && sign_in.authentication.is_none();
        if mutual || alone {
            let mutual = Mutual { client_root_chain_arn: known(&certificate) };
            sign_in.authentication.get_or_insert_default().mutual = Some(mutual);
        }
        sign_in
    })
}

/// Active Directory, or a SAML provider that exists.
fn foreign(account: &'static str, federated: bool) -> impl Strategy<Value = SignIn> {
    (prop::collection::btree_set(1000..2000u32, 1..5), any::<bool>()).prop_map(move |(numbers, portal)| {
        let portal = federated && portal;
        let provider = |name: &str| known(&format!("arn:aws:iam::{account}:saml-provider/{name}"));
        let federated = federated.then(|| Federated {
            saml_provider_arn: provider("Okta"),
            portal_saml_provider_arn: portal.then(|| provider("Okta-portal")),
        });
        let directory = federated.is_none().then(|| Directory { id: known("d-0123456789") });
        SignIn {
            center: None,
            authentication: Some(Authentication { mutual: None, directory, federated }),
            portal: if portal { Portal::Enabled } else { Portal::Disabled },
            groups: numbers
                .iter()
                .map(|number| known(&format!("S-1-5-21-1004336348-1177238915-682003330-{number}")))
                .collect(),
        }
    })
}

/// Identity Center, beside the endpoint or elsewhere.
fn center(account: &'static str) -> impl Strategy<Value = SignIn> {
    let elsewhere = (
        prop::option::weighted(0.3, Just("444455556666")),
        prop::option::weighted(0.3, prop::sample::select(vec!["us-east-1", "eu-west-1"])),
    );
    let source = prop_oneof![
        4 => Just(IdentitySource::Directory),
        1 => Just(IdentitySource::ActiveDirectory),
        1 => Just(IdentitySource::External)
    ];
    let mfa = prop::option::of(
        prop::sample::select(vec![
            (MfaPrompt::Always, UnregisteredDevice::RegisterAtSignIn),
            (MfaPrompt::ContextAware, UnregisteredDevice::EmailOtp),
            (MfaPrompt::Always, UnregisteredDevice::Block),
        ])
        .prop_map(|(prompt, unregistered_device)| Mfa { prompt, unregistered_device }),
    );
    let known_ids = (any::<bool>(), any::<bool>());
    let labels = (of::<ApplicationName>(100), of::<ApplicationName>(100));
    (elsewhere, source, mfa, known_ids, labels, people(), prop::bool::weighted(0.3)).prop_map(
        move |((of, region), source, mfa, (instance, store), (name, portal_name), (users, mut groups), portal)| {
            let made = source == IdentitySource::Directory;
            let owner = of.unwrap_or(account);
            let application = |name, last: char, file: &str| Application {
                name,
                arn: Some(known(&format!(
                    "arn:aws:sso::{owner}:application/ssoins-0123456789abcdef/apl-0123456789abcde{last}"
                ))),
                metadata: Some(known(file)),
            };
            if !made {
                for (number, group) in groups.values_mut().enumerate() {
                    *group = existing(number);
                }
            }
            let names = groups.keys().cloned().collect();
            let center = IdentityCenter {
                account: of.map(known::<AccountId>),
                region: region.map(known::<Region>),
                instance_arn: instance.then(|| known("arn:aws:sso:::instance/ssoins-0123456789abcdef")),
                identity_store_id: store.then(|| known("d-0123456789")),
                source,
                mfa: mfa.filter(|_| source != IdentitySource::External),
                application: application(name, '1', "saml/client-vpn.xml"),
                portal_application: portal.then(|| application(portal_name, '2', "saml/client-vpn-portal.xml")),
                users: if made { users } else { BTreeMap::new() },
                groups,
            };
            let portal = if portal { Portal::Enabled } else { Portal::Disabled };
            SignIn { center: Some(center), authentication: None, portal, groups: names }
        },
    )
}

fn existing(number: usize) -> Group {
    Group { id: Some(known(&format!("90676c1b-5041-70f7-a9a5-7f2a1c1f0e{number:02}"))), ..Group::default() }
}

type People = (BTreeMap<UserName, User>, BTreeMap<GroupName, Group>);

/// Users and groups, each group made here with members or existing.
fn people() -> impl Strategy<Value = People> {
    (0..5usize, 1..6usize).prop_flat_map(|(users, groups)| {
        let persons = prop::collection::vec((of::<PersonName>(30), of::<PersonName>(30), hostile(20)), users);
        let kinds =
            prop::collection::vec((prop::bool::weighted(0.3), prop::option::of(of::<GroupDescription>(255))), groups);
        let members = prop::collection::vec(subsequence((0..users).collect::<Vec<_>>(), 0..=users), groups);
        (names::<UserName>(users), persons, names::<GroupName>(groups), kinds, members).prop_map(
            |(user_names, persons, group_names, kinds, members)| {
                let users = user_names.iter().zip(persons).enumerate().map(
                    |(number, (name, (given_name, family_name, mail)))| {
                        (name.clone(), User { given_name, family_name, email: email(&mail, number) })
                    },
                );
                let groups =
                    group_names.iter().zip(kinds).zip(members).enumerate().map(|(number, ((name, kind), members))| {
                        let group = match kind {
                            (true, _) => existing(number),
                            (false, description) => {
                                let members = members.into_iter().map(|member| user_names[member].clone()).collect();
                                Group { description, members, id: None }
                            }
                        };
                        (name.clone(), group)
                    });
                (users.collect(), groups.collect())
            },
        )
    })
}

/// An email address with a local part of hostile pieces.
fn email(text: &str, number: usize) -> Email {
    let whole = |local: &str| format!("{local}{number}@example.com");
    let local: String = text.chars().filter(|letter| whole(&letter.to_string()).parse::<Email>().is_ok()).collect();
    known(&whole(&local))
}
