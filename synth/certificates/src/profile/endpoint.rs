//! The DNS name of an endpoint.

use crate::Error;
use std::fmt;
use std::str::FromStr;

/// The DNS name of an endpoint, without the wildcard or the label before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(String);

impl FromStr for Endpoint {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let name = text.trim_end_matches('.').to_ascii_lowercase();
        // AWS writes the name with a wildcard before it. Services of the European Sovereign Cloud end in `amazonaws.eu`.
        let own =
            if name.starts_with(PREFIX) { Some(name.as_str()) } else { name.split_once('.').map(|(_, rest)| rest) };
        let fine = |name: &&str| {
            let labels: Vec<&str> = name.split('.').collect();
            name.len() <= 253
                && labels.first().is_some_and(|id| id.len() > PREFIX.len() && id.starts_with(PREFIX))
                && labels.len() >= 5
                && (labels.ends_with(&["amazonaws", "com"]) || labels.ends_with(&["amazonaws", "eu"]))
                && labels.iter().all(|label| is_label(label))
        };
        own.filter(fine).map(|name| Endpoint(name.to_owned())).ok_or_else(|| Error::EndpointName(text.to_owned()))
    }
}

/// What the id of an endpoint begins with.
const PREFIX: &str = "cvpn-endpoint-";

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl Endpoint {
    /// Whether a host of a profile is this endpoint: its name, perhaps with one label before it.
    pub(super) fn is(&self, host: &str) -> bool {
        host.parse::<Endpoint>().is_ok_and(|other| other == *self)
    }

    /// Whether a host has no label before the endpoint's name.
    pub(super) fn is_bare(host: &str) -> bool {
        host.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
