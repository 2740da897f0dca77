//! `monitoring`: alarms.

use crate::types::SnsTopicArn;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// CloudWatch alarms for what locks everyone out: certificates and lists that expire, failing sign-ins, a full endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Monitoring {
    /// Whether alarms are made.
    #[serde(default = "yes")]
    pub alarms: bool,
    /// SNS topics that the alarms tell, in the endpoint's Region.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notify: Vec<SnsTopicArn>,
}

fn yes() -> bool {
    true
}
