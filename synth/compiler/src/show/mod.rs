//! What a VPN is like, shown before it exists. Each view is data first, and printed at its end.

pub mod cost;
pub mod graph;
pub mod page;
mod reach;

pub use reach::{Obstacle, Reach, Routed, reach};
