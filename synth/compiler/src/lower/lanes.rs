//! Lanes: AWS refuses more than ten changes of one endpoint at a time (`ConcurrentMutationLimitExceeded`), so its
//! associations, routes and rules are put into eight lanes and wait for one another there.
//!
//! Whatever the graph looks like otherwise, eight chains that cover all of them mean that at most eight can be in flight,
//! when made and, in reverse, when deleted. Each waits for the one that stands eight before it in the order of the plan,
//! which is one of content. So no lane is longer than another by more than one, and another rule in the blueprint changes
//! what the eight after it wait for, and nothing else.

use crate::stack::Plan;

/// How many changes of one endpoint are in flight at most. AWS's limit is ten; two are left for a person.
pub const LANES: usize = 8;

/// Orders the changes of the endpoint, given by their place in the plan: associations first, then routes and rules, after an association and in
/// lanes. A route is ordered after the association of its own subnet; what has nothing before it takes the first one.
pub(super) fn arrange(plan: &mut Plan, heads: Vec<usize>, mutations: Vec<usize>) {
    let all: Vec<usize> = heads.iter().copied().chain(mutations).collect();
    for (earlier, later) in all.iter().zip(all.iter().skip(LANES)) {
        plan.after(*later, *earlier);
    }
    if let Some((first, rest)) = all.split_first().filter(|_| !heads.is_empty()) {
        for mutation in rest.iter().take(LANES - 1).skip(heads.len() - 1) {
            plan.after(*mutation, *first);
        }
    }
}
