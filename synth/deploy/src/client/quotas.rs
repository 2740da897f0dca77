//! Service Quotas.

use super::actions;
use super::wire::{Request, Wire, suffix};
use crate::error::Result;
use aws_types::SdkConfig;
use serde_json::{Value, json};

actions! {
    GET_SERVICE_QUOTA = "servicequotas:GetServiceQuota",
}

/// A quota of Client VPN, by its code. Source: Client VPN administrator guide, "Quotas".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota(pub &'static str);

/// Endpoints in a Region.
pub const ENDPOINTS: Quota = Quota("L-8EA77D34");
/// Authorization rules of an endpoint.
pub const RULES: Quota = Quota("L-9A1BC94B");
/// Routes of an association.
pub const ROUTES: Quota = Quota("L-401D78F7");

/// The calls.
#[derive(Clone, Debug)]
pub struct Quotas(Wire);

impl Quotas {
    /// With these credentials.
    pub(crate) fn new(config: &SdkConfig, region: &str) -> Self {
        let url = format!("https://servicequotas.{region}.{}", suffix(region));
        Quotas(Wire::new(config, "servicequotas", &url, region))
    }

    /// What the account may have. `None`: AWS does not say.
    pub async fn of(&self, quota: Quota) -> Result<Option<usize>> {
        let body = json!({ "ServiceCode": "ec2", "QuotaCode": quota.0 }).to_string();
        let headers = vec![
            ("content-type", "application/x-amz-json-1.1"),
            ("x-amz-target", "ServiceQuotasV20190624.GetServiceQuota"),
        ];
        let request = Request { method: "POST", path: "/".into(), headers, body };
        let answer = match self.0.send(GET_SERVICE_QUOTA, request).await {
            Err(error) if error.is(&["NoSuchResourceException"]) => return Ok(None),
            answer => answer?,
        };
        let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
        Ok(answer["Quota"]["Value"].as_f64().map(|value| value as usize))
    }
}
