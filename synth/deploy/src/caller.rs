//! Credentials of one account, in one Region, with the services that are called with them.

use crate::client::acm::Acm;
use crate::client::cloudformation::CloudFormation;
use crate::client::ec2::Ec2;
use crate::client::iam::Iam;
use crate::client::identity_store::IdentityStore;
use crate::client::quotas::Quotas;
use crate::client::s3::S3;
use crate::client::sso::Sso;
use crate::client::sts::Sts;
use crate::pace::Pace;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region};
use std::time::Duration;

/// How often the SDK asks in all, when AWS is overloaded or does not answer.
const ATTEMPTS: u32 = 6;
/// How long one attempt may take.
const ATTEMPT: Duration = Duration::from_secs(60);
/// An attempt is never given less, whatever the pace.
const SHORTEST_ATTEMPT: Duration = Duration::from_secs(3);

/// Credentials of one account, in one Region, with the services that are called with them.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The Region.
    pub region: String,
    /// How long to wait.
    pub pace: Pace,
    /// Certificates.
    pub acm: Acm,
    /// Stacks.
    pub cloudformation: CloudFormation,
    /// Networks and endpoints.
    pub ec2: Ec2,
    /// SAML providers.
    pub iam: Iam,
    /// Groups and users.
    pub identity_store: IdentityStore,
    /// What the account may have.
    pub quotas: Quotas,
    /// Templates that are too large to be sent.
    pub s3: S3,
    /// Applications and assignments.
    pub sso: Sso,
    /// Whose credentials these are.
    pub sts: Sts,
}

impl Caller {
    /// Takes the credentials from the environment as every AWS tool does, or from a profile.
    pub async fn new(profile: Option<&str>, region: &str, pace: Pace) -> Self {
        let retry = RetryConfig::standard()
            .with_max_attempts(ATTEMPTS)
            .with_initial_backoff(pace.of(Duration::from_secs(1)))
            .with_max_backoff(pace.of(Duration::from_secs(20)));
        let attempt = pace.of(ATTEMPT).max(SHORTEST_ATTEMPT);
        let timeout = TimeoutConfig::builder().connect_timeout(attempt).operation_attempt_timeout(attempt).build();
        let mut config = aws_config::defaults(BehaviorVersion::latest())
            .region(Region::new(region.to_owned()))
            .retry_config(retry)
            .timeout_config(timeout);
        if let Some(profile) = profile {
            // A profile that is named counts, as it does for the AWS CLI; the SDK alone would look in the environment first.
            let place = ProviderConfig::without_region().with_region(Some(Region::new(region.to_owned())));
            let named = ProfileFileCredentialsProvider::builder().profile_name(profile).configure(&place).build();
            config = config.profile_name(profile).credentials_provider(named);
        }
        let config = config.load().await;
        Caller {
            region: region.to_owned(),
            pace,
            acm: Acm::new(&config),
            cloudformation: CloudFormation::new(&config),
            ec2: Ec2::new(&config, region),
            iam: Iam::new(&config, region),
            identity_store: IdentityStore::new(&config),
            quotas: Quotas::new(&config, region),
            s3: S3::new(&config, region),
            sso: Sso::new(&config),
            sts: Sts::new(&config),
        }
    }
}
