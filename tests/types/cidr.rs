//! Networks, against a model that knows only bits.

use crate::support::generate;
use crate::support::generate::words::known;
use cvpn_blueprint::types::Cidr;
use proptest::prelude::*;
use proptest::sample::Index;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A network as the bits that all its addresses begin with.
#[derive(Clone, Debug, PartialEq)]
struct Bits {
    ipv4: bool,
    prefix: Vec<bool>,
}

impl Bits {
    fn width(&self) -> usize {
        if self.ipv4 { 32 } else { 128 }
    }

    /// The first address: the prefix and zeros.
    fn first(&self) -> IpAddr {
        let bits = self.prefix.iter().copied().chain(std::iter::repeat(false)).take(self.width());
        let number = bits.fold(0u128, |number, bit| number << 1 | u128::from(bit));
        if self.ipv4 { Ipv4Addr::from(number as u32).into() } else { Ipv6Addr::from(number).into() }
    }

    fn text(&self) -> String {
        format!("{}/{}", self.first(), self.prefix.len())
    }

    fn contains(&self, other: &Bits) -> bool {
        self.ipv4 == other.ipv4 && other.prefix.starts_with(&self.prefix)
    }
}

/// Networks of both kinds. Many begin with the same bits, so that some lie in others.
fn networks() -> impl Strategy<Value = Bits> {
    let bits = prop_oneof![
        prop::collection::vec(any::<bool>(), 0..=32),
        prop::collection::vec(Just(false), 0..=128),
        (prop::collection::vec(Just(true), 0..=8), prop::collection::vec(any::<bool>(), 0..=4))
            .prop_map(|(start, end)| [start, end].concat()),
    ];
    (any::<bool>(), bits).prop_map(|(ipv4, mut prefix)| {
        prefix.truncate(if ipv4 { 32 } else { 128 });
        Bits { ipv4, prefix }
    })
}

proptest! {
    #![proptest_config(generate::small())]

    #[test]
    fn a_network_is_its_prefix(bits in networks()) {
        let cidr: Cidr = known(&bits.text());
        prop_assert_eq!(cidr.to_string(), bits.text());
        prop_assert_eq!(usize::from(cidr.prefix()), bits.prefix.len());
        prop_assert_eq!(cidr.is_ipv4(), bits.ipv4);
    }

    #[test]
    fn a_bit_after_the_prefix_is_refused_and_the_canonical_network_named(bits in networks(), at in any::<Index>()) {
        prop_assume!(bits.prefix.len() < bits.width());
        let mut address = bits.clone();
        address.prefix.resize(bits.width(), false);
        let at = bits.prefix.len() + at.index(bits.width() - bits.prefix.len());
        address.prefix[at] = true;
        let text = format!("{}/{}", address.first(), bits.prefix.len());
        let invalid = text.parse::<Cidr>().expect_err("it has a bit after its prefix");
        prop_assert_eq!(invalid.code, "cidr-host-bits");
        prop_assert!(invalid.help.as_deref().unwrap_or_default().contains(&bits.text()), "{:?}", invalid);
    }

    #[test]
    fn one_contains_another_that_begins_with_its_bits(one in networks(), other in networks()) {
        let (a, b): (Cidr, Cidr) = (known(&one.text()), known(&other.text()));
        prop_assert_eq!(a.contains(b), one.contains(&other));
        prop_assert_eq!(a.overlaps(b), one.contains(&other) || other.contains(&one));
        prop_assert_eq!(a.overlaps(b), b.overlaps(a));
    }

    #[test]
    fn a_part_lies_in_the_whole(whole in networks(), more in prop::collection::vec(any::<bool>(), 0..8)) {
        let mut part = whole.clone();
        part.prefix.extend(more);
        part.prefix.truncate(part.width());
        let (whole, part): (Cidr, Cidr) = (known(&whole.text()), known(&part.text()));
        prop_assert!(whole.contains(part) && whole.overlaps(part) && part.overlaps(whole));
        prop_assert_eq!(part.contains(whole), part == whole);
    }
}

#[test]
fn no_other_way_to_write_a_network_is_taken() {
    for text in [
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/8 ",
        " 10.0.0.0/8",
        "10.0.0.0/08",
        "010.0.0.0/8",
        "10.0.0/8",
        "10.0.0.0/+8",
        "10.0.0.0/33",
        "0x0a.0.0.0/8",
        "2001:db8:0::/48",
        "2001:DB8::/32",
        "2001:db8::/129",
        "[::]/0",
        "fe80::%eth0/64",
        "",
        "/",
        "any",
    ] {
        assert!(text.parse::<Cidr>().is_err(), "{text:?}");
    }
}
