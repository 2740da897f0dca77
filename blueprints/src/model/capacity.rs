//! `capacity`: how many people are planned for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many people are planned for: the size of the client CIDR, the connection quota and the cost rest on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// People who may connect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub users: Option<u32>,
    /// People connected at the same time at the busiest hour. The client CIDR needs twice as many addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concurrent: Option<u32>,
    /// Connected hours per person and month, for the cost estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_month: Option<u16>,
    /// Quotas that AWS has raised for the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotas: Option<Quotas>,
}

impl Capacity {
    /// People connected at the busiest hour, with the key that says it. Where nobody has thought about it, all of them
    /// may be.
    pub fn peak(&self) -> Option<(u32, &'static str)> {
        self.concurrent.map(|people| (people, "concurrent")).or(self.users.map(|people| (people, "users")))
    }
}

/// Quotas of the account, where AWS has raised them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    /// Endpoints per account and Region (quota L-8EA77D34); 5 unless raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoints: Option<u32>,
    /// Authorization rules per endpoint (quota L-9A1BC94B); 200 unless raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<u32>,
    /// Routes per target network association (quota L-401D78F7); 100 unless raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routes: Option<u32>,
    /// Concurrent connections per endpoint (quota L-C4B238BF); by the number of associations unless raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connections: Option<u32>,
}

impl Quotas {
    /// Authorization rules that an endpoint takes unless AWS raised the quota.
    pub const RULES: usize = 200;
    /// Routes that a target network association takes unless AWS raised the quota.
    pub const ROUTES: usize = 100;
    /// Concurrent connections of an endpoint with 1, 2, … associations unless AWS raised the quota.
    pub const CONNECTIONS: [u32; 5] = [7_000, 36_500, 66_500, 96_500, 126_000];
}
