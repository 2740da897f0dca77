//! What is left out of a blueprint because faults of form are in it, and where in the file the rest stands.

use super::yaml::{Kind, Node};
use crate::fault::{Path, Step};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The entries that are left out of a blueprint, so that no rule speaks of them.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    entries: BTreeSet<Path>,
    /// Those that are read as another value, so that what is around them can stay.
    likely: BTreeMap<Path, Value>,
    /// Of each list that lost items: the places in the file of those that are left.
    lists: BTreeMap<Path, Vec<usize>>,
}

impl LeftOut {
    pub(super) fn new(entries: BTreeSet<Path>, likely: BTreeMap<Path, Value>) -> Self {
        LeftOut { entries, likely, lists: BTreeMap::new() }
    }

    /// Leaves the entries out of a tree; returns the rest as JSON.
    pub(super) fn rest_of(&mut self, root: &Node) -> Value {
        if self.is_empty() { root.to_json() } else { self.rest(root, &Path::default()) }
    }

    fn rest(&mut self, node: &Node, at: &Path) -> Value {
        match &node.kind {
            Kind::Scalar(scalar) => self.likely.get(at).unwrap_or(scalar).clone(),
            Kind::List(items) => {
                let kept: Vec<usize> = (0..items.len()).filter(|index| !self.drops(&at.with(*index))).collect();
                let rest = kept.iter().map(|index| self.rest(&items[*index], &at.with(*index))).collect();
                if kept.len() < items.len() {
                    self.lists.insert(at.clone(), kept);
                }
                rest
            }
            Kind::Map(entries) => {
                let mut rest = serde_json::Map::new();
                for entry in entries {
                    let at = at.with(&entry.key);
                    if !self.drops(&at) {
                        rest.insert(entry.key.clone(), self.rest(&entry.value, &at));
                    }
                }
                rest.into()
            }
        }
    }

    fn drops(&self, path: &Path) -> bool {
        self.entries.contains(path) && !self.likely.contains_key(path)
    }

    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether an entry of the file is left out, or something in it or around it is.
    pub fn touches(&self, path: &Path) -> bool {
        self.entries.iter().any(|entry| entry.0.starts_with(&path.0) || path.0.starts_with(&entry.0))
    }

    /// Where in the file an entry of the blueprint stands.
    pub fn in_file(&self, path: &Path) -> Path {
        let mut place = Path::default();
        for step in &path.0 {
            let step = match (step, self.lists.get(&place)) {
                (Step::Item(index), Some(kept)) => Step::Item(kept.get(*index).copied().unwrap_or(*index)),
                _ => step.clone(),
            };
            place.0.push(step);
        }
        place
    }
}
