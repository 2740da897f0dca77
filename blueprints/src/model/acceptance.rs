//! `accept`: warnings that somebody has looked at and keeps.

use crate::types::{Reason, Words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A warning that is accepted. Errors cannot be; an acceptance that no longer applies is reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The warning's code, such as `shadowed-rule`.
    pub fault: Words,
    /// Why it is accepted, for whoever reads the blueprint next.
    pub reason: Reason,
}
