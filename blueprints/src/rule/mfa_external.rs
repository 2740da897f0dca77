//! `mfa-external`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::IdentitySource;
use crate::path;

rule! {
    /// MFA settings of Identity Center beside an external identity provider.
    ///
    /// People sign in at the identity provider, and it asks for the second factor. Identity Center does not even show its
    /// own settings then, so `mfa` has no effect.
    ///
    /// Require MFA at the identity provider, and remove `mfa` here.
    ///
    /// Source: IAM Identity Center user guide, "Get started with MFA".
    MFA_EXTERNAL = "mfa-external", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(center) = context.blueprint.center_of_groups() else { return };
    if center.mfa.is_some() && center.source == IdentitySource::External {
        let message = "`mfa` has no effect, because people sign in at the external identity provider";
        faults.push(
            Fault::new(&MFA_EXTERNAL, Place::key(path!["identity_center", "mfa"]), message)
                .related(path!["identity_center", "source"], "Identity Center hides its MFA settings with this source")
                .help("require MFA at the identity provider, and remove `mfa` here"),
        );
    }
}
