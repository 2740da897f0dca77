//! ACM.

use super::actions;
use crate::error::{Error, Result};
use aws_sdk_acm::Client;
use aws_sdk_acm::config::retry::RetryConfig;
use aws_sdk_acm::primitives::Blob;
use aws_sdk_acm::types::Tag;
use aws_types::SdkConfig;
use std::collections::BTreeMap;
use time::OffsetDateTime;

actions! {
    DESCRIBE_CERTIFICATE = "acm:DescribeCertificate",
    GET_CERTIFICATE = "acm:GetCertificate",
    LIST_CERTIFICATES = "acm:ListCertificates",
    LIST_TAGS = "acm:ListTagsForCertificate",
    IMPORT_CERTIFICATE = "acm:ImportCertificate",
    ADD_TAGS = "acm:AddTagsToCertificate",
    DELETE_CERTIFICATE = "acm:DeleteCertificate",
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its domain.
    pub domain: String,
    /// Its state, such as `ISSUED`.
    pub status: String,
    /// The algorithm of its key, such as `RSA_2048`.
    pub key: String,
    /// Where it comes from: `IMPORTED`, `AMAZON_ISSUED` or `PRIVATE`.
    pub kind: String,
    /// Until when it is valid.
    pub until: Option<OffsetDateTime>,
    /// What uses it.
    pub used_by: Vec<String>,
}

/// A certificate as it is imported. It has no `Debug`, because it holds a private key.
#[derive(Clone, Copy)]
pub struct Import<'a> {
    /// The certificate.
    pub certificate: &'a str,
    /// Its private key.
    pub key: &'a str,
    /// The CAs above it.
    pub chain: &'a str,
}

/// The calls.
#[derive(Clone, Debug)]
pub struct Acm(Client);

impl Acm {
    /// With these credentials.
    pub(crate) fn new(config: &SdkConfig) -> Self {
        Acm(Client::new(config))
    }

    /// A certificate. `None` if there is none.
    pub async fn certificate(&self, arn: &str) -> Result<Option<Certificate>> {
        let answer = self.0.describe_certificate().certificate_arn(arn).send().await;
        let answer = match answer.map_err(|error| Error::of(DESCRIBE_CERTIFICATE, error)) {
            Err(error) if error.is(&["ResourceNotFoundException"]) => return Ok(None),
            answer => answer?,
        };
        Ok(answer.certificate().map(|detail| Certificate {
            domain: detail.domain_name().unwrap_or_default().to_owned(),
            status: detail.status().map(|status| status.as_str().to_owned()).unwrap_or_default(),
            key: detail.key_algorithm().map(|key| key.as_str().replace('-', "_")).unwrap_or_default(),
            kind: detail.r#type().map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
            until: detail.not_after().and_then(|until| OffsetDateTime::from_unix_timestamp(until.secs()).ok()),
            used_by: detail.in_use_by().to_vec(),
        }))
    }

    /// The PEM of a certificate, and that of the CAs above it.
    pub async fn pem(&self, arn: &str) -> Result<(String, String)> {
        let answer = self.0.get_certificate().certificate_arn(arn).send().await;
        let answer = answer.map_err(|error| Error::of(GET_CERTIFICATE, error))?;
        Ok((
            answer.certificate().unwrap_or_default().to_owned(),
            answer.certificate_chain().unwrap_or_default().to_owned(),
        ))
    }

    /// The ARNs of all certificates with a domain.
    pub async fn with_domain(&self, domain: &str) -> Result<Vec<String>> {
        let mut arns = Vec::new();
        let mut token = None;
        loop {
            let answer = self.0.list_certificates().set_next_token(token).send().await;
            let answer = answer.map_err(|error| Error::of(LIST_CERTIFICATES, error))?;
            let list = answer.certificate_summary_list().iter();
            let list = list.filter(|one| one.domain_name() == Some(domain)).filter_map(|one| one.certificate_arn());
            arns.extend(list.map(str::to_owned));
            token = answer.next_token().map(str::to_owned);
            if token.is_none() {
                return Ok(arns);
            }
        }
    }

    /// The tags of a certificate.
    pub async fn tags(&self, arn: &str) -> Result<BTreeMap<String, String>> {
        let answer = self.0.list_tags_for_certificate().certificate_arn(arn).send().await;
        let answer = match answer.map_err(|error| Error::of(LIST_TAGS, error)) {
            Err(error) if error.is(&["ResourceNotFoundException"]) => return Ok(BTreeMap::new()),
            answer => answer?,
        };
        Ok(answer.tags().iter().map(|tag| (tag.key().to_owned(), tag.value().unwrap_or_default().to_owned())).collect())
    }

    /// Imports a certificate, and gives its ARN. It is asked for once, because a second import makes a second certificate:
    /// after a lost answer the caller looks first.
    pub async fn import(&self, import: Import<'_>, tags: &BTreeMap<String, String>) -> Result<String> {
        let call = self
            .0
            .import_certificate()
            .certificate(Blob::new(import.certificate))
            .private_key(Blob::new(import.key))
            .certificate_chain(Blob::new(import.chain))
            .set_tags(Some(sdk_tags(tags)?))
            .customize()
            .config_override(aws_sdk_acm::config::Config::builder().retry_config(RetryConfig::disabled()));
        let answer = call.send().await.map_err(|error| Error::of(IMPORT_CERTIFICATE, error))?;
        Ok(answer.certificate_arn().unwrap_or_default().to_owned())
    }

    /// Puts a certificate in place of the one with an ARN.
    pub async fn import_again(&self, import: Import<'_>, arn: &str) -> Result<()> {
        let call = self.0.import_certificate().certificate_arn(arn).certificate(Blob::new(import.certificate));
        let call = call.private_key(Blob::new(import.key)).certificate_chain(Blob::new(import.chain));
        call.send().await.map(drop).map_err(|error| Error::of(IMPORT_CERTIFICATE, error))
    }

    /// Adds tags to a certificate.
    pub async fn tag(&self, arn: &str, tags: &BTreeMap<String, String>) -> Result<()> {
        let call = self.0.add_tags_to_certificate().certificate_arn(arn).set_tags(Some(sdk_tags(tags)?));
        call.send().await.map(drop).map_err(|error| Error::of(ADD_TAGS, error))
    }

    /// Deletes a certificate. One that is not there is fine.
    pub async fn delete(&self, arn: &str) -> Result<()> {
        let answer = self.0.delete_certificate().certificate_arn(arn).send().await;
        match answer.map_err(|error| Error::of(DELETE_CERTIFICATE, error)) {
            Err(error) if error.is(&["ResourceNotFoundException"]) => Ok(()),
            answer => answer.map(drop),
        }
    }
}

fn sdk_tags(tags: &BTreeMap<String, String>) -> Result<Vec<Tag>> {
    let tag = |(key, value): (&String, &String)| Tag::builder().key(key).value(value).build();
    tags.iter().map(tag).collect::<std::result::Result<_, _>>().map_err(|error| Error::other(error.to_string(), "-"))
}
