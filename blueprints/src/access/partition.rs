//! The whole address space, cut into ranges by who reaches them.

use super::people::Person;
use super::range::{self, Range};
use super::reach::Reach;

/// Addresses that the same people reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The addresses.
    pub range: Range,
    /// Who reaches every one of them: where they stand in the list of people. Nobody else reaches any.
    pub people: Vec<usize>,
}

impl Reach<'_> {
    /// Cuts ranges by who of some people reaches what; [`Range::ALL`] is everything. Neighbours that the same people
    /// reach are one part, so there are as few parts as possible.
    pub fn partition(&self, people: &[Person], within: impl IntoIterator<Item = Range>) -> Vec<Part> {
        let reached_by = |address| -> Vec<usize> {
            let reaches = |(_, person): &(usize, &Person)| self.decide(person, address).allowed();
            people.iter().enumerate().filter(reaches).map(|(index, _)| index).collect()
        };
        let parts = |range| range::joined(range::pieces(range, self.borders()), reached_by);
        within.into_iter().flat_map(parts).map(|(range, people)| Part { range, people }).collect()
    }
}
