//! Folding: a picture of hundreds of networks stays readable, because those for the same people become one node, and
//! what is left over at the end of a layer another. What stands badly is never folded behind what stands well.

use super::State;
use crate::show::reach::{Reach, Routed};
use cvpn_blueprint::access::Subject;

/// So many networks stand each for itself.
const EACH: usize = 12;
/// So many nodes a layer has at most.
pub(super) const MOST: usize = 16;
/// So many names a line has at most.
const NAMES: usize = 3;

/// Names in a line, the last of them counted.
pub(super) fn names<T: ToString>(all: impl ExactSizeIterator<Item = T>) -> String {
    let more = all.len().saturating_sub(NAMES);
    // One more would take no less room than its name.
    let shown = if more == 1 { NAMES + 1 } else { NAMES };
    let names: Vec<String> = all.take(shown).map(|name| name.to_string()).collect();
    if more > 1 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
}

/// How a network stands.
pub(super) fn state(reach: &Reach) -> State {
    if reach.open.is_empty() {
        State::Closed
    } else if matches!(reach.routed, Routed::Nowhere(_)) {
        State::Unreachable
    } else if reach.closed.is_empty() {
        State::Open
    } else {
        State::Partly
    }
}

/// The nodes of networks: their lines and how they stand.
pub(super) fn networks(all: &[Reach]) -> Vec<(Vec<String>, State)> {
    let mut bundles: Vec<Vec<&Reach>> = Vec::new();
    for reach in all {
        let alike =
            |other: &Reach| other.open == reach.open && other.closed == reach.closed && other.routed == reach.routed;
        match bundles.iter_mut().find(|bundle| all.len() > EACH && alike(bundle[0])) {
            Some(bundle) => bundle.push(reach),
            None => bundles.push(vec![reach]),
        }
    }
    if bundles.len() > MOST {
        // The sort keeps the order of addresses between those that stand alike.
        bundles.sort_by_key(|bundle| state(bundle[0]));
        let rest = bundles.split_off(MOST - 1);
        let count: usize = rest.iter().map(Vec::len).sum();
        let worst = rest.iter().map(|bundle| state(bundle[0])).min().unwrap_or(State::Open);
        let mut nodes: Vec<_> = bundles.iter().map(|bundle| node(bundle)).collect();
        nodes.push((vec![format!("and {count} more networks"), "see the access matrix".to_owned()], worst));
        return nodes;
    }
    bundles.iter().map(|bundle| node(bundle)).collect()
}

fn node(bundle: &[&Reach]) -> (Vec<String>, State) {
    let first = bundle[0];
    let mut lines = match bundle {
        [one] => vec![one.to.to_string()],
        _ => vec![format!("{} networks", bundle.len()), names(bundle.iter().map(|reach| reach.to))],
    };
    if let ([_], Some(description)) = (bundle, first.description) {
        lines.push(description.to_owned());
    }
    let state = state(first);
    match state {
        State::Closed => lines.push("closed: no rule opens it".to_owned()),
        _ => lines.push(format!("for {}", names(first.open.iter().map(who)))),
    }
    if !first.closed.is_empty() {
        lines.push(format!("not for {}", names(first.closed.iter().map(others))));
    }
    match first.routed {
        Routed::Nowhere(obstacle) => lines.push(format!("unreachable: {}", obstacle.words())),
        Routed::Partly => lines.push("routed only in part".to_owned()),
        Routed::Wholly => {}
    }
    (lines, state)
}

fn who(subject: &Subject) -> String {
    match subject {
        Subject::Everyone => "everyone".to_owned(),
        Subject::Group(group) => group.to_string(),
    }
}

fn others(subject: &Subject) -> String {
    match subject {
        Subject::Everyone => "everyone else".to_owned(),
        Subject::Group(group) => group.to_string(),
    }
}
