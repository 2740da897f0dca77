//! How many of some tasks can be in flight at once, where some wait for others.
//!
//! Tasks can be in flight together exactly if none of them waits for another, directly or through others: they form an
//! antichain. By Dilworth's theorem the largest antichain has as many members as the fewest chains that cover all tasks.
//! And chains are links "next in my chain": each task has at most one successor and one predecessor, so the most links
//! are a maximum matching between tasks as predecessors and tasks as successors, and every link saves one chain.
//!
//! So: transitive closure, maximum bipartite matching (Kuhn's augmenting paths), tasks minus links.

use std::collections::{BTreeMap, BTreeSet};

/// For each task the tasks that it waits for, directly.
pub type Order<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// For each task all tasks that it waits for, through others too.
pub fn closure<'a>(order: &Order<'a>) -> Order<'a> {
    fn before<'a>(task: &'a str, order: &Order<'a>, done: &mut Order<'a>) -> BTreeSet<&'a str> {
        if let Some(found) = done.get(task) {
            return found.clone();
        }
        let mut found = BTreeSet::new();
        for earlier in order.get(task).into_iter().flatten() {
            found.insert(*earlier);
            found.extend(before(earlier, order, done));
        }
        done.insert(task, found.clone());
        found
    }
    let mut done = Order::new();
    for task in order.keys() {
        before(task, order, &mut done);
    }
    done
}

/// The same order read backwards: what is deleted before what.
pub fn reversed<'a>(order: &Order<'a>) -> Order<'a> {
    let mut reversed: Order = order.keys().map(|task| (*task, BTreeSet::new())).collect();
    for (task, earlier) in order {
        for earlier in earlier {
            reversed.entry(earlier).or_default().insert(task);
        }
    }
    reversed
}

/// How many of `tasks` can be in flight at once.
pub fn at_once(tasks: &[&str], order: &Order) -> usize {
    let closure = closure(order);
    let index: BTreeMap<&str, usize> = tasks.iter().enumerate().map(|(index, task)| (*task, index)).collect();
    let none = BTreeSet::new();
    let earlier: Vec<Vec<usize>> = tasks
        .iter()
        .map(|task| closure.get(task).unwrap_or(&none).iter().filter_map(|task| index.get(task).copied()).collect())
        .collect();
    // The task that comes next in the chain of each task, if it is known yet.
    let mut next: Vec<Option<usize>> = vec![None; tasks.len()];
    let links = (0..tasks.len()).filter(|task| link(*task, &earlier, &mut next, &mut vec![false; tasks.len()])).count();
    tasks.len() - links
}

/// Finds a predecessor for a task, if need be by giving another task another predecessor.
fn link(task: usize, earlier: &[Vec<usize>], next: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for &candidate in &earlier[task] {
        if std::mem::replace(&mut tried[candidate], true) {
            continue;
        }
        if next[candidate].is_none_or(|other| link(other, earlier, next, tried)) {
            next[candidate] = Some(task);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod of_known_graphs {
    use super::*;

    /// An order from edges "a waits for b", among the tasks a to h.
    fn order(edges: &[(&'static str, &'static str)]) -> Order<'static> {
        let mut order: Order = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|task| (task, BTreeSet::new())).into();
        for (task, earlier) in edges {
            order.get_mut(task).expect("a task").insert(earlier);
        }
        order
    }

    fn width(tasks: &[&str], edges: &[(&'static str, &'static str)]) -> usize {
        let order = order(edges);
        assert_eq!(at_once(tasks, &order), at_once(tasks, &reversed(&order)), "deletion is as wide as creation");
        at_once(tasks, &order)
    }

    #[test]
    fn without_an_order_all_are_in_flight_at_once() {
        assert_eq!(width(&["a", "b", "c", "d"], &[]), 4);
        assert_eq!(width(&[], &[]), 0);
    }

    #[test]
    fn of_a_chain_one_is() {
        assert_eq!(width(&["a", "b", "c", "d"], &[("a", "b"), ("b", "c"), ("c", "d")]), 1);
    }

    #[test]
    fn a_task_that_is_not_counted_still_orders() {
        assert_eq!(width(&["a", "c"], &[("a", "b"), ("b", "c")]), 1);
    }

    #[test]
    fn of_a_diamond_the_two_in_its_middle_are() {
        assert_eq!(width(&["a", "b", "c", "d"], &[("b", "a"), ("c", "a"), ("d", "b"), ("d", "c")]), 2);
    }

    #[test]
    fn a_first_choice_is_taken_back_where_that_gives_fewer_chains() {
        // The letter N: c waits for a and b, d for b alone. Two chains only if c takes a.
        assert_eq!(width(&["a", "b", "c", "d"], &[("c", "a"), ("c", "b"), ("d", "b")]), 2);
        assert_eq!(width(&["a", "b", "c", "d"], &[("c", "b"), ("c", "a"), ("d", "a")]), 2);
    }

    #[test]
    fn two_lanes_with_a_common_head_are_two() {
        let edges = [("b", "a"), ("c", "b"), ("d", "a"), ("e", "d"), ("f", "e")];
        assert_eq!(width(&["a", "b", "c", "d", "e", "f"], &edges), 2);
        // Broken in the middle, the second lane becomes two.
        assert_eq!(width(&["a", "b", "c", "d", "e", "f"], &[edges[0], edges[1], edges[2], edges[4]]), 3);
    }
}
