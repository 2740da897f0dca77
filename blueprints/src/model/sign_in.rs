//! How people sign in: what `identity_center` and `endpoint.authentication` say together.

use super::{Blueprint, Directory, Federated, IdentityCenter, Mutual};

/// How people sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn<'a> {
    /// Through the application of Identity Center; its SAML provider is made here.
    IdentityCenter(&'a IdentityCenter),
    /// Through a SAML provider that exists in IAM already.
    Provider(&'a Federated),
    /// Against an Active Directory.
    Directory(&'a Directory),
    /// By the certificate on their device alone. Such people have no groups.
    Certificate(&'a Mutual),
}

impl Blueprint {
    /// How people sign in, or `None` if nothing says it. A certificate beside one of the other ways is not told: then
    /// both must succeed.
    pub fn sign_in(&self) -> Option<SignIn<'_>> {
        let methods = self.endpoint.authentication.as_ref();
        let directory = methods.and_then(|methods| methods.directory.as_ref()).map(SignIn::Directory);
        directory
            .or_else(|| methods?.federated.as_ref().map(SignIn::Provider))
            .or_else(|| self.identity_center.as_ref().map(SignIn::IdentityCenter))
            .or_else(|| methods?.mutual.as_ref().map(SignIn::Certificate))
    }

    /// Identity Center, if the groups that people have are those of Identity Center.
    pub fn center_of_groups(&self) -> Option<&IdentityCenter> {
        let center = self.identity_center.as_ref()?;
        (!matches!(self.sign_in(), Some(SignIn::Directory(_)))).then_some(center)
    }
}
