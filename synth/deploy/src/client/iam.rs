//! IAM.

use super::actions;
use super::query::Query;
use crate::error::Result;
use aws_types::SdkConfig;
use roxmltree::Document;

actions! {
    GET_SAML_PROVIDER = "iam:GetSAMLProvider",
}

/// The calls.
#[derive(Clone, Debug)]
pub struct Iam(Query);

impl Iam {
    /// With these credentials. IAM has one place a partition; its requests are signed for the first Region of it.
    pub(crate) fn new(config: &SdkConfig, region: &str) -> Self {
        let (url, signed) = if region.starts_with("eusc-") {
            ("https://iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1")
        } else if region.starts_with("us-gov-") {
            ("https://iam.us-gov.amazonaws.com", "us-gov-west-1")
        } else {
            ("https://iam.amazonaws.com", "us-east-1")
        };
        Iam(Query::new(config, "iam", url, signed, "2010-05-08"))
    }

    /// The metadata of a SAML provider. `None` if there is none.
    pub async fn metadata(&self, arn: &str) -> Result<Option<String>> {
        let answer = self.0.call(GET_SAML_PROVIDER, vec![("SAMLProviderArn".into(), arn.into())]).await;
        let answer = match answer {
            Err(error) if error.is(&["NoSuchEntity"]) => return Ok(None),
            answer => answer?,
        };
        let document = Document::parse(&answer).ok();
        let text = document
            .iter()
            .flat_map(Document::descendants)
            .find(|node| node.tag_name().name() == "SAMLMetadataDocument");
        Ok(Some(text.and_then(|node| node.text()).unwrap_or_default().to_owned()))
    }
}
