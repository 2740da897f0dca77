//! The steps of a blueprint: which there are, in which order, and the values in each.

mod deploy;
mod identity;
mod network;
mod people;
mod profile;
mod ready;
mod stack;

pub(super) use deploy::ENDPOINT_ID;
pub(super) use identity::metadata;
pub(super) use ready::{CERTIFICATE_ARN, import_certificate};

pub use identity::acs;

use super::Template;
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::{self, Application, Authentication, Blueprint, Federated, IdentityCenter};
use serde::Serialize;

/// A step. `kind` names the part of the template that prints it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Step<'a> {
    /// Open Identity Center and see that it is the right one.
    OpenIdentityCenter(identity::Center<'a>),
    /// Set how people sign in to Identity Center.
    SignIn(identity::SignIn),
    /// See that the external identity provider asks for a second factor.
    SignInElsewhere,
    /// Make a SAML application in Identity Center, or compare the one that exists.
    Application(identity::Application<'a>),
    /// See that the application at another identity provider is as AWS wants it.
    IdentityProvider(identity::Provider<'a>),
    /// Synthesize, now that the application is known.
    Synthesize {
        /// The command.
        synthesize: &'static str,
    },
    /// Import the server certificate.
    ImportCertificate(ready::Import<'a>),
    /// See that what the output leans on is there.
    Ready(ready::Ready<'a>),
    /// Deploy.
    Deploy(deploy::Deploy<'a>),
    /// See that what was deployed is there.
    CheckDeployed(deploy::Deployed<'a>),
    /// Add the people that CloudFormation cannot make.
    AddPeople(people::AddPeople<'a>),
    /// Let clients into the VPC, and answers back.
    OpenVpc(network::OpenVpc<'a>),
    /// Let clients through the transit gateway, and answers back.
    OpenTransitGateway(network::OpenTransitGateway<'a>),
    /// Export the profile and hand it out.
    HandOut(profile::HandOut),
    /// What each person does.
    Connect(profile::Connect<'a>),
}

/// The steps of a blueprint for the targets that it is deployed with. No templates: which there are is not known.
pub(super) fn steps<'a>(blueprint: &'a Blueprint, targets: &[Target], templates: &[Template]) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    match SignsIn::of(blueprint) {
        SignsIn::IdentityCenter(center) => identity::center(blueprint, center, targets, &mut steps),
        SignsIn::IdentityProvider => steps.push(Step::IdentityProvider(identity::provider(blueprint))),
        SignsIn::Directory | SignsIn::Certificate => {}
    }
    steps.extend(ready::import(blueprint).map(Step::ImportCertificate));
    steps.extend(ready::ready(blueprint).map(Step::Ready));
    steps.push(Step::Deploy(deploy::deploy(blueprint, targets, templates)));
    steps.push(Step::CheckDeployed(deploy::deployed(blueprint)));
    steps.extend(people::add_people(blueprint, targets).map(Step::AddPeople));
    steps.extend(network::open_vpc(blueprint).map(Step::OpenVpc));
    steps.extend(network::open_transit_gateway(blueprint).map(Step::OpenTransitGateway));
    steps.push(Step::HandOut(profile::hand_out(blueprint)));
    steps.push(Step::Connect(profile::connect(blueprint)));
    steps
}

/// How people show who they are, besides a certificate.
#[derive(Clone, Copy, Debug)]
pub(super) enum SignsIn<'a> {
    /// Through an application of Identity Center.
    IdentityCenter(&'a IdentityCenter),
    /// Through another identity provider.
    IdentityProvider,
    /// With the password of an Active Directory.
    Directory,
    /// Not at all: the certificate is enough.
    Certificate,
}

impl<'a> SignsIn<'a> {
    pub(super) fn of(blueprint: &'a Blueprint) -> Self {
        let methods = methods(blueprint);
        match &blueprint.identity_center {
            _ if methods.is_some_and(|methods| methods.directory.is_some()) => SignsIn::Directory,
            Some(center) => SignsIn::IdentityCenter(center),
            None if methods.is_some_and(|methods| methods.federated.is_some()) => SignsIn::IdentityProvider,
            None => SignsIn::Certificate,
        }
    }

    /// Whether people sign in in the browser.
    pub(super) fn federated(self) -> bool {
        matches!(self, SignsIn::IdentityCenter(_) | SignsIn::IdentityProvider)
    }
}

/// The applications of Identity Center, and whether each is the portal's.
pub(super) fn applications(center: &IdentityCenter) -> impl Iterator<Item = (&Application, bool)> {
    let portal = center.portal_application.iter().map(|application| (application, true));
    std::iter::once((&center.application, false)).chain(portal)
}

/// The SAML providers that exist already, and in whose place the output makes none.
pub(super) fn existing_providers(blueprint: &Blueprint) -> Option<&Federated> {
    match blueprint.sign_in()? {
        model::SignIn::Provider(federated) => Some(federated),
        _ => None,
    }
}

pub(super) fn methods(blueprint: &Blueprint) -> Option<&Authentication> {
    blueprint.endpoint.authentication.as_ref()
}

/// Whether people need a certificate of their own.
pub(super) fn mutual(blueprint: &Blueprint) -> bool {
    methods(blueprint).is_some_and(|methods| methods.mutual.is_some())
}

/// An account and a Region.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    account: &'a str,
    region: &'a str,
}

/// Where Identity Center lives, if people sign in there.
fn center_place(blueprint: &Blueprint) -> Place<'_> {
    let center = blueprint.identity_center.as_ref();
    let account = center.and_then(|center| center.account.as_ref()).unwrap_or(&blueprint.account);
    let region = center.and_then(|center| center.region.as_ref()).unwrap_or(&blueprint.region);
    Place { account: account.as_str(), region: region.as_str() }
}

/// Where Identity Center lives, if that is elsewhere than the endpoint.
pub(super) fn apart(blueprint: &Blueprint) -> Option<Place<'_>> {
    let used = matches!(SignsIn::of(blueprint), SignsIn::IdentityCenter(_));
    let place = center_place(blueprint);
    let same = place.account == blueprint.account.as_str() && place.region == blueprint.region.as_str();
    (used && !same).then_some(place)
}

/// Whether a Region is one of AWS GovCloud, which has addresses of its own.
fn gov_cloud(region: &str) -> bool {
    region.starts_with("us-gov-")
}
