//! Entries of a list that stand there already, for the rules that refuse them.

use std::collections::BTreeMap;

/// The entries that stand there already, each with the index of the first equal one: `(first, again)`.
pub(super) fn twice<T: Ord>(entries: impl IntoIterator<Item = T>) -> Vec<(usize, usize)> {
    let mut first = BTreeMap::new();
    let seen = entries.into_iter().enumerate().map(|(index, entry)| (*first.entry(entry).or_insert(index), index));
    seen.filter(|(first, index)| first != index).collect()
}
