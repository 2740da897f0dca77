//! Networks and addresses.

use super::scalar::{Invalid, Scalar, text};
use ipnet::IpNet;
use serde_json::Value;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// A network in canonical form: IPv4 or IPv6, no bit set after the prefix, such as 10.0.1.0/24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cidr(IpNet);

impl Cidr {
    /// All of IPv4.
    pub fn any_ipv4() -> Self {
        Cidr(IpNet::V4(ipnet::Ipv4Net::default()))
    }

    /// The network.
    pub fn net(self) -> IpNet {
        self.0
    }

    /// Whether it is an IPv4 network.
    pub fn is_ipv4(self) -> bool {
        matches!(self.0, IpNet::V4(_))
    }

    /// The number of bits of its prefix.
    pub fn prefix(self) -> u8 {
        self.0.prefix_len()
    }

    /// Whether it holds all of `other`.
    pub fn contains(self, other: Cidr) -> bool {
        self.0.contains(&other.0)
    }

    /// Whether the two have an address in common.
    pub fn overlaps(self, other: Cidr) -> bool {
        self.contains(other) || other.contains(self)
    }
}

impl FromStr for Cidr {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let allowed = "a network such as 10.0.1.0/24 or 2001:db8::/32";
        let Ok(net) = text.parse::<IpNet>() else {
            let invalid = Invalid::new(format!("`{text}` is not a network"), allowed);
            return Err(match text.parse::<IpAddr>() {
                Ok(address) => invalid.help(format!("for this one address write {}", IpNet::from(address))),
                Err(_) => invalid,
            });
        };
        let canonical = net.trunc();
        if net != canonical {
            return Err(Invalid::new(format!("`{text}` has bits set after its prefix"), format!("`{canonical}`"))
                .code("cidr-host-bits")
                .likely(canonical.to_string())
                .help(format!("write {canonical}, or {} for the one address", IpNet::from(net.addr()))));
        }
        if net.to_string() != text {
            return Err(Invalid::new(format!("`{text}` is not written in canonical form"), format!("`{net}`"))
                .code("cidr-host-bits")
                .likely(net.to_string())
                .help(format!("write {net}")));
        }
        Ok(Cidr(net))
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Cidr {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

/// Bits after the prefix are dropped.
impl From<IpNet> for Cidr {
    fn from(net: IpNet) -> Self {
        Cidr(net.trunc())
    }
}

impl From<Cidr> for String {
    fn from(cidr: Cidr) -> String {
        cidr.to_string()
    }
}

impl Scalar for Cidr {
    const FORMAT: &'static str = "cidr";

    fn read(value: &Value) -> Result<Self, Invalid> {
        value.as_str().unwrap_or_default().parse()
    }
}

impl schemars::JsonSchema for Cidr {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cidr".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A network in canonical form, IPv4 or IPv6, no bit set after the prefix.",
            "type": "string",
            "format": Self::FORMAT,
            "pattern": "^[0-9a-f.:]+/[0-9]{1,3}$",
            "examples": ["10.0.1.0/24"],
        })
    }
}

text! {
    /// The address of a DNS server that the VPN's clients use, IPv4 or IPv6.
    DnsServer, "dns-server", "^[0-9a-fA-F.:]+$", "10.0.0.2",
    |text| text.parse::<IpAddr>().map(drop).map_err(|_| Invalid::new(
        format!("`{text}` is not an IP address"),
        "an address such as 10.0.0.2",
    ).help("the resolver of a VPC is its first address plus 2"))
}
