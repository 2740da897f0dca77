//! What a VPN is like, shown before it exists.

mod cost;
mod graph;
mod look_up;
mod page;
