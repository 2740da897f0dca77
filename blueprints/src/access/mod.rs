//! Who reaches what: authorization rules and routes together, before anything is deployed.
//!
//! ```text
//! access ───► Access (the longest prefix decides) ─┐
//! network ──► Routes (what leads there) ───────────┼─► Reach ──► Decision ──► words
//! identity ─► people (groups, users) ──────────────┘        └──► partition ──► difference
//! ```
//!
//! Only what the endpoint itself does is told. Security groups, network ACLs and route tables behind it, and what an
//! authorization policy or a connect handler refuse, are not evaluated.

mod difference;
mod expectation;
mod partition;
mod people;
mod range;
mod reach;
mod routes;
mod rules;
mod words;

pub use difference::{Change, difference};
pub use expectation::{Expectation, Expectations};
pub use partition::Part;
pub use people::{Person, Who};
pub use range::Range;
pub use reach::{Decision, Denial, Reach};
pub use routes::{Routes, Way};
pub use rules::{Access, Loss, Network, Subject};
