//! A picture of a VPN: people, groups, how they sign in, the endpoint, its associations, and the networks behind them.
//!
//! ```text
//! Blueprint ──► Graph ──► Mermaid, DOT, SVG
//!               layers, nodes, edges
//! ```
//!
//! What names a blueprint has in it is text in every printer: it becomes no markup, and letters that nobody sees are
//! shown.

mod build;
mod dot;
mod fold;
mod mermaid;
mod svg;

pub use dot::dot;
pub use mermaid::mermaid;
pub use svg::svg;

use serde::Serialize;

/// A picture: layers from left to right, nodes in them, and edges between nodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Graph {
    /// The VPN's name.
    pub name: String,
    /// The picture in one sentence, for those who do not see it.
    pub description: String,
    /// The layers, left to right.
    pub layers: Vec<Layer>,
    /// The edges.
    pub edges: Vec<Edge>,
}

/// A layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Layer {
    /// What its nodes are.
    pub name: &'static str,
    /// Its nodes, top to bottom.
    pub nodes: Vec<Node>,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Its number, which edges name.
    pub id: usize,
    /// What it says, the first line being its name.
    pub lines: Vec<String>,
    /// How it stands.
    pub state: State,
}

/// How a node or an edge stands. The lines of a node say it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Allowed by a rule, and nothing leads there.
    Unreachable,
    /// Nobody is let in.
    Closed,
    /// Open, but not to all who have a rule for a wider network.
    Partly,
    /// As it should be.
    Open,
}

/// An edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// The number of the node where it starts.
    pub from: usize,
    /// The number of the node where it ends.
    pub to: usize,
    /// How it stands.
    pub state: State,
}

impl Graph {
    /// The picture of a blueprint.
    pub fn of(blueprint: &cvpn_blueprint::model::Blueprint) -> Self {
        build::graph(blueprint)
    }

    /// All nodes.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.layers.iter().flat_map(|layer| &layer.nodes)
    }
}

impl State {
    /// Its name, in the output.
    fn name(self) -> &'static str {
        match self {
            State::Unreachable => "unreachable",
            State::Closed => "closed",
            State::Partly => "partly",
            State::Open => "open",
        }
    }
}
