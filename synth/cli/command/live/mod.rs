//! The commands that talk to AWS. A build without the feature `deploy` has their arguments, so that `--help` shows them, and
//! says how to get the rest.

pub mod crl;
pub mod deploy;
pub mod destroy;
pub mod diff;
pub mod profile;
pub mod sessions;
pub mod status;

#[cfg(feature = "deploy")]
mod progress;
#[cfg(feature = "deploy")]
mod set;
#[cfg(feature = "deploy")]
mod tree;
#[cfg(feature = "deploy")]
mod work;

#[cfg(not(feature = "deploy"))]
use crate::failure::Failure;

/// Whose credentials are used.
#[derive(Debug, clap::Args)]
pub struct Credentials {
    /// The AWS profile for the account of the endpoint [default: the environment's credentials]
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// The AWS profile for the account of Identity Center [default: that of the endpoint]
    #[arg(long, value_name = "PROFILE")]
    identity_profile: Option<String>,
}

/// Why this build cannot do it.
#[cfg(not(feature = "deploy"))]
pub fn absent() -> Failure {
    Failure::new("this build of cvpn cannot talk to AWS: it was made without the feature `deploy`")
        .help("`cargo install --path . --features deploy` makes one that can")
}
