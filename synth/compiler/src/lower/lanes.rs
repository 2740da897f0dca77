//! Lanes: AWS refuses more than ten changes of one endpoint at a time (`ConcurrentMutationLimitExceeded`), so its
//! associations, routes and rules are put into eight lanes and wait for one another there.
//!
//! Whatever the graph looks like otherwise, eight chains that cover all of them mean that at most eight can be in flight,
//! when made and, in reverse, when deleted. A resource's lane follows from its name alone: another rule in the blueprint
//! changes what waits for what beside it, and nothing else.

use super::Associations;
use crate::artifact::digest;
use crate::stack::Plan;

/// How many changes of one endpoint are in flight at most. AWS's limit is ten; two are left for a person.
pub const LANES: usize = 8;

/// Orders the changes of the endpoint: routes and rules, given by their place in the plan, after an association and in
/// lanes. A route is ordered after the association of its own subnet; rules take the one at the head of their lane.
pub(super) fn arrange(plan: &mut Plan, associations: &Associations, mutations: Vec<usize>) {
    let heads: Vec<usize> = associations.values().map(|association| association.index()).collect();
    // More associations than lanes do not exist today (one a zone, at most six zones); they would queue.
    let mut last: Vec<Option<usize>> = vec![None; LANES];
    for (position, head) in heads.iter().enumerate() {
        let lane = position % LANES;
        if let Some(earlier) = last[lane].replace(*head) {
            plan.after(*head, earlier);
        }
    }
    for mutation in mutations {
        let name = plan.resources[mutation].id.cfn().to_owned();
        let lane = usize::from(u8::from_str_radix(&digest(&name)[..2], 16).unwrap_or(0)) % LANES;
        match last[lane].replace(mutation) {
            Some(earlier) => plan.after(mutation, earlier),
            // A lane without an association at its head waits for the first one.
            None => {
                if let Some(first) = heads.first() {
                    plan.after(mutation, *first);
                }
            }
        }
    }
}
