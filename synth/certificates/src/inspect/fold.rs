//! Very many faults of one kind in one file, such as one in each line of it: the first hundred stand for all.

use cvpn_blueprint::fault::Fault;
use std::collections::BTreeMap;

/// More than anybody mends in one round.
const MOST: usize = 100;

/// Leaves so many faults of each kind and file, and one that says how many more there are.
pub(super) fn fold(faults: &mut Vec<(usize, Fault)>) {
    let kind = |(file, fault): &(usize, Fault)| (*file, fault.code, fault.severity);
    let mut counts = BTreeMap::new();
    for fault in faults.iter() {
        *counts.entry(kind(fault)).or_insert(0_usize) += 1;
    }
    let mut seen = BTreeMap::new();
    faults.retain_mut(|fault| {
        let (seen, all) = (seen.entry(kind(fault)).or_insert(0_usize), counts[&kind(fault)]);
        *seen += 1;
        if *seen == MOST + 1 && all > *seen {
            fault.1.message = format!("{} more faults of this kind", all - MOST);
            (fault.1.allowed, fault.1.help) = (None, None);
        }
        *seen <= MOST + 1
    });
}
