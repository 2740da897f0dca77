//! Ranges of addresses, and how the address space is cut along networks.

use crate::types::Cidr;
use ipnet::{IpNet, IpSubnets, Ipv4Subnets, Ipv6Subnets};
use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Addresses that follow one another, of one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    first: IpAddr,
    last: IpAddr,
}

impl Range {
    /// All addresses of each family.
    pub const ALL: [Range; 2] = [
        Range { first: IpAddr::V4(Ipv4Addr::UNSPECIFIED), last: IpAddr::V4(Ipv4Addr::BROADCAST) },
        Range { first: IpAddr::V6(Ipv6Addr::UNSPECIFIED), last: IpAddr::V6(Ipv6Addr::from_bits(u128::MAX)) },
    ];

    /// All addresses of a network.
    pub fn of(cidr: Cidr) -> Self {
        Range { first: cidr.net().network(), last: cidr.net().broadcast() }
    }

    /// The first address.
    pub fn first(self) -> IpAddr {
        self.first
    }

    /// The last address.
    pub fn last(self) -> IpAddr {
        self.last
    }

    /// Whether an address lies in it.
    pub fn contains(self, address: IpAddr) -> bool {
        address.is_ipv4() == self.first.is_ipv4() && (self.first..=self.last).contains(&address)
    }

    /// Whether it has an address in common with a network.
    pub fn overlaps(self, network: Cidr) -> bool {
        self.shared(Range::of(network)).is_some()
    }

    /// The fewest networks that are exactly this range.
    pub fn cidrs(self) -> Vec<Cidr> {
        let subnets = match (self.first, self.last) {
            (IpAddr::V4(first), IpAddr::V4(last)) => IpSubnets::from(Ipv4Subnets::new(first, last, 0)),
            (IpAddr::V6(first), IpAddr::V6(last)) => IpSubnets::from(Ipv6Subnets::new(first, last, 0)),
            _ => return Vec::new(),
        };
        subnets.map(Cidr::from).collect()
    }

    /// The addresses that both have.
    fn shared(self, other: Range) -> Option<Range> {
        let shared = Range { first: self.first.max(other.first), last: self.last.min(other.last) };
        (self.first.is_ipv4() == other.first.is_ipv4() && shared.first <= shared.last).then_some(shared)
    }

    /// Whether the other one begins where this one ends.
    fn touches(self, next: Range) -> bool {
        self.first.is_ipv4() == next.first.is_ipv4() && number(self.last).checked_add(1) == Some(number(next.first))
    }
}

/// A network where it is exactly one; otherwise both ends.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self.cidrs() {
            [one] => one.fmt(f),
            _ => write!(f, "{} – {}", self.first, self.last),
        }
    }
}

/// Cuts a range along the borders of networks: in each piece, the same networks contain every address.
pub(super) fn pieces(within: Range, networks: impl IntoIterator<Item = IpNet>) -> Vec<Range> {
    let ipv4 = within.first.is_ipv4();
    let mut starts = BTreeSet::from([number(within.first)]);
    for net in networks.into_iter().filter(|net| net.addr().is_ipv4() == ipv4) {
        if let Some(shared) = within.shared(Range { first: net.network(), last: net.broadcast() }) {
            starts.insert(number(shared.first));
            starts.extend(number(shared.last).checked_add(1).filter(|next| *next <= number(within.last)));
        }
    }
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([number(within.last)]);
    starts
        .iter()
        .zip(ends)
        .map(|(first, last)| Range { first: address(*first, ipv4), last: address(last, ipv4) })
        .collect()
}

/// Gives each range its value, and joins neighbours whose values are equal: then no fewer ranges can say the same.
pub(super) fn joined<T: PartialEq>(ranges: Vec<Range>, value: impl Fn(IpAddr) -> T) -> Vec<(Range, T)> {
    let mut joined: Vec<(Range, T)> = Vec::new();
    for range in ranges {
        let value = value(range.first);
        match joined.last_mut() {
            Some((before, same)) if *same == value && before.touches(range) => before.last = range.last,
            _ => joined.push((range, value)),
        }
    }
    joined
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u32::from(address).into(),
        IpAddr::V6(address) => address.into(),
    }
}

fn address(number: u128, ipv4: bool) -> IpAddr {
    match u32::try_from(number) {
        Ok(number) if ipv4 => Ipv4Addr::from(number).into(),
        _ => Ipv6Addr::from(number).into(),
    }
}
