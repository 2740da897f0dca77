//! S3, for templates that are too large to be sent directly.

use super::actions;
use super::wire::{Request, Wire, suffix};
use crate::error::Result;
use aws_types::SdkConfig;

actions! {
    PUT_OBJECT = "s3:PutObject",
    DELETE_OBJECT = "s3:DeleteObject",
}

/// The calls.
#[derive(Clone, Debug)]
pub struct S3 {
    wire: Wire,
    region: String,
}

impl S3 {
    /// With these credentials. Buckets stand in the path, so that one address does for all.
    pub(crate) fn new(config: &SdkConfig, region: &str) -> Self {
        let url = format!("https://s3.{region}.{}", suffix(region));
        S3 { wire: Wire::new(config, "s3", &url, region), region: region.to_owned() }
    }

    /// Where CloudFormation finds an object.
    pub fn url(&self, bucket: &str, key: &str) -> String {
        format!("https://s3.{}.{}/{bucket}/{key}", self.region, suffix(&self.region))
    }

    /// Writes an object.
    pub async fn put(&self, bucket: &str, key: &str, text: &str) -> Result<()> {
        let headers = vec![("content-type", "application/json")];
        let request = Request { method: "PUT", path: format!("/{bucket}/{key}"), headers, body: text.to_owned() };
        self.wire.send(PUT_OBJECT, request).await.map(drop)
    }

    /// Deletes an object.
    pub async fn delete(&self, bucket: &str, key: &str) -> Result<()> {
        let request = Request { method: "DELETE", path: format!("/{bucket}/{key}"), ..Request::default() };
        self.wire.send(DELETE_OBJECT, request).await.map(drop)
    }
}
