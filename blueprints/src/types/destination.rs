//! What somebody may want to reach.

use super::cidr::Cidr;
use super::scalar::{Invalid, Scalar};
use ipnet::IpNet;
use serde_json::Value;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// What somebody may want to reach: one address, or all of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Destination {
    /// One address.
    Address(IpAddr),
    /// All addresses of a network.
    Network(Cidr),
}

impl Destination {
    /// The network; of an address, the one that holds it alone.
    pub fn cidr(self) -> Cidr {
        match self {
            Destination::Address(address) => Cidr::from(IpNet::from(address)),
            Destination::Network(cidr) => cidr,
        }
    }
}

impl FromStr for Destination {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text.parse::<IpAddr>() {
            Ok(address) => Ok(Destination::Address(address)),
            Err(_) if text.contains('/') => text.parse().map(Destination::Network),
            Err(_) => Err(Invalid::new(
                format!("`{text}` is neither an address nor a network"),
                "an address such as 10.0.1.5 or a network such as 10.0.1.0/24",
            )),
        }
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Destination::Address(address) => address.fmt(f),
            Destination::Network(cidr) => cidr.fmt(f),
        }
    }
}

impl TryFrom<String> for Destination {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Destination> for String {
    fn from(destination: Destination) -> String {
        destination.to_string()
    }
}

impl Scalar for Destination {
    const FORMAT: &'static str = "destination";

    fn read(value: &Value) -> Result<Self, Invalid> {
        value.as_str().unwrap_or_default().parse()
    }
}

impl schemars::JsonSchema for Destination {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Destination".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "An address or a network, IPv4 or IPv6.",
            "type": "string",
            "format": Self::FORMAT,
            "examples": ["10.0.1.5", "10.0.1.0/24"],
        })
    }
}
